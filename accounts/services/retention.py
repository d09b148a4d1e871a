"""How long what is kept: one table, to which each app adds its rules, and one sweep by the platform's clock.

A rule without a sweep says what is kept for good, or kept by somebody else. The sweep is idempotent and takes a portion
of each rule at a time; with dry_run it only counts.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from accounts.services import timekeeping

log = logging.getLogger(__name__)
PORTION = 500
# The longest half a year: what a network's operator keeps of his logs at least (网络安全法 21(三)).
RECORDS = 184
Sweep = Callable[[int, bool], int]


@dataclass(frozen=True)
class Rule:
    """What is kept how long, and why.

    Attributes:
        key: names it in the command and in the log.
        what: as the page says it.
        how_long: as the page says it.
        why: the clause, or the reason.
        sweep: takes how many at most and whether only to count; returns how many. None where nothing is ever removed.
        days: after how many days it is removed, where it is counted in days.
        is_record: whether it is one of the platform's own records of what was done on it, which the law wants kept.
    """

    key: str
    what: str
    how_long: str
    why: str
    sweep: Sweep | None = None
    days: int = 0
    is_record: bool = False


RULES: dict[str, Rule] = {}


def keeps(*rules: Rule) -> None:
    """Add rules to the table; the platform does not start with one that forgets its own records too early."""
    for rule in rules:
        if rule.is_record and rule.sweep is not None and rule.days < RECORDS:
            raise ImproperlyConfigured(f"{rule.key} are records and kept {RECORDS} days at least, not {rule.days}")
    RULES.update({rule.key: rule for rule in rules})


def sweep_all(limit: int = PORTION, *, dry_run: bool = False) -> dict[str, int]:
    """Remove what has been kept long enough, by every rule; return how many of each. One that fails stops no other.

    Raises:
        ClockDoubted: nothing is removed by a clock that is not to be believed.
    """
    if not dry_run:
        timekeeping.require()
    done: dict[str, int] = {}
    for rule in RULES.values():
        if rule.sweep is None:
            continue
        try:
            done[rule.key] = rule.sweep(limit, dry_run)
        except (DatabaseError, OSError):
            log.exception("retention of %s failed", rule.key)
            done[rule.key] = -1
    return done
