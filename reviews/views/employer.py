"""The employer's workbench."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from employers.selectors.officers import employer_of
from employers.selectors.self_appointing import standing_of
from reviews.selectors import worklists
from reviews.selectors.employer_bench import employer_bench
from reviews.selectors.post_steps import post_steps
from zcps import clock

_CARDS = ("review", "publicity_due", "publicity", "opinion_due", "correcting", "disputed")


@require_safe
@allow(only(Role.EMPLOYER))
def employer_home(request: Request) -> HttpResponse:
    """Show what is due, what runs, and who has no archive; before the registration, the way to it."""
    employer = employer_of(request.actor)
    if employer is None:
        return redirect("employer_register")
    bench = worklists.bench_of(request.actor, employer)
    numbers = worklists.counts(bench)
    desk = employer_bench(employer)
    context = {
        "employer": employer,
        "cards": [
            {"key": each.key, "label": each.label, "count": worklists.count_words(numbers[each.key])}
            for each in bench.filters
            if each.key in _CARDS
        ],
        "desk": desk,
        "now": clock.now(),
        "due": [{"case": case, "left": worklists.left(case.due_at)} for case in desk.next_due],
    }
    context["appoints_itself"] = (standing := standing_of(employer)) is not None and standing.is_active
    if employer.is_public_institution:
        context |= {"steps": post_steps(employer, clock.today().year), "year": clock.today().year}
    return render(request, "reviews/bodies/employer_home.html", context)
