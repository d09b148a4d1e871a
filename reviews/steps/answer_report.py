"""answer_report: the HR bureau answers somebody who told that a certificate is wrong."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.enums import ReportStage
from reviews.models import ErrorReport
from reviews.permissions import answers_report
from reviews.steps.base import tell_agency
from reviews.steps.certificates import CERTIFICATE_CLAUSE
from zcps import clock

LONGEST = 1000


class AnswerReport(Step[ErrorReport]):
    """Whoever reported looks the answer up by his number; a correction is asked for on the certificate itself."""

    name = "answer_report"
    verb = "答复错误上报"
    clause = CERTIFICATE_CLAUSE
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({ReportStage.OPEN})
    after = ReportStage.ANSWERED

    def concerns(self, subject: ErrorReport, actor: Actor) -> bool:
        """The bureau to which it was addressed."""
        return answers_report(actor, subject)

    def obstacles(self, subject: ErrorReport, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """The answer is there."""
        if not text.strip():
            yield "请填写核实情况和答复，上报人可凭受理编号查询。"
        if len(text) > LONGEST:
            yield f"答复超过 {LONGEST} 字，请精简。"

    def act(self, subject: ErrorReport, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the answer."""
        subject.answer, subject.answered_at, subject.answered_by = text.strip(), clock.now(), actor.label
        return {"receipt": subject.receipt}

    def messages(self, subject: ErrorReport, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office whose certificate it is, so that it can begin a correction."""
        if subject.certificate is None:
            return ()
        found = subject.certificate
        text = f"证书 {found.number} 被上报有误，人力社保部门已答复。确需更正的，请在证书页办理。"
        return tell_agency(found.application.plan.office, "证书错误上报已答复", text, f"/certificates/{found.pk}/")


ANSWER_REPORT = AnswerReport()
