"""The integrity file: a record with its two clocks, and how it is lifted again."""

import datetime as dt

from reviews.enums import IntegrityStage
from reviews.models import Application, IntegrityRecord, Revocation
from zcps import clock


def record(revocation: Revocation, body: str) -> IntegrityRecord:
    """Write down a title won by deceit: in the file of reviews, and for the public credit platforms (S0 三(二))."""
    case, day = revocation.application, clock.today()
    return IntegrityRecord.objects.create(
        profile=case.applicant,
        application=case,
        reason=revocation.reason,
        clause=revocation.clause,
        starts_on=day,
        ends_on=years_after(day, case.plan.integrity_years),
        credit_ends_on=years_after(day, case.plan.credit_years),
        decision_number=revocation.decision_number,
        recorded_by=body,
    )


def lift(application: Application, reason: str, clause: str) -> int:
    """End the records that rest on a revocation which was taken back; they stay in the file, as lifted."""
    yesterday = clock.today() - dt.timedelta(days=1)
    rows = IntegrityRecord.objects.filter(application=application).exclude(stage=IntegrityStage.LIFTED)
    # One by one: the reason is sealed for its row.
    for row in (found := list(rows.select_for_update(of=("self",), no_key=True))):
        row.stage, row.ends_on, row.credit_ends_on = IntegrityStage.LIFTED, yesterday, yesterday
        row.period_reason, row.period_clause = reason, clause[:120]
        row.save()
    return len(found)


def years_after(day: dt.date, years: int) -> dt.date:
    """Return the same day so many years later; of 29 February the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
