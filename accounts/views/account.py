"""The account's own pages."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import allow, signed_in
from accounts.actor import Actor
from accounts.enums import AccountKind, SignInOutcome
from accounts.forms.account import EmailForm, PasswordForm
from accounts.http import Request, user_of
from accounts.identity import SignInRefused, service_name
from accounts.models import SignIn, User
from accounts.permissions import owns_sign_in
from accounts.selectors.keyset import page_of
from accounts.services import history, journal, office_sign_in, recovery, sessions
from accounts.services.devices import masked_address

_SHOWN = 20
_FAILED = ~Q(outcome=SignInOutcome.ENTERED)
_CHIPS = {"failed": ("未成功", _FAILED), "unusual": ("不常用网络", Q(is_unusual=True))}


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
    context = {
        "form": form,
        "devices": sessions.open_sessions(user)[:_SHOWN],
        "here": request.session.session_key,
        "failures": history.failures_of(user),
        "codes": recovery.left(user) if has_password(request.actor) else 0,
        "idle": settings.SESSION_LIMITS[user.kind][0] // 60,
        "whole": settings.SESSION_LIMITS[user.kind][1] // 3600,
        "most": settings.OFFICE_SESSIONS,
        "service": service_name() or "浙江政务服务网",
    }
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@require_GET
@allow(signed_in)
def sign_in_history(request: Request) -> HttpResponse:
    """List when and from where the account was used, and was tried in vain."""
    user, show = user_of(request), request.GET.get("show", "")
    rows = SignIn.objects.filter(user=user)
    if show in _CHIPS:
        rows = rows.filter(_CHIPS[show][1])
    page = page_of(rows, "at", request.GET)
    for visit in page.rows:
        visit.place = visit.address if visit.outcome == SignInOutcome.ENTERED else masked_address(visit.address)  # type: ignore[attr-defined]  # for the page alone
    chips = [{"label": "全部", "url": "?", "active": show not in _CHIPS}]
    chips += [{"label": label, "url": f"?show={key}", "active": show == key} for key, (label, _) in _CHIPS.items()]
    context = {"page": page, "chips": chips, "failures": history.failures_of(user)}
    context["kept"] = settings.SIGN_IN_RETENTION_DAYS
    return render(request, "accounts/sign_in_history.html", context)


@require_POST
@allow(owns_sign_in, SignIn)
def session_end(request: Request, visit: SignIn) -> HttpResponseBase:
    """End one session; one's own by the way that everybody takes."""
    if visit.session_key == request.session.session_key:
        messages.error(request, "这是您正在使用的设备。要在此退出，请使用右上角的“退出登录”。")
    else:
        sessions.end_one(visit)
        journal.record("end_session", user_of(request), request.actor, sign_in=visit.pk)
        messages.success(request, f"{visit.device or '该设备'}上的登录已退出。")
    return redirect(reverse("account") + "#devices")


@require_POST
@allow(signed_in)
def sessions_end_others(request: Request) -> HttpResponseBase:
    """End every session but this one."""
    user = user_of(request)
    sessions.end_others(request, user)
    journal.record("end_other_sessions", user, request.actor)
    messages.success(request, "其他设备上的登录已全部退出。")
    return redirect(reverse("account") + "#devices")


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
@allow(has_password)
def change_password(request: Request) -> HttpResponseBase:
    """Change an office account's password; other sessions of it end."""
    user = user_of(request)
    form = PasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _knows_the_old_one(request, user, form):
        user.set_password(form.cleaned_data["new"])
        user.save()
        sessions.end_others(request, user)
        journal.record("change_password", user, request.actor, user_name=user.key)
        messages.success(request, "密码已修改，其他设备上的登录已失效。")
        return redirect("account")
    return render(request, "accounts/change_password.html", {"form": form}, status=422 if form.errors else 200)


def _knows_the_old_one(request: Request, user: User, form: PasswordForm) -> bool:
    """Refuse somebody who found the screen unlocked; he guesses here no oftener than at the door."""
    try:
        office_sign_in.checked_password(request, user.key, form.cleaned_data["old"])
    except SignInRefused as refusal:
        form.add_error("old", PasswordForm.WRONG if str(refusal) == office_sign_in.WRONG else str(refusal))
        return False
    office_sign_in.forgive(request, user)
    return True
