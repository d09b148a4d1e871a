"""propose_expert: an officer proposes a person for a pool, with every criterion ticked for itself."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.steps.base import ActRefused, perform
from reviews.enums import CommitteeStage, Level, MembershipStage
from reviews.models import Committee, Membership
from reviews.pool_criteria import SKILLED_CLAUSE, wanted
from reviews.services.experts import draft_memberships
from reviews.steps.memberships import ProposalStep

SENIOR = (Level.ASSOCIATE_SENIOR, Level.SENIOR)


class ProposeExpert(ProposalStep):
    """Nobody is in the pool by this: a second person admits him."""

    name = "propose_expert"
    verb = "提名专家"
    before = frozenset({MembershipStage.DRAFT})
    after = MembershipStage.PROPOSED

    def obstacles(
        self,
        subject: Membership,
        actor: Actor,
        *,
        criteria: Sequence[str] = (),
        recommended_by: str = "",
        **data: Any,
    ) -> Iterable[str]:
        """Every criterion is met; a skilled worker has a senior title and somebody who recommends him (R288)."""
        expert = subject.expert
        if subject.committee.stage == CommitteeStage.DISSOLVED:
            yield f"{subject.committee.name}已撤销，不能再增加专家。"
        for criterion in wanted(is_skilled=expert.is_skilled):
            if criterion.key not in criteria:
                yield f"请核对并勾选“{criterion.words}”（{criterion.clause}）；不符合的，不能提名。"
        if expert.is_skilled and expert.title_level not in SENIOR:
            yield f"高技能人才须经评审取得高级职称方可推荐入库（{SKILLED_CLAUSE}），请核对职称级别。"
        if expert.is_skilled and not recommended_by.strip():
            yield f"高技能人才须经规定程序推荐入库（{SKILLED_CLAUSE}），请填写推荐单位（用人单位或行业协会）。"

    def act(
        self,
        subject: Membership,
        actor: Actor,
        *,
        criteria: Sequence[str],
        recommended_by: str = "",
        recommended_on: dt.date | None = None,
        reason: str = "",
        **data: Any,
    ) -> dict[str, Any]:
        """Keep what was ticked and who recommends."""
        self.propose(subject, actor, reason)
        subject.criteria = sorted(set(criteria))
        subject.recommended_by, subject.recommended_on = recommended_by.strip(), recommended_on
        return {
            "committee": subject.committee_id,
            "criteria": subject.criteria,
            "recommended_by": subject.recommended_by,
        }


PROPOSE_EXPERT = ProposeExpert()


@transaction.atomic
def propose(by: Actor, person: dict[str, Any], committees: Iterable[Committee], **proposal: Any) -> list[Membership]:
    """Write a person down and propose him for each committee; where one is refused, nothing was written.

    Args:
        by: an officer of the committees' office or bureau.
        person: what draft_memberships takes besides the committees.
        committees: the pools.
        proposal: what propose_expert takes.

    Raises:
        ActRefused: with every reason, each once.
        NameDiffers, AlreadyThere: see draft_memberships.
    """
    drafts = draft_memberships(committees=committees, **person)
    reasons = [reason for draft in drafts for reason in PROPOSE_EXPERT.obstacles(draft, by, **proposal)]
    if reasons:
        raise ActRefused(list(dict.fromkeys(reasons)))
    return [perform(PROPOSE_EXPERT, draft, by, **proposal) for draft in drafts]
