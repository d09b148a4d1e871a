"""The first sign-in of an office account."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import allow, anyone
from accounts.forms.sign_in import EnrolmentForm
from accounts.http import Request
from accounts.models import Phone, User
from accounts.selectors.hats import hat_worn
from accounts.selectors.landing import first_page
from accounts.services import enrolment, recovery
from accounts.services.office_sign_in import WRONG_CODE, needs_enrolment
from accounts.services.sign_in import enter
from accounts.views.office_numbers import asking_for_number
from accounts.views.recovery import shown

# The account whose initial password this very session has shown to know, and what ends with that password.
ENROLLING = "bound_here"
BEGUN_ELSEWHERE = (
    "此次绑定已经完成、已经失效，或者已在其他浏览器重新开始。请用初始密码重新登录；"
    "不是您本人操作的，请联系为您分配账号的人力社保部门重置密码。"
)


@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "POST"])
@allow(anyone)
def enrol(request: Request) -> HttpResponseBase:
    """Bind a phone and set an own password; then the account is signed in, and its recovery codes are shown."""
    user, device = _enrolling(request)
    if user is None or device is None or not needs_enrolment(user):
        if request.session.pop(ENROLLING, None):
            messages.error(request, BEGUN_ELSEWHERE)
        return redirect("sign_in")
    form = EnrolmentForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if enrolment.confirm(user, device, form.cleaned_data["code"], form.cleaned_data["password"]):
            return _done(request, user)
        form.add_error("code", WRONG_CODE)
    context = {"form": form, "account": user, "address": enrolment.enrolment_address(device)}
    context["stand_in"] = settings.DEMO_IDENTITY
    context["key"] = enrolment.readable_key(device)
    return render(request, "accounts/enrol.html", context, status=422 if form.errors else 200)


def begin(request: Request, user: User) -> None:
    """Let this browser bind a phone to an account whose initial password it has shown to know."""
    known, device = _enrolling(request)
    if device is None or known != user:
        device = enrolment.begin(user)
    request.session[ENROLLING] = [user.pk, user.get_session_auth_hash(), device.pk]


def _enrolling(request: Request) -> tuple[User | None, Phone | None]:
    key, shown_for, device = request.session.get(ENROLLING, (0, "", 0))
    user = User.objects.filter(pk=key, is_active=True).first()
    if user is None or not constant_time_compare(shown_for, user.get_session_auth_hash()):
        return None, None
    return user, enrolment.device_to_enrol(user, device)


def _done(request: Request, user: User) -> HttpResponseBase:
    del request.session[ENROLLING]
    enter(request, user)
    # The page is shown to him who has just come in.
    request.actor, request.hats = hat_worn(user, "", is_proven=True)
    messages.success(request, "手机动态口令已绑定，密码已修改。下次登录时，请使用新密码和手机上的动态口令。")
    onward = first_page(request.actor.role)
    return shown(request, user, recovery.renew(user), onward if user.id_index else asking_for_number(onward))
