"""withdraw_recusal: an expert takes back a recusal of his own before the vote; the journal keeps both."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import ConflictStage, ItemStage, MeetingStage
from reviews.models import Conflict, MeetingItem, Recusal
from reviews.permissions import votes_on
from reviews.selectors.meetings import seat_of
from reviews.steps.base import ItemStep
from reviews.steps.meetings import MEETING_CLAUSE, StandingMixin


class WithdrawRecusal(StandingMixin, ItemStep):
    """Before the item opens, and with a reason; what follows from a confirmed conflict stays."""

    name = "withdraw_recusal"
    verb = "撤回回避"
    clause = MEETING_CLAUSE
    roles = frozenset({Role.EXPERT})
    before = frozenset({ItemStage.WAITING})

    def concerns(self, subject: MeetingItem, actor: Actor) -> bool:
        """An expert of this panel, for himself."""
        return votes_on(actor, subject)

    def wrong_stage(self, subject: MeetingItem) -> str:
        """Too late."""
        return "本项已开始评议或表决，不能再撤回回避。"

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """There is one, and it is his own."""
        if subject.meeting.stage not in {MeetingStage.DRAWN, MeetingStage.CONVENED}:
            yield f"会议当前为“{subject.meeting.get_stage_display()}”，不能撤回回避。"
        own = subject.recusals.filter(seat=seat_of(actor, subject.meeting)).first()
        if own is None:
            yield "您没有回避本项，无需撤回。"
        elif not own.is_own or _is_confirmed(own):
            yield "该项回避系因已认定的利害关系作出，不能由本人撤回。有异议的，请向评委会办公室提出。"

    def obstacles(self, subject: MeetingItem, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given."""
        yield from self.standing(subject, actor)
        if not reason.strip():
            yield "请写明撤回回避的理由，理由记入办理日志。"

    def act(self, subject: MeetingItem, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """The row goes, the journal tells of it."""
        recusal = subject.recusals.select_related("seat").get(seat=seat_of(actor, subject.meeting))
        recusal.delete()
        return {
            "seat": recusal.seat.label, "order": subject.order, "recused_for": recusal.reason,
            "reason": reason.strip()[:200],
        }  # fmt: skip

    def case_of(self, subject: MeetingItem) -> int | None:
        """Not on the applicant's timeline: it would tell who sits on the panel."""
        return None


def _is_confirmed(recusal: Recusal) -> bool:
    ties = Conflict.objects.filter(expert=recusal.seat.expert_id, stage=ConflictStage.CONFIRMED)
    return ties.filter(profile=recusal.item.application.applicant_id).exists()


WITHDRAW_RECUSAL = WithdrawRecusal()
