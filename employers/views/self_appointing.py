"""Self-appointing institutions: what they file, and the bureau that settles who they are and takes it on record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request, agency_of, user_of
from accounts.questions import DEARLY
from accounts.selectors.keyset import page_of
from accounts.steps.base import ActRefused, perform
from employers.documents.self_filing_list import self_filing_list
from employers.enums import SelfFilingKind
from employers.forms.self_appointing import FIGURES, FilingForm, StandingForm, initial_of
from employers.models import Employer, SelfFiling
from employers.permissions import acts_for_some_employer, decides_self_filing, settles_self_appointing
from employers.selectors.self_appointing import duties, filings_of, matching, standing_of, units_at
from employers.services.self_filings import OPEN, SelfFilingClosed, save_filing
from employers.steps.decide_self_filing import acknowledge_self_filing, return_self_filing
from employers.steps.end_self_appointing import end_self_appointing
from employers.steps.settle_self_appointing import settle_self_appointing
from employers.steps.submit_self_filing import submit_self_filing
from employers.views.asking import own_employer
from employers.views.years import years
from zcps import clock
from zcps.spreadsheet import csv_file

MOST_EXPORTED = 2000
_SHOWN = {"": "自主评聘单位", "waiting": "有待办备案", "all": "全部单位"}


@require_GET
@allow(acts_for_some_employer)
def self_filings(request: Request) -> HttpResponse:
    """Show an institution what it has to file this year, what it has filed, and what is overdue."""
    employer = own_employer(request)
    standing = standing_of(employer)
    context: dict[str, Any] = {"employer": employer, "standing": standing, "year": clock.today().year}
    if standing is not None:
        filed = filings_of([employer])[employer.pk]
        context["duties"] = duties(standing, clock.today().year, clock.today(), filed)
        context["filings"] = sorted(filed, key=lambda each: (-each.year, each.kind))
    return render(request, "employers/self_filings.html", context)


@require_http_methods(["GET", "POST"])
@allow(acts_for_some_employer, costs=DEARLY)
def self_filing(request: Request, kind: str, year: int) -> HttpResponseBase:
    """Fill in one filing and hand it in."""
    employer = own_employer(request)
    if kind not in SelfFilingKind.values or year not in years() or standing_of(employer) is None:
        raise Http404("没有找到这项备案。请从“自主评聘备案”中打开。")
    known = SelfFiling.objects.select_related("document").filter(employer=employer, kind=kind, year=year).first()
    begun = {"note": known.note} if known else {}
    figures = known.figures if known else {}
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FilingForm(SelfFilingKind(kind), *posted, initial=begun, figures=figures)
    if request.method == "POST" and form.is_valid() and _store(request, employer, form, kind, year):
        return redirect("self_filings")
    context: dict[str, Any] = {"form": form, "filing": known, "kind": SelfFilingKind(kind), "year": year}
    context |= {"is_open": known is None or known.stage in OPEN, "figures": _named(kind, figures)}
    return render(request, "employers/self_filing.html", context, status=422 if form.errors else 200)


def _store(request: Request, employer: Employer, form: FilingForm, kind: str, year: int) -> bool:
    try:
        filing = save_filing(employer, kind, year, form.told(), user_of(request))
        if "submit" in request.POST:
            perform(submit_self_filing, filing, by=request.actor)
            messages.success(request, f"已提交 {year} 年度{filing.get_kind_display()}，由所在地人力社保部门备案。")
        else:
            messages.success(request, "备案草稿已保存。")
    except SelfFilingClosed as closed:
        form.add_error(None, str(closed))
    except ActRefused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
    return not form.errors


@require_GET
@allow(only(Role.HR_BUREAU))
def self_appointing_units(request: Request) -> HttpResponse:
    """List the institutions that appoint their own people, with the year's filings."""
    shown, query = _shown(request), request.GET.get("q", "").strip()
    page = page_of(matching(units_at(agency_of(request)), shown, query), "name", request.GET, newest_first=False)
    filed = filings_of(page.rows)
    rows = [(unit, _duties_of(unit, filed[unit.pk])) for unit in page.rows]
    chips = [{"label": label, "url": f"?show={key}", "active": key == shown} for key, label in _SHOWN.items()]
    context = {"page": page, "rows": rows, "chips": chips, "query": query, "year": clock.today().year}
    context |= {
        "kept": [("show", shown)],
        "export": f"export/?{request.GET.urlencode()}",
        "kinds": SelfFilingKind.labels,
    }
    return render(request, "employers/self_appointing_units.html", context)


@require_GET
@allow(only(Role.HR_BUREAU))
def self_appointing_export(request: Request) -> HttpResponse:
    """Send the filings of the list as it is filtered."""
    found = matching(units_at(agency_of(request)), _shown(request), request.GET.get("q", "").strip())
    units = list(found.order_by("name")[:MOST_EXPORTED])
    filed = filings_of(units)
    text = self_filing_list((unit, _duties_of(unit, filed[unit.pk])) for unit in units)
    return csv_file("self-appointing.csv", text)


@require_http_methods(["GET", "POST"])
@allow(settles_self_appointing, Employer.objects.select_related("region", "self_appointing"))
def self_appointing_unit(request: Request, employer: Employer) -> HttpResponseBase:
    """Settle whether an institution appoints its own people; look at what it has filed."""
    standing = standing_of(employer)
    form = StandingForm(request.POST or None, initial=initial_of(standing))
    if request.method == "POST" and form.is_valid() and _settle(request, employer, form):
        return redirect("self_appointing_unit", employer.pk)
    filed = sorted(filings_of([employer])[employer.pk], key=lambda each: (-each.year, each.kind))
    context: dict[str, Any] = {"employer": employer, "standing": standing, "form": form, "year": clock.today().year}
    context["filings"] = [(each, _named(each.kind, each.figures)) for each in filed if each.submitted_at]
    context["duties"] = duties(standing, clock.today().year, clock.today(), filed) if standing else []
    return render(request, "employers/self_appointing_unit.html", context, status=422 if form.errors else 200)


def _settle(request: Request, employer: Employer, form: StandingForm) -> bool:
    try:
        if "end" in request.POST:
            perform(end_self_appointing, employer, by=request.actor, document_number=form.told()["document_number"])
            messages.success(request, f"已终止“{employer.name}”的自主评聘。")
        else:
            perform(settle_self_appointing, employer, by=request.actor, **form.told())
            messages.success(request, f"已核定“{employer.name}”为自主评聘单位，并通知其经办人。")
    except ActRefused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
    return not form.errors


@require_POST
@allow(decides_self_filing, SelfFiling.objects.select_related("employer__region"))
def self_filing_decide(request: Request, filing: SelfFiling) -> HttpResponseBase:
    """Take a filing on record, or return it."""
    step = return_self_filing if "return" in request.POST else acknowledge_self_filing
    try:
        done = perform(
            step, filing, by=request.actor, note=request.POST.get("note", "") if "return" in request.POST else ""
        )
        messages.success(request, f"{filing.year} 年度{filing.get_kind_display()}：{done.get_stage_display()}。")
    except ActRefused as refusal:
        messages.error(request, "".join(refusal.reasons))
    return redirect("self_appointing_unit", filing.employer_id)


def _duties_of(unit: Employer, filed: list[SelfFiling]) -> list[Any]:
    standing = getattr(unit, "self_appointing", None)
    return duties(standing, clock.today().year, clock.today(), filed) if standing and standing.is_active else []


def _named(kind: str, figures: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(label, figures[name]) for name, label in FIGURES[SelfFilingKind(kind)].items() if name in figures]


def _shown(request: Request) -> str:
    asked = request.GET.get("show", "")
    return asked if asked in _SHOWN else ""
