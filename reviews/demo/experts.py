"""Forty experts in the pools of the two committees, of ten employers, so that a draw has room."""

import datetime as dt
from itertools import islice
from typing import Any

from accounts.actor import Actor
from accounts.models import User
from accounts.steps.base import perform
from reviews.demo.cast import Person, cast, code_of, people
from reviews.models import Committee
from reviews.pool_criteria import wanted
from reviews.steps.admit_expert import ADMIT_EXPERT
from reviews.steps.propose_expert import propose

POOL = 40
# Proposed after the others and not decided yet.
WAITING = 2
_FORMER_COLLEAGUE = 5


def fill_pool(office: Actor, bureau: Actor, committees: list[Committee]) -> None:
    """Have the office propose the experts for the pools of these committees, and the bureau admit all but the last."""
    for place, person in enumerate(islice(people("expert"), POOL + WAITING)):
        is_skilled = place % 6 == 0
        memberships = propose(
            office,
            _particulars(place, person, is_skilled=is_skilled),
            committees if place < POOL else committees[-1:],
            criteria=[criterion.key for criterion in wanted(is_skilled=is_skilled)],
            recommended_by=cast()["experts"]["recommended_by"] if is_skilled else "",
        )
        if place < POOL:
            for membership in memberships:
                perform(ADMIT_EXPERT, membership, bureau)
        User.objects.filter(pk=memberships[0].expert.user_id).update(email=person.email)


def _particulars(place: int, person: Person, *, is_skilled: bool) -> dict[str, Any]:
    given = cast()["experts"]
    # Shifted at each round, so that neither a craft nor a title belongs to one employer.
    employer = given["employers"][(place + place // 10) % len(given["employers"])]
    specialty = given["specialties"][place % len(given["specialties"])]
    title = given["titles"][place % len(given["titles"])]
    return {
        "name": person.name,
        "id_number": person.id_number,
        "specialty": specialty,
        "specialties": [specialty],
        "title": title,
        "title_level": given["title_levels"][title],
        "employer_name": employer,
        "employer_code": code_of(employer),
        "is_skilled": is_skilled,
        "skill_level": "高级技师" if is_skilled else "",
        # One of them worked where applicants work now: the comparison at the filing of a meeting finds it.
        "jobs": [(cast()["employers"][0]["name"], "", dt.date(2005, 3, 1), None)] if place == _FORMER_COLLEAGUE else [],
    }
