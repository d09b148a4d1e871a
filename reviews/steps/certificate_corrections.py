"""The form of the acts on a correction of a certificate: examined by the office, decided by the HR bureau."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.models import CertificateCorrection
from reviews.permissions import runs_plan, supervises_plan
from reviews.steps.certificates import CERTIFICATE_CLAUSE

LONGEST = 1000


class CorrectionStep(Step[CertificateCorrection]):
    """An act with an opinion of the office or the bureau of the certificate's plan."""

    clause = CERTIFICATE_CLAUSE
    asks = "意见"

    def concerns(self, subject: CertificateCorrection, actor: Actor) -> bool:
        """The office of the plan, or its bureau."""
        plan = subject.certificate.application.plan
        return runs_plan(actor, plan) or supervises_plan(actor, plan)

    def about(self, subject: CertificateCorrection) -> Iterable[int | None]:
        """The holder."""
        return [subject.certificate.application.applicant.user_id]

    def obstacles(self, subject: CertificateCorrection, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """The opinion is there."""
        if not text.strip():
            yield f"请填写{self.asks}。"
        if len(text) > LONGEST:
            yield f"{self.asks}超过 {LONGEST} 字，请精简。"

    def case_of(self, subject: CertificateCorrection) -> int | None:
        """The case of the certificate."""
        return subject.certificate.application_id

    def tell_holder(self, subject: CertificateCorrection, title: str, text: str) -> Iterable[Message]:
        """Yield the message to the holder."""
        holder = subject.certificate.application.applicant.user
        yield Message(holder, title, text, f"/certificate-corrections/{subject.pk}/")
