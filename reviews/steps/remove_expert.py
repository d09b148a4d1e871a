"""remove_expert: a second person agrees that an expert leaves the pool."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MembershipStage
from reviews.models import Membership
from reviews.services.experts import leave
from reviews.steps.memberships import SecondStep


class RemoveExpert(SecondStep):
    """He is not drawn any more; meetings for which he was drawn are not touched."""

    name = "remove_expert"
    verb = "审核出库"
    before = frozenset({MembershipStage.REMOVAL_PROPOSED})
    after = MembershipStage.REMOVED

    def act(self, subject: Membership, actor: Actor, **data: Any) -> dict[str, Any]:
        """Let him go."""
        self.decide(subject, actor)
        leave(subject)
        return {"committee": subject.committee_id, "reason": subject.reason}

    def messages(self, subject: Membership, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the expert."""
        text = f"您已不再是{subject.committee.name}专家库的专家。理由：{subject.reason}感谢您参加评审工作。"
        yield Message(subject.expert.user, "您已移出评审专家库", text, "/notices/")


REMOVE_EXPERT = RemoveExpert()
