"""The life of a plan: drafted by the office, approved by the HR bureau, published by the office (S3 一(一))."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request, agency_of
from accounts.selectors.keyset import page_of
from accounts.steps.base import reasons_against
from reviews.models import Plan
from reviews.permissions import is_committee_office, prepares_plan
from reviews.services.plan_lint import remarks_on
from reviews.services.plans import draft_for, undrafted
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from reviews.views.acting import attempt
from reviews.workflow import PLAN_ACTS

# The acts on the plan itself; a meeting is created on its own page, with its form.
ACTS = tuple(step for step in PLAN_ACTS if step is not SCHEDULE_MEETING)
PLANS = Plan.objects.select_related("office", "hr_bureau", "region")


@require_safe
@allow(only(Role.COMMITTEE_OFFICE, Role.HR_BUREAU))
def office_plans(request: Request) -> HttpResponse:
    """List the plans of the office, or those above which the bureau stands; offer what can be drafted."""
    mine = PLANS.filter(Q(office=request.actor.agency) | Q(hr_bureau=request.actor.agency))
    is_office = is_committee_office(request.actor)
    context = {
        "page": page_of(mine, "created_at", request.GET),
        "is_office": is_office,
        "undrafted": undrafted(agency_of(request)) if is_office else [],
    }
    return render(request, "reviews/plans/office_plans.html", context)


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
    return _plan_page(request, plan)


@require_POST
@allow(prepares_plan, PLANS)
def plan_act(request: Request, plan: Plan, name: str) -> HttpResponse:
    """Do one of the acts of a plan."""
    step = next((step for step in ACTS if step.name == name), None)
    if step is None:
        raise Http404
    if refused := attempt(request, step, plan):
        return _plan_page(request, plan, refused)
    messages.success(request, f"“{plan.name}”：已{step.verb}。")
    return redirect("office_plan", plan.pk)


def _plan_page(request: Request, plan: Plan, refused: list[str] | None = None) -> HttpResponse:
    step = next((step for step in ACTS if step.is_open_to(plan, request.actor)), None)
    context = {
        "plan": plan,
        "titles": plan.titles.select_related("committee"),
        "step": step,
        "obstacles": reasons_against(step, plan, request.actor) if step else [],
        "remarks": remarks_on(plan),
        "refused": refused or [],
    }
    return render(request, "reviews/plans/office_plan.html", context, status=422 if refused else 200)
