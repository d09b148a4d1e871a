"""The public side of plans: home, list, and the page that carries everything of a notice."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.selectors.landing import first_page
from applicants.selectors.profiles import profile_of
from reviews.models import Plan
from reviews.permissions import may_see_plan
from reviews.routes import named
from reviews.selectors.criteria_records import labels_of
from reviews.selectors.deadlines import suggested_filing_day
from reviews.selectors.plan_facts import cutoff_of, facts_of_plan, paper_of
from reviews.selectors.plans import (
    STATES,
    conditions_of,
    deadlines_of,
    gates_of,
    in_state,
    publicities_now,
    published_plans,
    search,
    state_of,
)
from reviews.services.exam_series import won_by_examination
from reviews.steps.start import reasons_against_plan

_SHOWN = 5


@require_safe
@allow(anyone)
def home(request: Request) -> HttpResponseBase:
    """What the public can do here; who is signed in goes on to his workbench."""
    if request.actor.user is not None:
        return redirect(first_page(request.actor.role))
    plans = list(in_state(published_plans(), "open").order_by("filing_closes", "pk")[:_SHOWN])
    announced = list(published_plans().order_by("-published_at", "-pk")[:_SHOWN])
    context = {
        "plans": [_row(plan) for plan in plans],
        "announcements": announced,
        "publicities": publicities_now(_SHOWN),
    }
    return render(request, "reviews/home.html", context)


def _row(plan: Plan) -> dict[str, object]:
    return {
        "plan": plan,
        "state": state_of(plan),
        "state_label": STATES[state_of(plan)],
        "deadline": deadlines_of(plan)[0],
    }


@require_safe
@allow(anyone)
def plans(request: Request) -> HttpResponse:
    """Every published plan, searched and filtered."""
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    found = search(published_plans(), query)
    page = page_of(in_state(found, state), "filing_closes", request.GET)
    context = {
        "query": query,
        "state": state,
        "chips": _chips(query, state),
        "kept": [("state", state)] if state else [],
        "rows": [_row(plan) for plan in page.rows],
        "page": page,
    }
    return render(request, "reviews/plans/plans.html", context)


def _chips(query: str, state: str) -> list[dict[str, object]]:
    found = search(published_plans(), query)
    chips = [("", "全部"), *STATES.items()]
    return [
        {
            "label": label,
            "url": f"?q={query}&state={key}",
            "count": in_state(found, key).count(),
            "active": key == state,
        }
        for key, label in chips
    ]


@require_safe
@allow(may_see_plan, published_plans(), key="code", for_all=True)
def plan(request: Request, plan: Plan) -> HttpResponse:
    """Everything of one notice."""
    profile = profile_of(request.actor) if request.actor.role == Role.APPLICANT else None
    context = {
        "plan": plan,
        "state": state_of(plan),
        "state_label": STATES[state_of(plan)],
        "deadlines": deadlines_of(plan),
        "conditions": conditions_of(plan),
        "gates": gates_of(plan),
        "suggested": suggested_filing_day(plan),
        "may_apply": request.actor.role in (Role.APPLICANT, Role.PUBLIC) and state_of(plan) == "open",
        "against": list(reasons_against_plan(plan, profile) if profile else won_by_examination(plan)),
        "materials": [_material(row) for row in plan.materials],
        "standards": [(part, [(item, labels_of(item)) for item in part["items"]]) for part in plan.scoring],
        "facts": facts_of_plan(plan),
        "paper": paper_of(plan),
        "cutoff": cutoff_of(plan),
        "legs": [named(leg) for leg in plan.route],
        "attachments": plan.attachments.select_related("file"),
        "versions": list(plan.versions.order_by("-number")),
    }
    return render(request, "reviews/plans/plan.html", context)


def _material(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "source_label": _SOURCES[row["source"]],
        "note": row.get("note", ""),
        "only": "、".join(row.get("titles", ())),
    }


_SOURCES = {"extracted": "系统自动提取", "archive": "业绩档案提取", "filled": "系统填报"}
