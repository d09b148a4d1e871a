"""file_complaint: the applicant asks the body above to look into a decision that ended his case (复查)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.files import keep
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application, Complaint
from reviews.permissions import owns
from reviews.services import complaints
from reviews.steps.base import CaseStep, tell_agency
from reviews.steps.opinions import person
from zcps import clock
from zcps.uploads import CleanFile

COMPLAINT_CLAUSE = "衢市人社专〔2021〕61号 三(二)"
LONGEST = 3000


class FileComplaint(CaseStep):
    """Once for each decision, within the plan's time."""

    name = "file_complaint"
    verb = "申请复查"
    clause = COMPLAINT_CLAUSE
    roles = frozenset({Role.APPLICANT})
    before = frozenset(
        {Stage.NOT_ACCEPTED, Stage.NOT_RECOMMENDED, Stage.NOT_PASSED, Stage.NOT_DETERMINED, Stage.REVOKED}
    )

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The applicant himself."""
        return owns(actor, subject)

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """There is a decision, in time, and it was not complained of before."""
        decision = complaints.decision_against(subject)
        if decision is None:
            yield "没有找到可以申请复查的决定。"
        elif subject.complaints.filter(decision=decision.number).exists():
            yield "您已对该决定申请复查，不能重复提出。"
        elif complaints.is_late(subject, decision):
            yield f"申请复查的期限为收到决定后 {subject.plan.complaint_days} 个工作日，现已届满。"

    def obstacles(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """Request and reasons are given."""
        yield from self.standing(subject, actor)
        if not text.strip():
            yield "请写明复查的请求和理由。"
        if len(text) > LONGEST:
            yield f"复查的请求和理由超过 {LONGEST} 字，请精简。"

    def act(
        self, subject: Application, actor: Actor, *, text: str, evidence: CleanFile | None = None, **data: Any
    ) -> dict[str, Any]:
        """Keep it with the decision; neither text nor file goes into the journal."""
        decision = complaints.decision_against(subject)
        assert decision is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        made = Complaint.objects.create(
            application=subject,
            receipt=complaints.new_receipt(),
            decision=decision.number,
            act=decision.act,
            before=decision.before,
            decided_by=decision.actor_label[:160],
            agency=complaints.body_above(subject, decision),
            text=text.strip(),
            evidence=keep(evidence, actor.user) if evidence else None,
            filed_at=clock.now(),
            due_at=complaints.answer_due(),
        )
        return {"receipt": made.receipt, "decision": decision.number}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the body above."""
        made = subject.complaints.first()
        if made:
            text = f"{person(subject)}对“{subject.get_stage_display()}”的决定申请复查（{made.receipt}），请核查后答复。"
            yield from tell_agency(made.agency, "收到复查申请", text, f"/complaints/{made.receipt}/")


FILE_COMPLAINT = FileComplaint()
