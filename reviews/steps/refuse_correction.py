"""refuse_correction: the office or the HR bureau leaves a certificate as it is, with reasons."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import CertificateCorrectionStage
from reviews.models import CertificateCorrection
from reviews.permissions import runs_plan
from reviews.steps.certificate_corrections import CorrectionStep
from zcps import clock


class RefuseCorrection(CorrectionStep):
    """The office while it examines, the bureau while it decides."""

    name = "refuse_correction"
    verb = "不予更正"
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.HR_BUREAU})
    before = frozenset({CertificateCorrectionStage.ASKED, CertificateCorrectionStage.EXAMINED})
    after = CertificateCorrectionStage.REFUSED
    asks = "不予更正的理由"

    def concerns(self, subject: CertificateCorrection, actor: Actor) -> bool:
        """Whose turn it is."""
        is_office = runs_plan(actor, subject.certificate.application.plan)
        return super().concerns(subject, actor) and is_office == (subject.stage == CertificateCorrectionStage.ASKED)

    def act(self, subject: CertificateCorrection, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the reasons."""
        subject.decision, subject.decided_at = text.strip(), clock.now()
        return {"certificate": subject.certificate.number, "reason": text.strip()}

    def messages(self, subject: CertificateCorrection, actor: Actor, *, text: str, **data: Any) -> Iterable[Message]:
        """Tell the holder why."""
        told = f"{actor.hat_label}对证书 {subject.certificate.number} 不予更正。理由：{text.strip()}"
        return self.tell_holder(subject, "证书不予更正", told)


REFUSE_CORRECTION = RefuseCorrection()
