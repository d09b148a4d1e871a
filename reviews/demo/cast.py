"""Who appears in the demonstration: names, numbers, careers. All invented, and the same at every run."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import yaml

from law.identity import make_idcard, make_uscc

# An area code that was never given out: no number made with it belongs to anybody.
NOWHERE = "339900"
_BORN = dt.date(1972, 1, 9)
_BIRTHDAYS = 9000
# The names with a character outside the common fonts come early, so that every list shows one.
_RARE = (("𬱖", "若兰", "female"), ("毛", "㛃", "female"), ("姜", "䶮", "male"))


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    name: str
    gender: str
    id_number: str
    phone: str
    email: str


@cache
def cast() -> dict[str, Any]:
    """Return cast.yaml."""
    whole: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cast.yaml").read_text(encoding="utf-8"))
    return whole


def chance(seed: str) -> Random:
    """Return a source of variety that gives the same at every run."""
    return Random(seed)  # noqa: S311 - variety of made-up data, nothing secret


def people(seed: str = "people") -> Iterator[Person]:
    """Yield people without end, each with another number; the first three have rare characters in their names."""
    for number, (surname, given, gender) in enumerate(_names(seed), start=1):
        yield _person(seed, number, surname + given, gender)


def _names(seed: str) -> Iterator[tuple[str, str, str]]:
    if seed == "people":
        yield from _RARE
    given = cast()["given"]
    names = [(s, g, gender) for gender in given for g in given[gender] for s in cast()["surnames"]]
    names = [name for name in names if name not in _RARE]
    chance(seed).shuffle(names)
    yield from names


def _person(seed: str, number: int, name: str, gender: str) -> Person:
    age = chance(f"{seed}{number}").randrange(_BIRTHDAYS)
    # The seventeenth digit tells the gender: odd for men.
    place = number * 2 + (gender == "male")
    offset = 500 * (seed != "people")
    id_number = make_idcard(NOWHERE, _BORN + dt.timedelta(days=age), (place + offset) % 1000)
    # Numbers that begin with 100 are not given to anybody.
    return Person(name, gender, id_number, f"100{number:04d}{abs(hash_of(seed)):04d}", f"{seed}{number}@example.com")


def hash_of(text: str) -> int:
    """Return four digits that tell one text from another, the same at every run."""
    return sum(ord(mark) * place for place, mark in enumerate(text, start=1)) % 10_000


_codes = count(1)


@cache
def code_of(name: str) -> str:
    """Return an unified social credit code for an invented legal person."""
    return make_uscc(f"91{NOWHERE}MA{hash_of(name):04d}{next(_codes):03d}")
