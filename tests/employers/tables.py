"""Post tables for tests: make_table(employer, listed=[users], approved=10, filled=8, opened=2) → a confirmed sheet."""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from employers.enums import PostLevel, PostTableStage
from employers.models import Employer, PostLine, PostPerson, PostTable
from tests.accounts import people
from zcps import clock

YEAR = 2022


def make_table(
    employer: Employer,
    *,
    listed: Sequence[User] = (),
    stage: PostTableStage = PostTableStage.CONFIRMED,
    **figures: Any,
) -> PostTable:
    """A sheet with one level whose figures agree with each other unless they are given otherwise."""
    moment = clock.now()
    table = PostTable.objects.create(
        employer=employer,
        year=YEAR,
        stage=stage,
        responsible="某科长",
        pledged=True,
        saved_at=moment,
        submitted_at=moment,
        confirmed_at=moment if stage == PostTableStage.CONFIRMED else None,
        confirmed_by=people.make_agency(region=employer.region) if stage == PostTableStage.CONFIRMED else None,
    )
    level = PostLevel.INTERMEDIATE
    told = {"approved": 10, "filled": 8, "opened": 2, "for_review": len(listed), **figures}
    told = {"vacancy": told["approved"] - told["filled"], "used_after": told["filled"] + len(listed), **told}
    PostLine.objects.create(table=table, level=level, **told)
    for user in listed:
        PostPerson.objects.create(table=table, name=user.name, id_number=user.id_number, level=level)
    return table


def form_data(**figures: Any) -> dict[str, Any]:
    """What the form posts for one level; the others stay empty."""
    told = {"approved": 10, "filled": 8, "vacancy": 2, "opened": 2, "for_review": 0, "used_after": 8, **figures}
    return {
        "responsible": "某科长",
        "exchange": "none",
        **{f"intermediate-{name}": value for name, value in told.items()},
    }
