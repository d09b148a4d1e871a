"""The account's own pages."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import allow, signed_in
from accounts.actor import Actor
from accounts.enums import AccountKind
from accounts.forms.account import EmailForm, PasswordForm
from accounts.http import Request, user_of
from accounts.models import SignIn
from accounts.selectors.keyset import page_of


def has_password(actor: Actor) -> bool:
    """Only office accounts have one; persons and legal persons sign in by the government service."""
    return actor.user is not None and actor.user.kind == AccountKind.OFFICE


@require_http_methods(["GET", "POST"])
@allow(signed_in)
def account(request: Request) -> HttpResponseBase:
    """Show the account; take an e-mail address."""
    user = user_of(request)
    form = EmailForm(request.POST if request.method == "POST" else None, initial={"email": user.email})
    if request.method == "POST" and form.is_valid():
        user.email = form.cleaned_data["email"]
        user.save(update_fields=["email"])
        messages.success(request, "电子邮箱已保存。")
        return redirect("account")
    recent = SignIn.objects.filter(user=user).order_by("-at")[:5]
    context = {"form": form, "recent": recent}
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@require_GET
@allow(signed_in)
def sign_in_history(request: Request) -> HttpResponse:
    """List when and from where the account was used."""
    page = page_of(SignIn.objects.filter(user=user_of(request)), "at", request.GET)
    return render(request, "accounts/sign_in_history.html", {"page": page})


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
@allow(has_password)
def change_password(request: Request) -> HttpResponseBase:
    """Change an office account's password; other sessions of it end."""
    user = user_of(request)
    form = PasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user.set_password(form.cleaned_data["new"])
        user.save()
        update_session_auth_hash(request, user)
        messages.success(request, "密码已修改，其他设备上的登录已失效。")
        return redirect("account")
    return render(request, "accounts/change_password.html", {"form": form}, status=422 if form.errors else 200)
