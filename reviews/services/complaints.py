"""Complaints: against which decision, within what time, before whom, and where a case goes when one is upheld."""

import datetime as dt

from accounts.enums import AgencyKind, Role
from accounts.models import Agency, JournalEntry
from accounts.services import clock_doubt
from reviews.enums import ENDED_WITHOUT_TITLE, ComplaintStage, RevocationStage, Stage, Verdict
from reviews.models import Application, Complaint
from reviews.selectors.vetoes import standing_veto
from reviews.services import certificates, fraud, handover, integrity, papers, re_reviews
from reviews.services.calendar import after_working_days, period_from
from reviews.services.numbers import free_receipt
from zcps import clock

# The acts that end a case against its person; what a meeting decides stands on the case as decide_case.
CONTESTABLE = (
    "not_recommend", "not_accept", "not_determine", "withdraw_recommendation", "veto", "decide_case", "revoke",
)  # fmt: skip
ANSWER_DAYS = 20


def decision_against(application: Application) -> JournalEntry | None:
    """Return the journal's entry of the decision that ended the case as it stands."""
    rows = JournalEntry.objects.filter(case_id=application.pk, act__in=CONTESTABLE, after=application.stage)
    return rows.order_by("-number").first()


def held_against(application: Application) -> str:
    """Return what that decision holds against the person, where it is a sanction: the journal does not say it."""
    if application.stage == Stage.REVOKED:
        made = application.revocations.filter(stage=RevocationStage.DECIDED).order_by("-pk").first()
        return made.reason if made else ""
    veto = standing_veto(application)
    return veto.reason if veto else ""


def is_late(application: Application, decision: JournalEntry) -> bool:
    """Whether the time for a complaint has passed: for certain, and not by a clock in doubt alone."""
    return clock_doubt.has_passed(period_from(decision.at, application.plan.complaint_days).earliest_close)


def body_above(application: Application, decision: JournalEntry) -> Agency:
    """Return who answers: the HR bureau of the plan, or the one above it where that bureau decided itself."""
    bureau = application.plan.hr_bureau
    if decision.role != Role.HR_BUREAU or not bureau.officers.filter(user=decision.actor_id).exists():
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
    veto = standing_veto(application)
    if application.stage == Stage.REVOKED:
        _title_again(application, complaint)
    elif application.stage == Stage.NOT_PASSED:
        _vote_anew(application, complaint)
    elif veto is not None:
        fraud.take_back(veto, complaint.reasons, f"复查（{complaint.receipt}）", complaint.agency.name)
    else:
        _decision_void(application, complaint.act)
        handover.resume(application, complaint.before, application.leg)


def _decision_void(application: Application, act: str) -> None:
    """The refusal counts no more; a recommendation that it took back stands again."""
    refusals = application.opinions.filter(verdict=Verdict.REFUSE, voided_at=None)
    last = refusals.order_by("pk").last()
    if last is not None and act == "withdraw_recommendation":
        of_body = application.opinions.filter(body=last.body, snapshot=last.snapshot_id, verdict=Verdict.AGREE)
        of_body.filter(pk__in=of_body.order_by("-pk").values("pk")[:1]).update(voided_at=None)
    refusals.update(voided_at=clock.now())
    papers.revive(application)


def _title_again(application: Application, complaint: Complaint) -> None:
    why = f"复查撤回撤销决定（{complaint.receipt}）：{complaint.reasons}"
    certificates.restore(application)
    integrity.lift(application, why, complaint.receipt)
    application.revocations.filter(stage=RevocationStage.DECIDED).update(stage=RevocationStage.ANNULLED)
    stage = Stage(complaint.before)
    if stage == Stage.ANNOUNCED:
        handover.to_office(application, stage)
    else:
        handover.to_nobody(application, stage)


def _vote_anew(application: Application, complaint: Complaint) -> None:
    item = re_reviews.last_item(application)
    assert item is not None, "a case that did not pass was voted on"  # noqa: S101 - decide_case writes it
    re_reviews.order(application, item, f"复查（{complaint.receipt}）：{complaint.reasons}", complaint.agency.name)


def settle_moot(application: Application, reasons: str, body: str) -> None:
    """Answer the complaint against a decision that was taken back otherwise: its request is fulfilled."""
    application.complaints.filter(stage=ComplaintStage.OPEN).update(
        stage=ComplaintStage.UPHELD, reasons=reasons, answered_at=clock.now(), answered_by=body
    )


def answer_due() -> dt.datetime:
    """Return until when a complaint is to be answered."""
    return after_working_days(ANSWER_DAYS)
