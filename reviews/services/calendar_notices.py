"""Notices on holidays that are typed in: begun, and what one would change in the periods that run."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import AgencyKind
from accounts.models import User
from accounts.services import journal
from accounts.steps.base import ActRefused
from law import calendar as law
from law.calendar_notices import day_problems, head_problems
from reviews.enums import CalendarStage
from reviews.models import CalendarDay, CalendarNotice, Publicity
from reviews.permissions import KEEPING
from reviews.selectors.calendar import known_calendar
from reviews.services.calendar import period_on
from zcps import clock


@dataclass(frozen=True)
class Shift:
    """A running period that a notice would touch: the end that was told, the one it would get, whether that is sure."""

    key: int
    title: str
    told: dt.datetime
    counted: dt.datetime
    was_final: bool
    is_final: bool

    @property
    def close(self) -> dt.datetime:
        """The end it gets: what the public was told is never shortened."""
        return max(self.told, self.counted)

    @property
    def would_shorten(self) -> bool:
        """Whether the days alone would have ended it before the end that was told."""
        return self.counted < self.told


@transaction.atomic
def begin(content: law.CalendarNotice, by: Actor) -> CalendarNotice:
    """Write a notice down as a draft; it counts for nothing yet.

    Raises:
        ActRefused: with everything that is wrong with it.
    """
    if wrong := problems(content):
        raise ActRefused(wrong)
    assert isinstance(by.user, User), "an officer types it in"  # noqa: S101 - an Actor without one is our mistake
    made = CalendarNotice(created_by=by.user, created_at=clock.now())
    fill(made, content)
    made.save()
    write_days(made, content.days)
    journal.record("begin_calendar", made, by, after=made.stage, year=made.year, document=made.document)
    return made


def fill(notice: CalendarNotice, content: law.CalendarNotice) -> None:
    """Give a draft its year, number, title and day."""
    notice.year, notice.document = content.year, content.document
    notice.title, notice.published_on = content.title, content.published_on


def write_days(notice: CalendarNotice, days: Iterable[law.CalendarDay]) -> None:
    """Give a draft its days."""
    notice.days.all().delete()
    rows = [CalendarDay(notice=notice, day=one.day, is_working=one.is_working, occasion=one.occasion) for one in days]
    CalendarDay.objects.bulk_create(rows)


def problems(content: law.CalendarNotice, own: CalendarNotice | None = None) -> list[str]:
    """Return every sentence for what is wrong with a notice."""
    known = known_calendar()
    live = CalendarNotice.objects.exclude(stage=CalendarStage.DISCARDED)
    if own:
        live = live.exclude(pk=own.pk)
    documents = {*(notice.document for notice in law.seeded_notices()), *live.values_list("document", flat=True)}
    return [*head_problems(content, clock.today(), documents), *day_problems(content, known)]


def shifts(content: law.CalendarNotice) -> list[Shift]:
    """Return the running periods that a notice would touch, those whose end it would not shorten included."""
    calendar = known_calendar().with_notice(content)
    rows = Publicity.objects.filter(closed_at=None).order_by("earliest_close", "pk")
    read = ("title", "opened_at", "working_days", "earliest_close", "is_provisional", "plan__count_start_day")
    found = [_shift(calendar, row) for row in rows.select_related("plan").only(*read)]
    return [one for one in found if one.close != one.told or one.was_final != one.is_final or one.would_shorten]


def _shift(calendar: law.WorkingCalendar, row: Publicity) -> Shift:
    period = period_on(calendar, row.opened_at, row.working_days, count_start_day=row.plan.count_start_day)
    return Shift(row.pk, row.title, row.earliest_close, period.earliest_close, not row.is_provisional, period.final)


def keepers(but: Sequence[int | None] = ()) -> list[User]:
    """Return the officers of the bureaus that may type in and approve notices (see permissions.keeps_calendar)."""
    from_them = User.objects.filter(
        is_active=True,
        offices__ended_on=None,
        offices__agency__kind=AgencyKind.HR_BUREAU,
        offices__agency__level__in=KEEPING,
    )
    return list(from_them.exclude(pk__in=[key for key in but if key]).distinct())
