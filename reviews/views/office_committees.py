"""The HR bureau's committees: the list, one committee with its history, and the acts on it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.enums import AgencyKind
from accounts.http import Request, agency_of
from accounts.models import Agency
from accounts.permissions import assigns_accounts
from accounts.selectors.keyset import page_of
from accounts.selectors.offices import officers_of
from accounts.steps.base import ActRefused
from applicants.views.worklist import address_with, table_of
from reviews.forms import committees as forms
from reviews.forms.bodies import ActForm
from reviews.models import Committee
from reviews.permissions import keeps_committee, keeps_committees
from reviews.selectors import committees as reading
from reviews.steps.change_bodies import CHANGE_BODIES
from reviews.steps.committees import CommitteeStep
from reviews.steps.dissolve_committee import DISSOLVE_COMMITTEE
from reviews.steps.found_committee import FOUND_COMMITTEE, found
from reviews.steps.rename_committee import RENAME_COMMITTEE
from reviews.steps.renew_term import RENEW_TERM
from reviews.steps.set_functions import SET_FUNCTIONS
from reviews.steps.set_pool_terms import SET_POOL_TERMS
from reviews.views.acting import attempt
from zcps import clock

COMMITTEES = Committee.objects.select_related("office__region", "founding_body", "supervisor", "hr_bureau")
_MOST = 2000
_BODIES = ("level", "founding_body", "office", "supervisor", "specialties", "scope")


@dataclass(frozen=True)
class ActPage:
    """One act with its form and what it does."""

    step: CommitteeStep
    form: type[ActForm]
    effects: tuple[str, ...]
    stop: bool = False


_PAGES = {
    page.step.name: page
    for page in (
        ActPage(RENEW_TERM, forms.TermForm, ("登记新一届任期。任期以外的日期不能召开评审会议。",)),
        ActPage(
            RENAME_COMMITTEE,
            forms.RenameForm,
            ("自启用日期起使用新名称；此前的会议和评审表仍显示当时的名称。", "按旧名称仍可查到本评委会。"),
        ),
        ActPage(SET_FUNCTIONS, forms.FunctionsForm, ("今后的计划按调整后的职能核对；已发布的计划不变。",)),
        ActPage(CHANGE_BODIES, forms.BodiesForm, ("新的办公室接手专家库和今后的会议；原办公室不再办理。",)),
        ActPage(
            SET_POOL_TERMS, forms.PoolTermsForm, ("今后入库、续任的专家按此计算任期；已在库专家的任期不变。",)
        ),
        ActPage(
            DISSOLVE_COMMITTEE, forms.EndForm, ("不能再召开评审会议；计划、申报和证书保留。",), stop=True
        ),
    )
}  # fmt: skip


@require_safe
@allow(keeps_committees)
def office_committees(request: Request) -> HttpResponse:
    """List the committees registered with this bureau; `format=csv` exports the list as it is filtered."""
    bureau, query = agency_of(request), request.GET.get("q", "").strip()
    state = request.GET.get("state", "all")
    rows = reading.in_state(reading.searched(reading.committees_of(bureau), query), state)
    if request.GET.get("format") == "csv":
        return _export(rows)
    counts = reading.counts_by_state(bureau)
    context = {
        "page": page_of(rows, "name", request.GET, newest_first=False),
        "query": query,
        "kept": [("state", state)],
        "chips": [
            {"label": label, "url": address_with(request, state=key), "count": counts[key], "active": key == state}
            for key, label in reading.STATES.items()
        ],
        "export": address_with(request, format="csv"),
        "is_filtered": bool(query) or state != "all",
        "today": clock.today(),
    }
    return render(request, "reviews/committee/office_committees.html", context)


def _export(rows: Any) -> HttpResponse:
    head = ["评审委员会", "级别", "状态", "评审资格", "推荐资格", "组建单位", "办公室", "届次", "任期止", "在库专家"]
    cells = (
        [
            row.name, row.get_level_display(), row.get_stage_display(), "、".join(row.titles),
            "、".join(row.recommends), row.founding_body.name, row.office.name,
            row.number or "", row.until or "", row.pool,
        ]
        for row in rows.order_by("name")[:_MOST]
    )  # fmt: skip
    return table_of("committees", head, cells)


@require_safe
@allow(keeps_committee, COMMITTEES)
def office_committee(request: Request, committee: Committee) -> HttpResponse:
    """One committee: what holds now, what held before, who did what by which document."""
    today = clock.today()
    officers = list(officers_of(committee.office))
    context = {
        "committee": committee,
        "acts": [page.step for page in _PAGES.values() if page.step.is_open_to(committee, request.actor)],
        "names": reading.names_of(committee),
        "functions": list(committee.functions.order_by("-valid_until", "mode", "pk")),
        "terms": list(committee.terms.order_by("-number")),
        "term": reading.term_of(committee, today),
        "history": reading.history_of(committee),
        "officers": [officer for officer in officers if officer.ended_on is None],
        "may_give": assigns_accounts(request.actor, committee.office),
        "pool": committee.experts.filter(left_on=None).count(),
        "meetings": committee.meetings.count(),
    }
    return render(request, "reviews/committee/office_committee.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_committees)
def committee_found(request: Request) -> HttpResponseBase:
    """Register a new committee."""
    bureau = agency_of(request)
    form = forms.FoundForm(request.POST or None, bureau=bureau, initial={"founded_on": clock.today()})
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = _found(request, form.as_data(), bureau)
        except ActRefused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, f"已组建{made.name}，请为其办公室开设账号。")
            return redirect("office_committee", made.pk)
    context = {"form": form, "reasons": reasons, "step": FOUND_COMMITTEE}
    return render(
        request, "reviews/committee/committee_found.html", context, status=422 if reasons or form.errors else 200
    )


def _found(request: Request, data: dict[str, Any], bureau: Agency) -> Committee:
    given = {name: data.pop(name) for name in _BODIES}
    new = data.pop("new_office").strip()
    if given["office"] is None:
        given["office"] = Agency.objects.create(
            name=new, kind=AgencyKind.COMMITTEE_OFFICE, level=bureau.level, region_id=bureau.region_id
        )
    return found(request.actor, name=data.pop("name").strip(), given=given, **data)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_committee, COMMITTEES)
def committee_act(request: Request, committee: Committee, act: str) -> HttpResponseBase:
    """One act on a committee."""
    page = _PAGES.get(act)
    if page is None:
        raise Http404("没有这项办理。请从评审委员会页面进入。")
    form = page.form(request.POST or None, initial=forms.initial_of(committee))
    if isinstance(form, forms.BodiesForm):
        forms.offer_bodies(form, agency_of(request))
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, page.step, committee, **form.as_data())
        if not reasons:
            messages.success(request, f"{committee.name}：已{page.step.verb}。")
            return redirect("office_committee", committee.pk)
    context = {"committee": committee, "page": page, "form": form, "reasons": reasons}
    return render(
        request, "reviews/committee/committee_act.html", context, status=422 if reasons or form.errors else 200
    )
