"""propose_removal: an officer asks that an expert leave the pool."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import MembershipStage
from reviews.models import Membership
from reviews.steps.memberships import ProposalStep


class ProposeRemoval(ProposalStep):
    """He stays in the pool until a second person agrees: one officer alone could choose the panel by this."""

    name = "propose_removal"
    verb = "提出出库"
    before = frozenset({MembershipStage.ADMITTED})
    after = MembershipStage.REMOVAL_PROPOSED

    def obstacles(self, subject: Membership, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given."""
        if not reason.strip():
            yield "请写明出库的理由，例如任期届满、调离本行业、多次抽中后未到会。"

    def act(self, subject: Membership, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Note who asks, and why."""
        self.propose(subject, actor, reason)
        return {"committee": subject.committee_id, "reason": subject.reason}


PROPOSE_REMOVAL = ProposeRemoval()
