"""The rulebook of a plan, and of an application: the version under which it was filed."""

import datetime as dt
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from law.rulebook import Rulebook, parse
from reviews.models import Application, Plan

_KEPT = 64


def book_of(plan: Plan) -> Rulebook:
    """Return the compiled rulebook of a plan as it stands. Raises RulebookError naming every problem."""
    return compiled(plan.rules)


def book_for(application: Application) -> Rulebook:
    """Return the rulebook that an application is judged by: of the version it was filed under, else of its plan."""
    return compiled(application.version.rules if application.version else application.plan.rules)


@lru_cache(maxsize=_KEPT)
def compiled(rules: str) -> Rulebook:
    """Compile a rulebook kept as text; the same text is compiled once. Raises RulebookError."""
    return parse(json.loads(rules))


def data_of(plan: Plan) -> dict[str, Any]:
    """Return the rulebook of a plan as data, in the order in which it was written."""
    data: dict[str, Any] = json.loads(plan.rules)
    return data


def as_text(data: Mapping[str, Any]) -> str:
    """Return a rulebook as the text that a plan keeps; days are spelled 2022-12-31."""
    return json.dumps(data, ensure_ascii=False, indent=1, default=_spell)


def _spell(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"a rulebook holds plain data, not {type(value).__name__}")
