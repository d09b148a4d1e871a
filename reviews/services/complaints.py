"""Complaints: against which decision, within what time, before whom, and where a case goes when one is upheld."""

import datetime as dt

from accounts.enums import AgencyKind, Role
from accounts.models import Agency, JournalEntry
from reviews.enums import ENDED_WITHOUT_TITLE, RevocationStage, Stage
from reviews.models import Application, Complaint
from reviews.permissions import WITH_EMPLOYER
from reviews.services import certificates, handover, integrity, re_reviews
from reviews.services.calendar import after_working_days, period_from
from reviews.services.numbers import free_receipt
from zcps import clock

# The acts that end a case against its person; what a meeting decides stands on the case as decide_case.
CONTESTABLE = ("not_recommend", "not_accept", "withdraw_recommendation", "veto", "decide_case", "revoke")
# A publicity that was broken off begins anew: the case goes back to where it is opened from.
_REOPENED_AT = {
    Stage.EMPLOYER_PUBLICITY: Stage.EMPLOYER_PUBLICITY_DUE,
    Stage.PRE_REVIEW_PUBLICITY: Stage.QUALIFIED,
    Stage.RESULT_PUBLICITY: Stage.PASSED,
}
ANSWER_DAYS = 20


def decision_against(application: Application) -> JournalEntry | None:
    """Return the journal's entry of the decision that ended the case as it stands."""
    rows = JournalEntry.objects.filter(case_id=application.pk, act__in=CONTESTABLE, after=application.stage)
    return rows.order_by("-number").first()


def is_late(application: Application, decision: JournalEntry) -> bool:
    """Whether the time for a complaint has passed."""
    return clock.now() >= period_from(decision.at, application.plan.complaint_days).earliest_close


def body_above(application: Application, decision: JournalEntry) -> Agency:
    """Return who answers: the HR bureau of the plan, or the one above it where that bureau decided itself."""
    bureau = application.plan.hr_bureau
    if decision.role != Role.HR_BUREAU or bureau.name not in decision.actor_label:
        return bureau
    above = bureau.region.parent
    found = Agency.objects.filter(kind=AgencyKind.HR_BUREAU, region=above).first() if above else None
    return found or bureau


def new_receipt() -> str:
    """Return a number that cannot be guessed."""
    return free_receipt("FC", Complaint.objects.all())


def other_live(application: Application) -> bool:
    """Whether the person has filed anew under the plan meanwhile: two live cases cannot stand beside each other."""
    rows = Application.objects.filter(plan=application.plan, applicant=application.applicant)
    return rows.exclude(pk=application.pk).exclude(stage__in=ENDED_WITHOUT_TITLE).exists()


def reopen(application: Application, complaint: Complaint) -> None:
    """Put the case back where it was, for the body to decide anew; its deadline is at least the plan's."""
    before = Stage(complaint.before)
    stage = _REOPENED_AT.get(before, before)
    if application.stage == Stage.REVOKED:
        _take_back(application, complaint, stage)
    elif application.stage == Stage.NOT_PASSED:
        _vote_anew(application, complaint)
    elif stage in WITH_EMPLOYER:
        handover.reopened_with_employer(application, stage)
    elif stage == Stage.RECOMMENDATION:
        handover.reopened_at_leg(application)
    else:
        handover.to_office(application, stage)


def _take_back(application: Application, complaint: Complaint, stage: Stage) -> None:
    why = f"复查撤回撤销决定（{complaint.receipt}）：{complaint.reasons}"
    certificates.restore(application)
    integrity.lift(application, why, complaint.receipt)
    application.revocations.filter(stage=RevocationStage.DECIDED).update(stage=RevocationStage.ANNULLED)
    if stage == Stage.ANNOUNCED:
        handover.to_office(application, stage)
    else:
        handover.to_nobody(application, stage)


def _vote_anew(application: Application, complaint: Complaint) -> None:
    item = re_reviews.last_item(application)
    assert item is not None, "a case that did not pass was voted on"  # noqa: S101 - decide_case writes it
    re_reviews.order(application, item, f"复查（{complaint.receipt}）：{complaint.reasons}", complaint.agency.name)


def answer_due() -> dt.datetime:
    """Return until when a complaint is to be answered."""
    return after_working_days(ANSWER_DAYS)
