"""issue_proof: the committee's written proof, where a plan issues no certificates."""

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


class IssueProof(CaseStep):
    """Nothing is announced and no certificate issued: the person's university appoints by itself (S1 四(五))."""

    name = "issue_proof"
    verb = "出具评审通过证明"
    clause = "浙经信消费〔2022〕203号 四(五)"
    roles = frozenset({Role.CLOCK})
    before = frozenset({Stage.ANNOUNCED})

    def wrong_stage(self, subject: Application) -> str:
        """Say that there is nothing to prove."""
        return no_title_won(subject, "评审通过证明")

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Once, and only where the plan issues no certificates."""
        if credential_for(subject) != CredentialKind.PROOF:
            yield f"本申报出具{credential_for(subject).label}，不另出具评审通过证明。"
        if subject.certificate:
            yield "该申报已出具评审通过证明。"

    def act(self, subject: Application, actor: Actor, *, document_number: str = "", **data: Any) -> dict[str, Any]:
        """Issue it."""
        return {"proof": certificates.issue(subject, document_number, CredentialKind.PROOF).number}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person where it is, and what it is for."""
        found = subject.certificate
        assert found is not None, "act() has issued it"  # noqa: S101 - in the same transaction
        text = (
            f"您已通过{subject.title}专业技术职务任职资格评审，评审通过证明编号 {found.number}。"
            "按规定不发文公布、不颁发资格证书，由所在院校自主聘任。"
        )
        yield Message(subject.applicant.user, "评审通过证明已出具", text, f"/certificates/{found.pk}/")


ISSUE_PROOF = IssueProof()
