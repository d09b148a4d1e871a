"""Academic fraud: the record that a veto leaves in the integrity file, and what becomes of it after the hearing."""

import datetime as dt

from accounts.enums import AgencyKind
from accounts.models import Agency
from credits.permissions import place_of
from reviews.enums import IntegrityStage, Stage
from reviews.models import Application, IntegrityRecord
from reviews.services import handover
from reviews.services.calendar import after_working_days
from zcps import clock

# Where a case goes on if the veto does not stand: a publicity that was broken off begins anew.
_AGAIN = {
    Stage.EMPLOYER_PUBLICITY: Stage.EMPLOYER_PUBLICITY_DUE,
    Stage.PRE_REVIEW_PUBLICITY: Stage.QUALIFIED,
    Stage.RESULT_PUBLICITY: Stage.PASSED,
}
_OF_EMPLOYER = frozenset({Stage.EMPLOYER_REVIEW, Stage.EMPLOYER_PUBLICITY_DUE, Stage.EMPLOYER_OPINION_DUE})


def record_of(application: Application, reason: str, clause: str, body: str) -> IntegrityRecord:
    """Write the record. The clause names no period: none is invented, the HR bureau settles it (as for credits)."""
    return IntegrityRecord.objects.create(
        profile=application.applicant,
        application=application,
        reason=f"学术造假，申报被一票否决：{reason}",
        clause=clause,
        starts_on=clock.today(),
        ends_on=IntegrityRecord.NO_END,
        recorded_by=body,
        stage=IntegrityStage.PERIOD_OPEN,
    )


def bureau_of(application: Application) -> Agency | None:
    """Return the HR bureau that settles the period of the record."""
    place = place_of(application.applicant)
    return Agency.objects.filter(kind=AgencyKind.HR_BUREAU, region=place).first() if place else None


def strike(record: IntegrityRecord, reason: str, clause: str) -> None:
    """End a record whose veto does not stand: it is in force no longer, and says why."""
    record.stage, record.ends_on = IntegrityStage.SETTLED, record.starts_on - dt.timedelta(days=1)
    record.period_reason, record.period_clause = f"一票否决经陈述申辩后撤销：{reason}", clause
    record.save()


def resume(application: Application, stage: str, leg: int) -> None:
    """Give a case back to where it stood, with time enough to go on: what the veto took away is not held against it."""
    again = _AGAIN.get(Stage(stage), Stage(stage))
    if again == Stage.RECOMMENDATION:
        handover.to_leg(application, leg)
    elif again in _OF_EMPLOYER:
        handover.to_employer(application, again)
    else:
        handover.to_office(application, again)
    if application.due_at:
        days = application.plan.correction_days + (application.plan.publicity_days if again in _OF_EMPLOYER else 0)
        application.due_at = max(application.due_at, after_working_days(days))
