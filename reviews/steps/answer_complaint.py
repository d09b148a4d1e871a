"""answer_complaint: the body above answers, with reasons; where it upholds, the decision is made anew."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import ComplaintStage, DocumentKind, Stage
from reviews.models import Application, Complaint
from reviews.permissions import answers_complaint
from reviews.selectors.joint import due_of
from reviews.services import complaints, papers
from reviews.steps.base import CaseStep, tell_agency
from reviews.steps.file_complaint import COMPLAINT_CLAUSE
from reviews.steps.opinions import case_address, person, tell_employer
from zcps import clock

LONGEST = 3000


class AnswerComplaint(CaseStep):
    """Dismissed: the decision stands. Upheld: the case goes back to where it was, for the body to decide anew."""

    name = "answer_complaint"
    verb = "答复复查申请"
    clause = COMPLAINT_CLAUSE
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset(
        {Stage.NOT_ACCEPTED, Stage.NOT_RECOMMENDED, Stage.NOT_PASSED, Stage.NOT_DETERMINED, Stage.REVOKED}
    )

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The body to which a complaint of this case was addressed."""
        waiting = subject.complaints.filter(stage=ComplaintStage.OPEN).select_related("agency")
        return any(answers_complaint(actor, each) for each in waiting)

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """The complaint is open; the answer has its reasons; nothing stands where the case would go back to."""
        complaint: Complaint | None = data.get("complaint")
        if complaint is not None:
            complaint.refresh_from_db()
            if complaint.stage != ComplaintStage.OPEN or complaint.application_id != subject.pk:
                yield "该复查申请已经答复，请刷新页面查看。"
        if data.get("upheld") is None:
            yield "请选择维持原决定或请求成立。"
        reasons = str(data.get("reasons", "")).strip()
        if not reasons:
            yield "请填写复查情况和理由，将答复申请人。"
        if len(reasons) > LONGEST:
            yield f"复查情况和理由超过 {LONGEST} 字，请精简。"
        if data.get("upheld") and subject.stage != Stage.REVOKED and complaints.other_live(subject):
            yield "申请人在本计划下另有在办申报，须由本人先撤回，才能恢复办理该申报。"

    def act(
        self, subject: Application, actor: Actor, *, complaint: Complaint, upheld: bool, reasons: str, **data: Any
    ) -> dict[str, Any]:
        """Write the answer down; put the case back where it was."""
        complaint.stage = ComplaintStage.UPHELD if upheld else ComplaintStage.DISMISSED
        complaint.reasons, complaint.answered_at = reasons.strip(), clock.now()
        complaint.answered_by = actor.label[:160]
        complaint.save()
        papers.request(DocumentKind.COMPLAINT_ANSWER, complaint=complaint)
        if upheld:
            complaints.reopen(subject, complaint)
        return {"receipt": complaint.receipt, "upheld": upheld, "reason": complaint.reasons}

    def messages(
        self, subject: Application, actor: Actor, *, complaint: Complaint, upheld: bool = False, **data: Any
    ) -> Iterable[Message]:
        """Tell the applicant the answer; where it is upheld, whoever has to decide anew."""
        outcome = "请求成立，原决定撤回，重新办理" if upheld else "维持原决定"
        text = f"{actor.hat_label}对您的复查申请（{complaint.receipt}）答复：{outcome}。{complaint.reasons}"
        yield from self.tell_applicant(subject, "复查申请已答复", text)
        if not upheld:
            return
        told = f"{person(subject)}的复查请求成立，请重新办理。{complaint.reasons}"
        due = due_of(subject)
        for agency in due:
            yield from tell_agency(agency, "复查成立，请重新办理", told, case_address(subject))
        if not due:
            yield from tell_employer(subject, "复查成立，请重新办理", told)


ANSWER_COMPLAINT = AnswerComplaint()
