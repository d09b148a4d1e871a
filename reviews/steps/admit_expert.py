"""admit_expert: a second person admits whom the first has proposed."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MembershipStage
from reviews.models import Membership
from reviews.services.experts import begin_term, join
from reviews.steps.memberships import SecondStep
from zcps.templatetags.chinese import cn_date


class AdmitExpert(SecondStep):
    """From here on he can be drawn."""

    name = "admit_expert"
    verb = "审核入库"
    before = frozenset({MembershipStage.PROPOSED})
    after = MembershipStage.ADMITTED

    def act(self, subject: Membership, actor: Actor, **data: Any) -> dict[str, Any]:
        """Let him in, and begin his term."""
        self.decide(subject, actor)
        begin_term(subject)
        join(subject)
        return {"committee": subject.committee_id, "until": str(subject.term_until or "")}

    def messages(self, subject: Membership, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the expert."""
        until = f"，任期至{cn_date(subject.term_until)}" if subject.term_until else ""
        text = f"您已纳入{subject.committee.name}专家库{until}。请以“评审专家”身份登录，核对本人专家信息。"
        yield Message(subject.expert.user, "您已纳入评审专家库", text, "/experts/me/")


ADMIT_EXPERT = AdmitExpert()
