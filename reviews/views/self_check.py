"""资格自测: everybody may ask what he can apply for. Nothing is stored, and nothing is asked that tells who he is.

The page takes no token against forged requests: its POST changes nothing, and answers only who sent it. So a visitor
without a session gets the page without any cookie, and all such visitors share one copy of it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.access import allow, anyone
from accounts.enums import Role
from accounts.http import Request
from applicants.modules.words import DIRECT_AWARDS
from applicants.selectors.profiles import profile_of
from law.rulebook import Rulebook
from reviews.facts.self_check import Answers, facts_of, merged
from reviews.forms.self_check import SelfCheckForm
from reviews.models import Plan
from reviews.selectors.tables import series_of
from reviews.services.self_check import Archive, books_of, shown_plans, standings_of
from reviews.views.reverse_path import reverse_path_of
from reviews.views.standings import groups_in
from reviews.views.told_facts import told
from zcps import clock

_SHARED_FOR = 300
_YEARS = 4


@csrf_exempt  # It changes nothing and asks nobody who he is: whoever has it sent learns nothing and does nothing.
@require_http_methods(["GET", "HEAD", "POST"])
@allow(anyone)
def self_check(request: Request) -> HttpResponse:
    """The form and, once something is known of the person, what it comes to."""
    plans, archive, chosen = shown_plans(), _archive(request), _chosen(request)
    form = SelfCheckForm(request.POST or None, awards=_awards(plans), years=_years())
    is_asked = form.is_bound and "add" not in request.POST
    context: dict[str, Any] = {"form": form, "archive": archive, "chosen": chosen}
    context |= {"groups": [], "problems": [], "blank": "", "opened": form.opened(at_first=archive is None)}
    if (is_asked and form.is_valid()) or (archive and not form.is_bound):
        context |= _result(plans, form, archive, chosen)
    elif is_asked:
        context["problems"] = form.problems
    elif not form.is_bound:
        context["blank"] = _blank(tuple(_awards(plans)), tuple(_years()))
    answer = render(request, "reviews/self_check/page.html", context, status=422 if context["problems"] else 200)
    return _cached(request, answer)


@lru_cache(maxsize=4)
def _blank(awards: tuple[str, ...], years: tuple[int, ...]) -> str:
    """The empty form of a stranger: always the same, and most of the page's work."""
    form = SelfCheckForm(None, awards=awards, years=years)
    return render_to_string(
        "reviews/self_check/form.html", {"form": form, "archive": None, "opened": form.opened(at_first=True)}
    )


def _archive(request: Request) -> Archive | None:
    profile = profile_of(request.actor) if request.actor.role == Role.APPLICANT else None
    return Archive(profile) if profile else None


def _chosen(request: Request) -> tuple[str, str]:
    asked = request.POST if request.method == "POST" else request.GET
    return asked.get("plan", ""), asked.get("title", "")


def _awards(plans: list[Plan]) -> list[str]:
    """Every honour that a plan names, and those of the notices."""
    named = (name for _, book in books_of(plans) for table in book.award_tables.values() for name in table)
    return list(dict.fromkeys((*DIRECT_AWARDS, *named)))


def _years() -> range:
    this = clock.today().year
    return range(this, this - _YEARS, -1)


def _result(plans: list[Plan], form: SelfCheckForm, archive: Archive | None, chosen: tuple[str, str]) -> dict[str, Any]:
    answers = form.answers(series_of(form.occupations, clock.today())) if form.is_bound else Answers()
    on = clock.today()

    def facts_for(plan: Plan, book: Rulebook, title: str) -> Mapping[str, Any]:
        said = facts_of(answers, plan.series, on)
        return _supposed(archive.facts_for(plan, book, title), said, plan) if archive else said

    found = standings_of(plans, facts_for, on, has_credits=archive is not None or answers.credits is not None)
    return {
        "groups": groups_in(found, chosen),
        "has_credits": archive is not None or answers.credits is not None,
        "told": told(archive.facts_for(plans[0])) if archive and plans else [],
        "reverse": reverse_path_of(answers, archive),
        "nearest": found[0] if found else None,
        "both_ways": len({each.plan.is_initial for each in found if each.state != "ended"}) > 1,
        "licences": any(not title.counts for title in answers.titles),
    }


def _supposed(recorded: Mapping[str, Any], said: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """What is supposed goes over what is recorded; that nothing shuts out is only supposed where no record tells."""
    denied = facts_of(Answers({"nothing": True}), plan.series, clock.today())["person"]
    person = {name: value for name, value in said.get("person", {}).items() if denied.get(name) != value}
    return merged({**recorded, "person": {**denied, **recorded.get("person", {})}}, {**said, "person": person})


def _cached(request: Request, answer: HttpResponse) -> HttpResponse:
    """Let strangers share one copy of the empty form; keep every answer and everybody's own page out of all caches."""
    is_shared = request.method != "POST" and request.actor.user is None and not settings.DEMO_CLOCK
    if is_shared:
        patch_cache_control(answer, public=True, max_age=_SHARED_FOR)
    else:
        patch_cache_control(answer, private=True, no_store=True)
    return answer
