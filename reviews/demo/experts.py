"""Forty experts in the pools of the two committees, of ten employers, so that a draw has room."""

from itertools import islice

from accounts.actor import Actor
from reviews.demo.cast import Person, cast, code_of, people
from reviews.models import Committee
from reviews.services.experts import admit

POOL = 40


def fill_pool(office: Actor, committees: list[Committee]) -> None:
    """Admit the experts into the pools of these committees."""
    for place, person in enumerate(islice(people("expert"), POOL)):
        _admit(office, place, person, committees)


def _admit(office: Actor, place: int, person: Person, committees: list[Committee]) -> None:
    given = cast()["experts"]
    # Shifted at each round, so that neither a craft nor a title belongs to one employer.
    employer = given["employers"][(place + place // 10) % len(given["employers"])]
    expert = admit(
        office,
        name=person.name,
        id_number=person.id_number,
        committees=committees,
        specialty=given["specialties"][place % len(given["specialties"])],
        title=given["titles"][place % len(given["titles"])],
        employer_name=employer,
        employer_code=code_of(employer),
        is_skilled=place % 8 == 0,
    )
    expert.user.email = person.email
    expert.user.save(update_fields=["email"])
