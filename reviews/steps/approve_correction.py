"""approve_correction: the HR bureau has the new certificate issued."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import CertificateCorrectionStage, CertificateState
from reviews.models import Application, CertificateCorrection
from reviews.permissions import supervises_plan
from reviews.services.certificate_corrections import correct
from reviews.steps.certificate_corrections import CorrectionStep
from zcps import clock


class ApproveCorrection(CorrectionStep):
    """The former certificate verifies as corrected from now on, and names the new one."""

    name = "approve_correction"
    verb = "同意更正，签发新证书"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({CertificateCorrectionStage.EXAMINED})
    after = CertificateCorrectionStage.APPROVED
    asks = "审核意见"

    def concerns(self, subject: CertificateCorrection, actor: Actor) -> bool:
        """The bureau of the plan."""
        return supervises_plan(actor, subject.certificate.application.plan)

    def obstacles(self, subject: CertificateCorrection, actor: Actor, **data: Any) -> Iterable[str]:
        """The certificate has not been revoked meanwhile."""
        yield from super().obstacles(subject, actor, **data)
        # A revocation holds the case while it decides: asked under the same lock, and of the row as it is then.
        Application.objects.select_for_update(of=("self",), no_key=True).get(pk=subject.certificate.application_id)
        subject.certificate.refresh_from_db(fields=["state"])
        if subject.certificate.state != CertificateState.VALID:
            yield f"该证书{subject.certificate.get_state_display()}，不能更正。"

    def act(self, subject: CertificateCorrection, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Issue the new one."""
        subject.decision, subject.decided_at = text.strip(), clock.now()
        return {"former": subject.certificate.number, "certificate": correct(subject).number}

    def messages(self, subject: CertificateCorrection, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the holder the new number."""
        found = subject.certificate.application.certificate
        number = found.number if found else ""
        text = f"您的证书已更正，新证书编号 {number}。原证书 {subject.certificate.number} 查验时显示“已更正”。"
        return self.tell_holder(subject, "证书已更正", text)


APPROVE_CORRECTION = ApproveCorrection()
