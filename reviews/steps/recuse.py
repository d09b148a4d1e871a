"""recuse: an expert declares that he does not vote on an item, and why."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import ItemStage, MeetingStage
from reviews.models import MeetingItem, Recusal
from reviews.permissions import votes_on
from reviews.selectors.meetings import seat_of
from reviews.steps.base import ItemStep
from reviews.steps.meetings import MEETING_CLAUSE, StandingMixin
from zcps import clock


class Recuse(StandingMixin, ItemStep):
    """Before the vote on that item. He leaves the room for it, and stays in the base unless the plan says otherwise."""

    name = "recuse"
    verb = "申请回避"
    clause = MEETING_CLAUSE
    roles = frozenset({Role.EXPERT})
    before = frozenset({ItemStage.WAITING, ItemStage.DISCUSSION})

    def concerns(self, subject: MeetingItem, actor: Actor) -> bool:
        """An expert of this panel, for himself."""
        return votes_on(actor, subject)

    def wrong_stage(self, subject: MeetingItem) -> str:
        """Say what remains possible."""
        return "本项已开始表决，不能再申请回避。如有利害关系，请立即告知主任委员，并投弃权票。"

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """Between the draw and the end, once."""
        if subject.meeting.stage not in {MeetingStage.DRAWN, MeetingStage.CONVENED}:
            yield f"会议当前为“{subject.meeting.get_stage_display()}”，不能申请回避。"
        seat = seat_of(actor, subject.meeting)
        if seat and subject.recusals.filter(seat=seat).exists():
            yield "您已回避本项，无需重复办理。"

    def obstacles(self, subject: MeetingItem, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given."""
        yield from self.standing(subject, actor)
        if not reason.strip():
            yield "请写明回避的理由，例如与评审对象有亲属、师徒关系或其他利害关系。"

    def act(self, subject: MeetingItem, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Note it."""
        seat = seat_of(actor, subject.meeting)
        assert seat is not None, "concerns() has found it"  # noqa: S101 - in the same transaction
        Recusal.objects.create(
            item=subject, seat=seat, reason=reason.strip()[:200], declared_at=clock.now(), is_own=True
        )
        return {"seat": seat.label, "order": subject.order}

    def case_of(self, subject: MeetingItem) -> int | None:
        """Not on the applicant's timeline: it would tell who sits on the panel."""
        return None


RECUSE = Recuse()
