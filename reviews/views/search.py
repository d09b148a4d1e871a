"""查找: which plan, which committee for an occupation, a specialty or a title, by whatever name people know it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from reviews.selectors.plans import STATES, state_of
from reviews.selectors.search import found_for

EXAMPLES = ("工艺美术师", "雕塑雕刻工艺", "陶瓷工艺品制作师", "工程师", "会计师")


@require_safe
@allow(anyone)
def search(request: Request) -> HttpResponse:
    """Answer with plans, open ones first, with committees, or with why there are none."""
    found = found_for(request.GET.get("q", ""))
    context = {
        "query": found.words,
        "found": found,
        "examples": EXAMPLES,
        "plans": [{"plan": plan, "state": state_of(plan), "label": STATES[state_of(plan)]} for plan in found.plans],
    }
    return render(request, "reviews/search.html", context)
