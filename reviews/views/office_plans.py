"""The life of a plan: drawn up by the office, approved by the HR bureau, published, corrected, ended (S3 一(一))."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request, agency_of
from accounts.selectors.keyset import page_of
from accounts.steps.base import Step, reasons_against
from reviews.enums import PlanStage
from reviews.forms.meetings import ReasonForm
from reviews.forms.new_plan import NewPlanForm
from reviews.forms.plan_sections import SettleForm
from reviews.models import Plan
from reviews.permissions import edits_plan, is_committee_office, prepares_plan
from reviews.plan_sections import BY_KEY
from reviews.selectors.office_plans import CHIPS, PLANS, exported, narrowed, plans_of, tasks_of, years_of
from reviews.selectors.plans import deadlines_of
from reviews.services.plan_corrections import open_correction
from reviews.services.plan_drafts import plan_from_copy, plan_from_nothing
from reviews.services.plan_lint import acceptance_of, notes_on, problems_in, warnings_in
from reviews.services.plans import draft_for, undrafted
from reviews.steps.return_plan import RETURN_PLAN
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from reviews.steps.start_correction import START_CORRECTION
from reviews.views.acting import attempt
from reviews.views.bureau import csv_of
from reviews.workflow import PLAN_ACTS
from zcps import clock

# The acts on the plan itself; a meeting is created on its own page, with its form.
ACTS = tuple(step for step in PLAN_ACTS if step is not SCHEDULE_MEETING)
_MOST_EXPORTED = 1000
# Acts that end something are not the first thing to be offered.
_STOPS = frozenset({"return_plan", "drop_plan", "close_plan"})


@require_safe
@allow(only(Role.COMMITTEE_OFFICE, Role.HR_BUREAU))
def office_plans(request: Request) -> HttpResponse:
    """List the plans of the office, or those above which the bureau stands; offer what can be drafted."""
    mine, asked = plans_of(request.actor), _asked(request)
    is_office = is_committee_office(request.actor)
    context = {
        "page": page_of(narrowed(mine, **asked), "created_at", request.GET),
        "query": asked["words"],
        "year": asked["year"],
        "years": years_of(mine),
        "chips": [_chip(key, label, asked) for key, (label, _) in CHIPS.items()],
        "kept": [(name, value) for name, value in (("f", asked["chosen"]), ("year", asked["year"])) if value],
        "export": f"{reverse('plans_export')}?{_query(asked)}",
        "is_office": is_office,
        "undrafted": undrafted(agency_of(request)) if is_office else [],
    }
    return render(request, "reviews/plans/office_plans.html", context)


def _asked(request: Request) -> dict[str, str]:
    return {
        "words": request.GET.get("q", "").strip(),
        "chosen": request.GET.get("f", ""),
        "year": request.GET.get("year", ""),
    }


def _query(asked: dict[str, str]) -> str:
    return urlencode({"q": asked["words"], "f": asked["chosen"], "year": asked["year"]})


def _chip(key: str, label: str, asked: dict[str, str]) -> dict[str, Any]:
    return {"label": label, "url": f"?{_query({**asked, 'chosen': key})}", "active": key == asked["chosen"]}


@require_safe
@allow(only(Role.COMMITTEE_OFFICE, Role.HR_BUREAU))
def plans_export(request: Request) -> StreamingHttpResponse:
    """Send the list for a spreadsheet, as it is searched and filtered."""
    found = narrowed(plans_of(request.actor), **_asked(request)).order_by("-created_at", "-pk")[:_MOST_EXPORTED]
    return csv_of(exported(found), f"申报计划{clock.today():%Y%m%d}.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_committee_office)
def plan_new(request: Request) -> HttpResponseBase:
    """Begin a plan: from nothing, or with all that a published one says."""
    form = NewPlanForm(request.POST or None, initial={"year": clock.today().year})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        source, kind = found.pop("source"), found.pop("kind")
        by = request.actor
        plan = plan_from_copy(by, source, **found) if source else plan_from_nothing(by, **found, kind=kind)
        messages.success(request, "计划已起草，请逐项填写；每项保存后，在任务清单中可看到还缺什么。")
        return redirect("office_plan", plan.pk)
    return render(request, "reviews/plans/plan_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@allow(is_committee_office)
def plan_draft(request: Request) -> HttpResponse:
    """Draft a plan from the announcement that was entered as data."""
    code = request.POST.get("code", "")
    if code not in dict(undrafted(agency_of(request))):
        messages.error(request, "该计划已经起草，或不属于本评委会办公室，请从列表中选择。")
        return redirect("office_plans")
    return redirect("office_plan", draft_for(code, request.actor).pk)


@require_safe
@allow(prepares_plan, PLANS)
def office_plan(request: Request, plan: Plan) -> HttpResponse:
    """Show where a plan stands, what stands in the way of the next act, and what its publisher must know."""
    return plan_page(request, plan)


@require_POST
@allow(prepares_plan, PLANS)
def plan_act(request: Request, plan: Plan, name: str) -> HttpResponse:
    """Do one of the acts of a plan."""
    step = next((step for step in ACTS if step.name == name), None)
    if step is None:
        raise Http404
    data = {"reason": request.POST.get("reason", "")} if step is RETURN_PLAN else {}
    if refused := attempt(request, step, plan, **data):
        return plan_page(request, plan, refused=refused)
    messages.success(request, f"“{plan.name}”：已{step.verb}。")
    begun = open_correction(plan) if step is START_CORRECTION else None
    return redirect("office_plan", begun.pk if begun else plan.corrects_id if name == "publish_correction" else plan.pk)


def plan_page(
    request: Request, plan: Plan, *, refused: list[str] | None = None, settling: SettleForm | None = None
) -> HttpResponse:
    """Show the page of a plan; again with what was refused, or with the reason that was not given."""
    plan.refresh_from_db(fields=["stage"])
    may_edit = edits_plan(request.actor, plan)
    problems = problems_in(plan)
    warnings = [_warning(plan, each, settling) for each in warnings_in(plan)]
    missing = [(each.section, each.because) for each in problems]
    context = {
        "plan": plan,
        "titles": plan.titles.select_related("committee"),
        "deadlines": deadlines_of(plan),
        "may_edit": may_edit,
        "tasks": tasks_of(plan, missing) if may_edit else [],
        "problems": [(each, BY_KEY.get(each.section)) for each in problems],
        "warnings": warnings,
        "waiting": sum(each["accepted"] is None for each in warnings),
        "notes": notes_on(plan),
        "acts": [_act(step, plan, request) for step in ACTS if step.is_open_to(plan, request.actor)],
        "refused": refused or [],
        "versions": plan.versions.order_by("-number"),
        "correction": open_correction(plan) if plan.stage == PlanStage.PUBLISHED else None,
    }
    bad = bool(refused) or bool(settling)
    return render(request, "reviews/plans/office_plan.html", context, status=422 if bad else 200)


def _warning(plan: Plan, warning: Any, settling: SettleForm | None) -> dict[str, Any]:
    is_asked = settling is not None and settling.data.get("key") == warning.key
    form = settling if is_asked else SettleForm(initial={"key": warning.key}, auto_id=f"id_{warning.key}_%s")
    section = BY_KEY.get(warning.section)
    return {"warning": warning, "section": section, "accepted": acceptance_of(plan, warning), "form": form}


def _act(step: Step[Plan], plan: Plan, request: Request) -> dict[str, Any]:
    is_return = step is RETURN_PLAN
    obstacles = [] if is_return else reasons_against(step, plan, request.actor)
    form = ReasonForm(auto_id="id_return_%s") if is_return else None
    return {"step": step, "obstacles": obstacles, "form": form, "stops": step.name in _STOPS}
