"""issue_certificate: the system issues the e-certificate as soon as a title is announced."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import CredentialKind, Stage
from reviews.models import Application
from reviews.outcomes import credential_for
from reviews.services import certificates
from reviews.steps.base import CaseStep
from reviews.steps.certificates import no_title_won


class IssueCertificate(CaseStep):
    """An e-certificate, as valid as one on paper; plans of entrusted universities issue none (S1 四(五))."""

    name = "issue_certificate"
    verb = "签发电子证书"
    clause = "衢经信产融〔2022〕44号 五(三)"
    roles = frozenset({Role.CLOCK})
    before = frozenset({Stage.ANNOUNCED})

    def wrong_stage(self, subject: Application) -> str:
        """Say that no title was won: nobody gets a certificate for a case that was withdrawn."""
        return no_title_won(subject, "电子证书")

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Once, and only where the plan issues certificates."""
        due = credential_for(subject)
        if due == CredentialKind.PROOF:
            whose = "委托单位的人员" if subject.plan.issues_certificate else "本计划"
            yield f"{whose}不颁发电子证书，由评委会出具评审通过证明。"
        if due == CredentialKind.RECOMMENDATION:
            yield f"本计划的评委会只推荐{subject.title}，不作评审，由上级评委会评审后颁发电子证书。"
        if subject.certificate:
            yield "该申报已签发电子证书。"

    def act(self, subject: Application, actor: Actor, *, document_number: str, **data: Any) -> dict[str, Any]:
        """Issue it."""
        return {"certificate": certificates.issue(subject, document_number).number}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the holder where it is."""
        found = subject.certificate
        assert found is not None, "act() has issued it"  # noqa: S101 - in the same transaction
        text = (
            f"您的{subject.title}电子证书已签发，编号 {found.number}，与纸质证书具有同等效力。"
            "可以查看、下载，也可以供他人查验。"
        )
        yield Message(subject.applicant.user, "电子证书已签发", text, f"/certificates/{found.pk}/")


ISSUE_CERTIFICATE = IssueCertificate()
