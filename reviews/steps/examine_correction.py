"""examine_correction: the committee office has compared a correction with its evidence."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import CertificateCorrectionStage
from reviews.models import CertificateCorrection
from reviews.permissions import runs_plan
from reviews.steps.base import tell_agency
from reviews.steps.certificate_corrections import CorrectionStep
from zcps import clock


class ExamineCorrection(CorrectionStep):
    """Its opinion goes to the HR bureau."""

    name = "examine_correction"
    verb = "核查通过，报人力社保部门审核"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({CertificateCorrectionStage.ASKED})
    after = CertificateCorrectionStage.EXAMINED
    asks = "核查意见"

    def concerns(self, subject: CertificateCorrection, actor: Actor) -> bool:
        """The office of the plan."""
        return runs_plan(actor, subject.certificate.application.plan)

    def act(self, subject: CertificateCorrection, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the opinion."""
        subject.opinion, subject.examined_at = text.strip(), clock.now()
        return {"certificate": subject.certificate.number}

    def messages(self, subject: CertificateCorrection, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau."""
        bureau = subject.certificate.application.plan.hr_bureau
        text = f"证书 {subject.certificate.number} 的更正已经核查，请审核。"
        return tell_agency(bureau, "证书更正待审核", text, f"/certificate-corrections/{subject.pk}/")


EXAMINE_CORRECTION = ExamineCorrection()
