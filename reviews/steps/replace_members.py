"""replace_members: experts who cannot come are replaced in one batch, by the order that was sealed."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from law.errors import BadInput
from reviews.enums import MeetingStage
from reviews.models import Meeting, PanelSeat
from reviews.selectors.meetings import draw_of
from reviews.services import draws
from reviews.services.meetings import seat_panel, unseat
from reviews.steps.base import ActRefused
from reviews.steps.draw_panel import call
from reviews.steps.meetings import MEETING_CLAUSE, OfficeStep


class ReplaceMembers(OfficeStep):
    """Never a redraw: the others keep their seats, and the sealed order says who follows."""

    name = "replace_members"
    verb = "递补专家"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.DRAWN})

    def obstacles(
        self, subject: Meeting, actor: Actor, *, unavailable: Mapping[PanelSeat, str], **data: Any
    ) -> Iterable[str]:
        """All who cannot come are named at once, each with the reason."""
        if not unavailable:
            yield "请选择不能到会的专家。应先联系全部专家，再将不能到会的一次性办理递补。"
        for seat, reason in unavailable.items():
            if seat.meeting_id != subject.pk:
                yield f"{seat.label} 不是本次会议的成员，请刷新页面后重新选择。"
            elif seat.arrived_at:
                yield f"{seat.label} 已签到，不能递补。"
            elif not reason.strip():
                yield f"请写明 {seat.label} 不能到会的理由。"

    def act(
        self, subject: Meeting, actor: Actor, *, unavailable: Mapping[PanelSeat, str], **data: Any
    ) -> dict[str, Any]:
        """Fill the seats by the sealed order."""
        draw = draw_of(subject)
        assert draw is not None, "a drawn meeting has its draw"  # noqa: S101 - the stage says so
        labels = [seat.label for seat in unavailable]
        try:
            filled = draws.substitute(draw, labels)
        except BadInput as wrong:
            raise ActRefused(
                [f"{wrong}按封存的名额没有可递补的专家，请在达到法定人数时按实到人数开会，或取消会议后重新备案。"]
            ) from wrong
        reasons = {seat.label: reason.strip() for seat, reason in unavailable.items()}
        had_chair = any(seat.is_chair for seat in unavailable)
        unseat(unavailable)
        seat_panel(subject, filled, first_is_chair=had_chair)
        return {"draw": draw.draw_id, "unavailable": reasons, "filled": list(filled)}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Call the substitutes."""
        draw = draw_of(subject)
        newest = draw.bundle["substitutions"][-1]["filled"] if draw else []
        for seat in subject.panel.filter(label__in=newest).select_related("expert__user"):
            yield Message(seat.expert.user, "您被抽取为评审专家", call(subject), f"/meetings/{subject.pk}/")


REPLACE_MEMBERS = ReplaceMembers()
