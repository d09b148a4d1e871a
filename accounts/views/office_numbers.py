"""Whose an office account is: its owner says it once, its bureau writes it down, and sees which accounts lack it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.forms.offices import OfficeNumberForm
from accounts.http import Request, agency_of, user_of
from accounts.models import AgencyOfficer
from accounts.permissions import assigns_account_of
from accounts.selectors.keyset import page_of
from accounts.selectors.landing import first_page, safe_next
from accounts.selectors.offices import NUMBERS, unclear_accounts
from accounts.services import exports, office_numbers
from accounts.services.office_numbers import NumberRefused
from accounts.views.account import has_password
from accounts.views.offices import OFFICERS
from zcps.spreadsheet import csv_file, csv_text

_MOST = 5000
_HEAD = ["机构", "姓名", "用户名", "账号状态", "身份证号码"]


@never_cache
@require_http_methods(["GET", "POST"])
@allow(has_password)
def office_number(request: Request) -> HttpResponseBase:
    """Ask the owner of an account for his number, once."""
    user, onward = user_of(request), safe_next(request, request.GET.get("next", ""))
    if user.id_index:
        return redirect("account")
    form = OfficeNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            office_numbers.declare(user, form.cleaned_data["id_number"], request.actor)
        except NumberRefused as refusal:
            form.add_error("id_number", str(refusal))
        else:
            messages.success(request, "身份证号码已登记。")
            return redirect(onward or "account")
    context = {"form": form, "account": user, "onward": onward or first_page(request.actor.role)}
    return render(request, "accounts/office_number.html", context, status=422 if form.errors else 200)


@require_safe
@allow(only(Role.HR_BUREAU))
def office_numbers_list(request: Request) -> HttpResponse:
    """List the accounts whose owner is not known for certain; `format=csv` exports them as they are filtered."""
    words, show = request.GET.get("q", "").strip(), request.GET.get("show", "")
    show = show if show in NUMBERS else next(iter(NUMBERS))
    found = unclear_accounts(agency_of(request), show, words)
    if request.GET.get("format") == "csv":
        return _exported(request, found)
    page = page_of(found, "pk", request.GET, newest_first=False)
    chips = [{"label": label, "url": f"?show={key}", "active": show == key} for key, label in NUMBERS.items()]
    context = {"page": page, "chips": chips, "query": words, "keep": [("show", show)]}
    context["export"] = f"?format=csv&show={show}&q={words}"
    return render(request, "accounts/office_numbers.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@allow(assigns_account_of, OFFICERS)
def office_account_number(request: Request, officer: AgencyOfficer) -> HttpResponseBase:
    """Write down the number from the card that the bureau has seen."""
    form = OfficeNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            office_numbers.record(officer, form.cleaned_data["id_number"], request.actor)
        except NumberRefused as refusal:
            form.add_error("id_number", str(refusal))
        else:
            messages.success(request, f"{officer.user.name}的身份证号码已登记。")
            return redirect("office_agency", officer.agency_id)
    context = {"form": form, "officer": officer}
    return render(request, "accounts/office_account_number.html", context, status=422 if form.errors else 200)


def asking_for_number(onward: str) -> str:
    """Return where somebody is asked whose the account is that he has come in by, before he goes on."""
    return f"{reverse('office_number')}?{urlencode({'next': onward})}"


def _exported(request: Request, found: QuerySet[AgencyOfficer]) -> HttpResponse:
    rows = [_cells(row) for row in found.order_by("pk")[:_MOST]]
    exports.note(request.actor, "office-numbers", len(rows))
    return csv_file("office-numbers.csv", csv_text(_HEAD, rows))


def _cells(row: AgencyOfficer) -> list[object]:
    state = "已停用" if row.ended_on else "在用"
    number = "本人填报，待核对" if row.user.id_index else "未登记"
    return [row.agency.name, row.user.name, row.user.key, state, number]
