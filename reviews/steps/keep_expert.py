"""keep_expert: a second person agrees neither to a removal nor to another term; everything stays as it was."""

from typing import Any

from accounts.actor import Actor
from reviews.enums import MembershipStage
from reviews.models import Membership
from reviews.steps.memberships import ReasonedStep


class KeepExpert(ReasonedStep):
    """The proposal is off; it stays in the journal with the reason."""

    name = "keep_expert"
    verb = "维持现状"
    before = frozenset({MembershipStage.RENEWAL_PROPOSED, MembershipStage.REMOVAL_PROPOSED})
    after = MembershipStage.ADMITTED

    def act(self, subject: Membership, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Keep the reason."""
        self.decide(subject, actor, reason)
        return {"committee": subject.committee_id, "reason": subject.decision}


KEEP_EXPERT = KeepExpert()
