"""Coming in, by either door, and going out."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow, anyone
from accounts.enums import AccountKind
from accounts.forms.sign_in import OfficeSignInForm
from accounts.http import Request
from accounts.identity import SignInRefused, provider, service_name
from accounts.models import User
from accounts.selectors.hats import hat_worn
from accounts.selectors.landing import first_page, safe_next
from accounts.services import office_sign_in
from accounts.services.sign_in import enter_by
from accounts.views import enrolment, proving
from accounts.views.office_numbers import asking_for_number

NEXT = "after_sign_in"


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
@allow(anyone)
def sign_in(request: Request) -> HttpResponseBase:
    """Both doors on one page; the form of the second is sent here."""
    if request.method == "POST":
        return _office(request)
    if request.actor.user:
        return redirect(safe_next(request, request.GET.get("next", "")) or first_page(request.actor.role))
    return _page(request, OfficeSignInForm(), request.GET.get("next", ""))


def _office(request: Request) -> HttpResponseBase:
    form = OfficeSignInForm(request.POST)
    wanted = request.POST.get("next", "")
    if not form.is_valid():
        return _page(request, form, wanted)
    try:
        user = office_sign_in.checked_password(request, form.cleaned_data["user_name"], form.cleaned_data["password"])
        if office_sign_in.needs_enrolment(user):
            enrolment.begin(request, user)
            return redirect("enrol")
        office_sign_in.enter_with_code(request, user, form.cleaned_data["code"])
    except SignInRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, wanted)
    onward = safe_next(request, wanted) or _first_page_of(user)
    return redirect(onward if user.id_index else asking_for_number(onward))


@require_POST
@allow(anyone)
def sign_in_begin(request: Request, kind: str) -> HttpResponseBase:
    """Go to the government service as a person or as a legal person."""
    request.session[NEXT] = safe_next(request, request.POST.get("next", ""))
    request.session.pop(proving.PROVING, None)
    try:
        return provider().begin(request, AccountKind(kind))
    except SignInRefused as refusal:
        return _refused(request, refusal)


@never_cache
@csrf_exempt  # A service may come back by a form of its own; what it posts counts only with the state of this session.
@require_http_methods(["GET", "POST"])
@allow(anyone)
def sign_in_return(request: Request) -> HttpResponseBase:
    """Come back from the government service."""
    if request.method == "POST":
        return _posted(request)
    wanted = request.session.pop(NEXT, "")
    try:
        assertion = provider().finish(request)
        if assertion.again:
            return proving.returned(request, assertion)
        request.session.pop(proving.PROVING, None)
        user = enter_by(request, assertion)
    except SignInRefused as refusal:
        return _refused(request, refusal)
    return redirect(wanted or _first_page_of(user))


def _posted(request: Request) -> HttpResponseBase:
    try:
        onward = redirect(provider().posted(request))
    except SignInRefused as refusal:
        return _refused(request, refusal)
    # Whatever came by POST, the browser goes on by GET, and so with its session.
    onward.status_code = HTTPStatus.SEE_OTHER
    return onward


@require_POST
@allow(anyone)
def sign_out(request: Request) -> HttpResponseBase:
    """Close the session, and offer the way out of the service by which it was opened."""
    came_by_service = request.actor.user is not None and request.actor.user.kind != AccountKind.OFFICE
    logout(request)
    messages.success(request, "您已退出登录。在公用电脑上，请同时关闭浏览器。")
    if came_by_service:
        _offer_to_leave_service(request)
    return redirect("sign_in")


def _offer_to_leave_service(request: Request) -> None:
    try:
        service = provider()
        address = service.end_address(request)
    except SignInRefused:
        return
    if address:
        sentence = '您在{name}可能仍处于登录状态。需要一并退出的，请点击<a href="{address}">退出{name}</a>。'
        messages.info(request, format_html(sentence, name=service.name, address=address))


def _first_page_of(user: User) -> str:
    return first_page(hat_worn(user, "")[0].role)


def _refused(request: Request, refusal: SignInRefused) -> HttpResponseBase:
    # A redirect, so that refreshing the page does not bring the used ticket again.
    if proving.waits(request):
        # Who only wanted to show that it is he is asked anew, with what he had sent.
        return proving.refused(request, refusal)
    messages.error(request, str(refusal))
    return redirect("sign_in")


def _page(request: Request, form: OfficeSignInForm, wanted: str) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "next": wanted, "stand_in": settings.DEMO_IDENTITY, "service": service_name()}
    return render(request, "accounts/sign_in.html", context, status=status)
