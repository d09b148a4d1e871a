"""The recovery codes of an office account: shown once, counted, made anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.forms.recovery import RenewForm
from accounts.http import Request, user_of
from accounts.identity import SignInRefused
from accounts.models import User
from accounts.services import office_sign_in, proof, recovery
from accounts.views.account import has_password


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
@allow(has_password)
def recovery_codes(request: Request) -> HttpResponse:
    """Say how many codes are left; make ten new ones for whoever knows the password and has the phone."""
    user = user_of(request)
    form = RenewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _is_owner(request, user, form):
        proof.give(request)
        return shown(request, user, recovery.renew(user), reverse("account"))
    context = {"form": form, "left": recovery.left(user)}
    return render(request, "accounts/recovery_codes.html", context, status=422 if form.errors else 200)


def shown(request: HttpRequest, user: User, codes: list[str], on_page: str) -> HttpResponse:
    """Show new codes, this once."""
    context = {"codes": codes, "account": user, "on_page": on_page}
    return render(request, "accounts/recovery_codes_shown.html", context)


def _is_owner(request: Request, user: User, form: RenewForm) -> bool:
    try:
        office_sign_in.checked_password(request, user.key, form.cleaned_data["password"])
        office_sign_in.checked_code(request, user, form.cleaned_data["code"])
    except SignInRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    office_sign_in.forgive(request, user)
    return True
