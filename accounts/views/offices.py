"""The bureau's pages for the accounts of offices."""

import json
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import allow, only
from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.forms.offices import OfficeAccountForm
from accounts.http import Request, agency_of, user_of
from accounts.models import Agency, AgencyOfficer
from accounts.permissions import assigns_account_of, assigns_accounts
from accounts.selectors.keyset import page_of
from accounts.selectors.offices import agencies_under, officers_of
from accounts.services import office_accounts as accounts
from accounts.services.lockout import locked_names
from accounts.services.office_accounts import OfficeAccountRefused
from zcps.encryption import seal, unseal

# The initial password on its one way to the screen: read once, then gone.
SHOWN_ONCE = "handed_over"
_PLACE = "session.handed_over"
OFFICERS = AgencyOfficer.objects.select_related("user", "agency__region")


@require_GET
@allow(only(Role.HR_BUREAU))
def office_accounts(request: Request) -> HttpResponse:
    """List the offices that this bureau gives accounts to."""
    kind, query = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    offices = agencies_under(agency_of(request))
    present = set(offices.order_by("kind").values_list("kind", flat=True).distinct())
    if kind in AgencyKind.values:
        offices = offices.filter(kind=kind)
    if query:
        offices = offices.filter(name__contains=query)
    chips = [{"label": "全部", "url": "?", "active": kind not in AgencyKind.values}]
    chips += [{"label": k.label, "url": f"?kind={k}", "active": kind == k} for k in AgencyKind if k in present]
    page = page_of(offices, "name", request.GET, newest_first=False)
    context = {"page": page, "chips": chips, "query": query, "keep": [("kind", kind)] if kind else []}
    return render(request, "accounts/office_accounts.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@allow(assigns_accounts, Agency.objects.select_related("region"))
def office_agency(request: Request, agency: Agency) -> HttpResponseBase:
    """Show the accounts of one office; give a new one."""
    form = OfficeAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issued = accounts.issue(agency, by=request.actor, **form.cleaned_data)
        except OfficeAccountRefused as refusal:
            form.add_error("user_name", str(refusal))
        else:
            return _hand_over(request, *issued)
    officers = list(officers_of(agency))
    context = {"agency": agency, "officers": officers, "form": form}
    context["locked"] = locked_names([row.user.key for row in officers if row.ended_on is None])
    context["handed"] = _handed(request) if request.method == "GET" else None
    return render(request, "accounts/office_agency.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allow(assigns_account_of, OFFICERS)
def office_account_reset(request: Request, officer: AgencyOfficer) -> HttpResponseBase:
    """Give a new initial password, after a second look."""
    if request.method == "GET":
        return render(request, "accounts/office_account_reset.html", {"officer": officer})
    try:
        return _hand_over(request, officer, accounts.reset(officer, request.actor))
    except OfficeAccountRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("office_agency", officer.agency_id)


@require_http_methods(["GET", "POST"])
@allow(assigns_account_of, OFFICERS)
def office_account_unlock(request: Request, officer: AgencyOfficer) -> HttpResponseBase:
    """Let the owner of a locked account try again, after a second look."""
    if request.method == "GET":
        return render(request, "accounts/office_account_unlock.html", {"officer": officer})
    return _done(request, officer, accounts.unlock, f"{officer.user.name}的账号已解除锁定，可以重新登录。")


@require_http_methods(["GET", "POST"])
@allow(assigns_account_of, OFFICERS)
def office_account_end(request: Request, officer: AgencyOfficer) -> HttpResponseBase:
    """End an account, after a second look."""
    if request.method == "GET":
        return render(request, "accounts/office_account_end.html", {"officer": officer})
    return _done(request, officer, accounts.end, f"{officer.user.name}的账号已停用，其登录已全部失效。")


def _done(
    request: Request, officer: AgencyOfficer, act: Callable[[AgencyOfficer, Actor], None], told: str
) -> HttpResponseBase:
    try:
        act(officer, request.actor)
    except OfficeAccountRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("office_agency", officer.agency_id)


def _handed(request: Request) -> dict[str, str] | None:
    sealed = request.session.pop(SHOWN_ONCE, "")
    handed: dict[str, str] | None = json.loads(unseal(sealed, _PLACE, user_of(request).pk)) if sealed else None
    return handed


def _hand_over(request: Request, officer: AgencyOfficer, password: str) -> HttpResponseBase:
    handed = {"name": officer.user.name, "user_name": officer.user.key, "password": password}
    # Sealed: a session lies in the database, and who asked for the password may never look at it.
    request.session[SHOWN_ONCE] = seal(json.dumps(handed), _PLACE, user_of(request).pk)
    return redirect(reverse("office_agency", args=[officer.agency_id]) + "#handed")
