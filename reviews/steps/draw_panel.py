"""draw_panel: the public value is entered, the panel is computed, the drawn are called."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from law.errors import BadInput
from reviews.enums import MeetingStage
from reviews.models import Draw, Meeting
from reviews.selectors.meetings import draw_of
from reviews.services import draws
from reviews.services.chance import fault_of
from reviews.services.meetings import seat_panel
from reviews.steps.base import ActRefused
from reviews.steps.meetings import MEETING_CLAUSE, OfficeStep
from zcps import clock
from zcps.templatetags.chinese import cn_datetime


class DrawPanel(OfficeStep):
    """At random from the pool, once for each meeting, so that anyone can recompute it (TDRAW-1)."""

    name = "draw_panel"
    verb = "抽取评审专家"
    awaits_clock = True
    decisive = True
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.CONFIRMED})
    after = MeetingStage.DRAWN
    # Figures of a lottery, typed in by hand.
    numbers = frozenset({"public_value"})

    def wrong_stage(self, subject: Meeting) -> str:
        """Say why there is no second draw."""
        draw = draw_of(subject)
        if draw and draw.drawn_at:
            return (
                f"本次会议已于{cn_datetime(draw.drawn_at)}抽取评审专家（{draw.draw_id}），每次会议只抽取一次，不能重新抽取。"
                "有专家不能到会的，请办理“递补专家”。"
            )
        return super().wrong_stage(subject)

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """After the seal and after the event."""
        draw = draw_of(subject)
        if draw is None or draw.sealed_at is None:
            yield "抽取清单尚未封存，请先冻结专家库、由各方提交随机数并封存清单。"
        elif clock.now() < draws.not_before_of(draw):
            yield f"公开值最早于{cn_datetime(draws.not_before_of(draw))}产生，请届时再录入。"

    def obstacles(
        self, subject: Meeting, actor: Actor, *, public_value: str, fallback: int = 0, **data: Any
    ) -> Iterable[str]:
        """The value is written exactly as was sealed."""
        yield from self.standing(subject, actor)
        draw = draw_of(subject)
        if draw and draw.sealed_at and (fault := fault_of(draw.legend["source"], fallback, public_value)):
            yield fault

    def act(
        self,
        subject: Meeting,
        actor: Actor,
        *,
        public_value: str,
        value_source: str = "",
        fallback: int = 0,
        **data: Any,
    ) -> dict[str, Any]:
        """Compute the panel and seat it; whose number is still closed is opened from the escrow."""
        draw = draw_of(subject)
        assert draw is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        escrow = [party for party in draw.commitments if party not in draw.revealed]
        drawn = self._compute(draw, public_value, value_source.strip())
        seat_panel(subject, drawn)
        return {
            "draw": draw.draw_id,
            "public_value": public_value,
            "value_source": value_source.strip(),
            "fallback": fallback,
            "from_escrow": escrow,
            "panel": list(drawn),
        }

    def _compute(self, draw: Draw, public_value: str, value_source: str) -> Any:
        try:
            return draws.compute(draw, public_value, value_source)
        except BadInput as wrong:
            raise ActRefused([f"抽取数据与封存的清单不符：{wrong}请联系技术支持，未作任何改动。"]) from wrong

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Call the drawn."""
        for seat in subject.panel.select_related("expert__user"):
            yield Message(seat.expert.user, "您被抽取为评审专家", call(subject), f"/meetings/{subject.pk}/")


def call(meeting: Meeting) -> str:
    """Return what a drawn expert is told."""
    return (
        f"您被随机抽取为“{meeting.name}”的执行委员会委员，请于{cn_datetime(meeting.convenes_at)}到{meeting.place}参加评审。"
        "请对抽取结果保密；与评审对象有利害关系的，请在会议页面提出回避；不能到会的，请尽快告知评委会办公室。"
    )


DRAW_PANEL = DrawPanel()
