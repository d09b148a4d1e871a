"""replace_members: experts who cannot come are replaced in one batch, by the order that was sealed."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.actor import Actor
from accounts.models import StoredFile
from accounts.services.notices import Message
from law.errors import BadInput
from reviews.enums import MeetingStage
from reviews.models import Draw, Meeting, PanelSeat, SubstitutionRequest
from reviews.selectors.meetings import draw_of, supervising_agency
from reviews.services import substitutions
from reviews.services.meetings import seat_panel, unseat
from reviews.steps.base import ActRefused
from reviews.steps.draw_panel import call
from reviews.steps.meetings import MEETING_CLAUSE, OfficeStep, to_office


class ReplaceMembers(OfficeStep):
    """Never a redraw: the others keep their seats, and the sealed order says who follows.

    Where the order is blind (otc) the batch is only filed here; the supervisor's code fills it.
    """

    name = "replace_members"
    verb = "递补专家"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.DRAWN})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """One batch at a time, as long as there are codes."""
        draw = draw_of(subject)
        if draw and substitutions.open_request(draw):
            yield "上一批递补申请尚待监督方公开递补码，办结后才能提出下一批。"
        elif draw and substitutions.is_blind(draw) and not substitutions.codes_left(draw):
            yield "封存的递补码已全部用完，不能再递补。请按实到人数开会，或取消会议后重新备案。"

    def obstacles(
        self, subject: Meeting, actor: Actor, *, unavailable: Mapping[PanelSeat, str], **data: Any
    ) -> Iterable[str]:
        """All who cannot come are named at once, each with the reason."""
        yield from self.standing(subject, actor)
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
        self,
        subject: Meeting,
        actor: Actor,
        *,
        unavailable: Mapping[PanelSeat, str],
        evidence: Mapping[PanelSeat, StoredFile] | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """File the batch, and fill it where the order is known."""
        draw = draw_of(subject)
        assert draw is not None, "a drawn meeting has its draw"  # noqa: S101 - the stage says so
        request = substitutions.ask(draw, unavailable, evidence or {})
        reasons = {seat.label: reason.strip() for seat, reason in unavailable.items()}
        kept = {"draw": draw.draw_id, "round": request.round, "unavailable": reasons}
        if substitutions.is_blind(draw):
            return {**kept, "waits_for": "code"}
        return {**kept, "filled": fill(subject, draw, request)}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Call the substitutes, or ask the supervisor for his code."""
        draw = draw_of(subject)
        assert draw is not None, "a drawn meeting has its draw"  # noqa: S101 - the stage says so
        if substitutions.open_request(draw):
            text = f"“{subject.name}”有专家不能到会，请核对理由和证明，在执行委员会名单页面公开递补码。"
            return to_office(supervising_agency(subject), "请公开递补码", text, subject)
        return call_substitutes(subject, draw)


def fill(meeting: Meeting, draw: Draw, request: SubstitutionRequest) -> list[str]:
    """Fill a batch and change the seats; return the labels of who follows. Raises ActRefused where nobody can."""
    try:
        filled = substitutions.fill(draw, request)
    except BadInput as wrong:
        raise ActRefused(
            [f"{wrong}按封存的名额没有可递补的专家，请在达到法定人数时按实到人数开会，或取消会议后重新备案。"]
        ) from wrong
    gone = list(meeting.panel.filter(label__in=request.unavailable.values("label")))
    had_chair = any(seat.is_chair for seat in gone)
    unseat(gone)
    seat_panel(meeting, filled, first_is_chair=had_chair)
    return list(filled)


def call_substitutes(meeting: Meeting, draw: Draw) -> Iterable[Message]:
    """Yield the call to those who follow in the newest batch."""
    newest = draw.bundle["substitutions"][-1]["filled"]
    for seat in meeting.panel.filter(label__in=newest).select_related("expert__user"):
        yield Message(seat.expert.user, "您被抽取为评审专家", call(meeting), f"/meetings/{meeting.pk}/")


REPLACE_MEMBERS = ReplaceMembers()
