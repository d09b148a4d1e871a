"""renew_expert: a second person gives an expert another term."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MembershipStage
from reviews.models import Membership
from reviews.services.experts import begin_term
from reviews.steps.memberships import SecondStep
from zcps.templatetags.chinese import cn_date


class RenewExpert(SecondStep):
    """The new term follows the present one, or begins today where that has ended."""

    name = "renew_expert"
    verb = "同意续任"
    before = frozenset({MembershipStage.RENEWAL_PROPOSED})
    after = MembershipStage.ADMITTED

    def act(self, subject: Membership, actor: Actor, **data: Any) -> dict[str, Any]:
        """Begin the term; a draw asks for its last day alone, so that no gap opens before it begins."""
        self.decide(subject, actor)
        begin_term(subject)
        return {
            "committee": subject.committee_id,
            "term": subject.term_number,
            "until": str(subject.term_until or ""),
        }

    def messages(self, subject: Membership, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the expert."""
        until = f"，任期至{cn_date(subject.term_until)}" if subject.term_until else ""
        text = f"您在{subject.committee.name}专家库的任期已续{until}。"
        yield Message(subject.expert.user, "专家任期已续", text, "/experts/me/")


RENEW_EXPERT = RenewExpert()
