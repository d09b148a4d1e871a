"""revoke: a title won by deceit is taken away, and recorded for three years."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application
from reviews.permissions import founded_committee_of, supervises_plan
from reviews.services import certificates, handover
from reviews.steps.base import CaseStep

REVOCATION_CLAUSE = "衢经信产融〔2022〕44号 三(二)"


class Revoke(CaseStep):
    """By the HR bureau or the body that founded the committee (S0 三(二))."""

    name = "revoke"
    verb = "撤销职称"
    clause = REVOCATION_CLAUSE
    # A founding body is often a bureau; which one it is, is written on the committee.
    roles = frozenset({Role.HR_BUREAU, Role.FOUNDING_BODY, Role.INDUSTRY_BUREAU, Role.COMPETENT_DEPARTMENT})
    before = frozenset({Stage.ANNOUNCED, Stage.ARCHIVED})
    after = Stage.REVOKED

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The bureau of the plan, or the founding body of the committee."""
        return supervises_plan(actor, subject.plan) or founded_committee_of(actor, subject)

    def obstacles(
        self, subject: Application, actor: Actor, *, reason: str = "", clause: str = "", **data: Any
    ) -> Iterable[str]:
        """Reason and clause are given."""
        if not reason.strip():
            yield "请写明撤销的事实和理由，将告知本人并记入诚信档案。"
        if not clause.strip():
            yield f"请写明撤销所依据的条款，例如“{REVOCATION_CLAUSE}”。"

    def act(self, subject: Application, actor: Actor, *, reason: str, clause: str, **data: Any) -> dict[str, Any]:
        """Revoke the certificate and write the integrity record."""
        body = actor.agency.name if actor.agency else actor.label
        certificates.revoke(subject, reason.strip(), clause.strip()[:120], body)
        handover.to_nobody(subject, Stage.REVOKED)
        return {"reason": reason.strip(), "clause": clause.strip()}

    def messages(
        self, subject: Application, actor: Actor, *, reason: str, clause: str, **data: Any
    ) -> Iterable[Message]:
        """Tell the person what, why, and for how long it is recorded."""
        text = (
            f"您的{subject.title}专业技术职务任职资格已被撤销。事由：{reason.strip()}依据：{clause.strip()}。"
            f"撤销情况记入职称评审诚信档案库，记录期限为 {certificates.INTEGRITY_YEARS} 年。"
        )
        return self.tell_applicant(subject, "职称已被撤销", text)


REVOKE = Revoke()
