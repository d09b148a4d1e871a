"""What the public reads of a plan's versions: each as it was announced, and what it changed (政策公开)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.http import Request
from reviews.models import Plan
from reviews.permissions import may_see_plan
from reviews.selectors.plan_terms import changes_between, lines_of
from reviews.selectors.plans import published_plans


@require_safe
@allow(may_see_plan, published_plans(), key="code", for_all=True)
def plan_version(request: Request, plan: Plan, number: int) -> HttpResponse:
    """One version as it was announced: number, reason, what it changed, and all its terms."""
    version = get_object_or_404(plan.versions, number=number)
    before = plan.versions.filter(number__lt=number).last()
    after = (version.content, version.rules)
    context = {
        "plan": plan,
        "version": version,
        "before": before,
        "changes": changes_between((before.content, before.rules), after) if before else [],
        "lines": lines_of(*after),
        "is_current": version.number == plan.version,
    }
    return render(request, "reviews/plans/plan_version.html", context)


@require_safe
@allow(may_see_plan, published_plans(), key="code", for_all=True)
def plan_difference(request: Request, plan: Plan, number: int) -> HttpResponse:
    """A version against the present one, term by term: what somebody who filed under it is not bound by."""
    version = get_object_or_404(plan.versions, number=number)
    current = get_object_or_404(plan.versions, number=plan.version)
    context = {
        "plan": plan,
        "version": version,
        "current": current,
        "changes": changes_between((version.content, version.rules), (current.content, current.rules)),
    }
    return render(request, "reviews/plans/plan_difference.html", context)
