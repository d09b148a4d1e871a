"""decline_expert: a second person does not admit whom the first has proposed."""

from typing import Any

from accounts.actor import Actor
from reviews.enums import MembershipStage
from reviews.models import Membership
from reviews.steps.memberships import ReasonedStep


class DeclineExpert(ReasonedStep):
    """The proposal stays on record with the reason; he may be proposed again."""

    name = "decline_expert"
    verb = "不予入库"
    before = frozenset({MembershipStage.PROPOSED})
    after = MembershipStage.DECLINED

    def act(self, subject: Membership, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Keep the reason."""
        self.decide(subject, actor, reason)
        return {"committee": subject.committee_id, "reason": subject.decision}


DECLINE_EXPERT = DeclineExpert()
