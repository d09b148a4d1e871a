"""Many cases at once: what the acts of the clock need to know of them, read in sets."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from accounts.models import Agency, AgencyOfficer, User
from employers.models import EmployerOfficer
from reviews.models import Application, Plan, PlanTitle, Publicity
from reviews.selectors.joint import ROUND, due_of

# What handing a case over changes, besides its stage (see handover.py).
MOVED = ("leg", "holder", "due_at", "entered_at")
_READ = ("stage", "plan", "title", "employer", "filed_at", "is_correction", *MOVED)


def narrowed(cases: QuerySet[Application]) -> QuerySet[Application]:
    """Read of each case what moves it on and what a notice says of it, not what the person filled in."""
    return cases.select_related("applicant__user").only(*_READ, "applicant__user__name")


def give_plans(cases: Iterable[Application]) -> None:
    """Give each case its plan and its title: one object for all that have the same."""
    known = list(cases)
    plans = _found(Plan, (case.plan_id for case in known))
    titles = _found(PlanTitle, (case.title_id for case in known))
    for case in known:
        case.plan = plans[case.plan_id]
        case.title = titles.get(case.title_id)


def give_holders(cases: Iterable[Application]) -> list[Agency]:
    """Give each case the office that holds it, and the joint round that it is in; return all offices that are due."""
    known = list(cases)
    holders = _found(Agency, (case.holder_id for case in known))
    for case in known:
        case.holder = holders.get(case.holder_id)
    prefetch_related_objects(known, ROUND)
    return list({agency.pk: agency for case in known for agency in due_of(case)}.values())


def _found(model: type[Any], keys: Iterable[int | None]) -> dict[int | None, Any]:
    return dict(model._default_manager.in_bulk({key for key in keys if key}))


def officers_by_employer(things: Iterable[Application] | Iterable[Publicity]) -> dict[int | None, list[User]]:
    """Return who acts now for the employers of some cases or publicities (see reviews.selectors.people)."""
    employers = {one.employer_id for one in things if one.employer_id}
    rows = EmployerOfficer.objects.filter(employer__in=employers)
    return _users(rows, "employer_id")


def officers_by_agency(agencies: Collection[Agency] | Collection[int]) -> dict[int | None, list[User]]:
    """Return who works for some offices now."""
    return _users(AgencyOfficer.objects.filter(agency__in=agencies), "agency_id")


def _users(rows: QuerySet[Any], owner: str) -> dict[int | None, list[User]]:
    found: dict[int | None, dict[int, User]] = defaultdict(dict)
    live = rows.filter(ended_on=None, user__is_active=True).select_related("user")
    for row in live.only(owner.removesuffix("_id"), "user__name").order_by("pk"):
        found[getattr(row, owner)][row.user_id] = row.user
    return {key: list(users.values()) for key, users in found.items()}
