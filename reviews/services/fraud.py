"""Academic fraud: the record that a veto leaves in the integrity file, and what becomes of it after the hearing."""

import datetime as dt

from accounts.enums import AgencyKind
from accounts.models import Agency
from credits.permissions import place_of
from reviews.enums import IntegrityStage, Verdict
from reviews.models import Application, FraudVeto, IntegrityRecord
from reviews.services import handover, papers
from zcps import clock


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


def take_back(veto: FraudVeto, answer: str, clause: str, body: str) -> None:
    """Undo a veto that does not stand: its record is lifted, its opinion void, and the case goes on where it stood.

    Args:
        veto: which of the case.
        answer: why.
        clause: by which rule, or by which decision on a complaint.
        body: who decided so.
    """
    case = veto.application
    veto.upheld, veto.answer, veto.answered_at, veto.answered_by = False, answer, clock.now(), body
    veto.save()
    _strike(veto.record, answer, clause)
    case.opinions.filter(verdict=Verdict.REFUSE, voided_at=None).update(voided_at=clock.now())
    papers.revive(case)
    handover.resume(case, veto.from_stage, veto.from_leg)


def _strike(record: IntegrityRecord, reason: str, clause: str) -> None:
    """It never was in force, and says why."""
    record.stage, record.ends_on = IntegrityStage.LIFTED, record.starts_on - dt.timedelta(days=1)
    record.period_reason, record.period_clause = f"一票否决经复核撤销：{reason}", clause[:120]
    record.save()
