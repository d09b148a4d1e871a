"""abandon_draw: the committee office gives a draw up before chance has spoken, with its reason."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.selectors.meetings import draw_of, supervising_agency
from reviews.services import draws
from reviews.steps.meetings import MEETING_CLAUSE, OfficeStep, to_office


class AbandonDraw(OfficeStep):
    """Only before the public value: afterwards somebody might do so because of the panel that comes out."""

    name = "abandon_draw"
    verb = "终止抽取"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.CONFIRMED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """There is one, and the event lies ahead."""
        draw = draw_of(subject)
        if draw is None:
            yield "专家库尚未冻结，没有可以终止的抽取。"
        elif draws.is_decided(draw):
            yield too_late(draw.draw_id)

    def obstacles(self, subject: Meeting, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given."""
        yield from self.standing(subject, actor)
        if not reason.strip():
            yield "请写明终止抽取的理由，理由将与本次抽取的参数一并公布。"

    def act(self, subject: Meeting, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Give it up; it stays on record."""
        draw = draw_of(subject)
        assert draw is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        draws.give_up(draw, reason.strip())
        return {"draw": draw.draw_id, "reason": reason.strip(), "was_sealed": draw.sealed_at is not None}

    def messages(self, subject: Meeting, actor: Actor, *, reason: str, **data: Any) -> Iterable[Message]:
        """Tell the other parties and the bureau."""
        text = f"“{subject.name}”的专家抽取已终止，参数和理由留存公布。理由：{reason.strip()}"
        for agency in dict.fromkeys([subject.plan.hr_bureau, supervising_agency(subject), subject.observer]):
            if agency:
                yield from to_office(agency, "专家抽取已终止", text, subject)


def too_late(draw_id: str) -> str:
    """Return the sentence for an act that would set a draw aside after chance has spoken."""
    return (
        f"抽取 {draw_id} 的公开值已到产生时间，不能终止或作废，以免按结果取舍。"
        "请先录入公开值、完成抽取，抽取结果留存备查。"
    )


ABANDON_DRAW = AbandonDraw()
