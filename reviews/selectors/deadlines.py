"""A plan's moments as days, and how many working days are left until one of them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from law.calendar import working_days_between
from law.deadlines import latest_filing_day
from reviews.enums import LeadUnit, Stage
from reviews.models import Application, Plan
from reviews.selectors.calendar import known_calendar
from zcps import clock


def last_day(moment: dt.datetime) -> dt.date:
    """Return the day at whose 24:00 a deadline falls."""
    return (moment - dt.timedelta(microseconds=1)).astimezone(clock.SHANGHAI).date()


def closes_of(leg: Mapping[str, Any]) -> dt.datetime | None:
    """Return the deadline of a body of the route; None where the notice gives no day (X16)."""
    written = leg.get("closes")
    return dt.datetime.fromisoformat(written) if written else None


def words_of_leg(application: Application) -> str:
    """Return how the notice words the time limit of the body that holds a case, where it gives no day (X16)."""
    route = application.plan.route
    if application.stage != Stage.RECOMMENDATION or application.due_at or application.leg >= len(route):
        return ""
    return str(route[application.leg].get("text") or "")


def leg_closes(plan: Plan) -> list[dt.datetime | None]:
    """Return the deadlines of the bodies of the route, in order."""
    return [closes_of(leg) for leg in plan.route]


def suggested_filing_day(plan: Plan) -> dt.date:
    """Return the day of filing after which the employer can hardly finish its publicity; never past the deadline."""
    latest = latest_filing_day(
        last_day(plan.employer_closes), publicity_days=plan.publicity_days, calendar=known_calendar()
    )
    return min(latest, last_day(plan.filing_closes))


def first_meeting_day(plan: Plan) -> dt.date:
    """Return the first day on which a meeting filed today may convene: counted as the plan says (AMB-34)."""
    day, left, calendar = clock.today(), plan.filing_lead_days, known_calendar()
    while left > 0:
        day += dt.timedelta(days=1)
        left -= plan.filing_lead_unit == LeadUnit.CALENDAR or calendar.is_working_day(day)
    return day


def working_days_left(moment: dt.datetime | None) -> int | None:
    """Return the working days from today to a deadline, both included; None where there is none or it has passed.

    On a holiday before a deadline that falls on a holiday too, no working day is left though days are; then None, so
    that the screen counts days.
    """
    if moment is None or moment <= clock.now():
        return None
    last = last_day(moment)
    left = working_days_between(clock.today(), last, known_calendar())
    return left if left or last == clock.today() else None


def holiday_of(moment: dt.datetime) -> str:
    """Return the holiday or 周末 on which a deadline falls; empty for a working day (AMB-22)."""
    return holiday_on(last_day(moment))


def holiday_on(day: dt.date) -> str:
    """Return the holiday or 周末 of a day; empty for a working day."""
    calendar = known_calendar()
    return "" if calendar.is_working_day(day) else calendar.reason(day)
