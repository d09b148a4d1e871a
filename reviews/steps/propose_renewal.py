"""propose_renewal: an officer proposes another term for an expert."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import MembershipStage
from reviews.models import Membership
from reviews.steps.memberships import ProposalStep


class ProposeRenewal(ProposalStep):
    """Only where the committee has terms; not beyond the number in a row that it allows."""

    name = "propose_renewal"
    verb = "提出续任"
    before = frozenset({MembershipStage.ADMITTED})
    after = MembershipStage.RENEWAL_PROPOSED

    def standing(self, subject: Membership, actor: Actor) -> Iterable[str]:
        """There is a term to go on with, and one more is allowed."""
        committee = subject.committee
        if not committee.expert_term_years:
            yield f"{committee.name}未设定专家任期，无需续任。需要设定的，请联系{committee.hr_bureau.name}。"
        elif committee.most_terms and subject.term_number >= committee.most_terms:
            yield (
                f"{subject.expert.user.name}已连任 {subject.term_number} 届，"
                f"达到{committee.name}规定的连任上限 {committee.most_terms} 届，任满后应出库。"
            )

    def act(self, subject: Membership, actor: Actor, *, reason: str = "", **data: Any) -> dict[str, Any]:
        """Note who asks."""
        self.propose(subject, actor, reason)
        return {"committee": subject.committee_id, "term": subject.term_number + 1}


PROPOSE_RENEWAL = ProposeRenewal()
