"""release_code: the supervisor reveals his next code for a filed batch, which decides who follows."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.permissions import oversees_meeting
from reviews.selectors.meetings import draw_of
from reviews.services import substitutions
from reviews.steps.base import ActRefused, MeetingStep
from reviews.steps.meetings import MEETING_CLAUSE, StandingMixin, to_office
from reviews.steps.replace_members import call_substitutes, fill


class ReleaseCode(StandingMixin, MeetingStep):
    """Until then nobody, the office included, can tell who would replace whom (policy otc)."""

    name = "release_code"
    verb = "公开递补码"
    clause = MEETING_CLAUSE
    roles = frozenset({Role.SUPERVISION, Role.HR_BUREAU})
    before = frozenset({MeetingStage.DRAWN})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """The one who oversees the draw."""
        return oversees_meeting(actor, subject)

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """A batch waits for it."""
        draw = draw_of(subject)
        if draw is None or not substitutions.is_blind(draw):
            yield "本次抽取按同一次序递补，不使用递补码。"
        elif substitutions.open_request(draw) is None:
            yield "没有等待办理的递补申请，递补码只在收到申请后公开。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Reveal the code and fill the seats."""
        draw = draw_of(subject)
        request = substitutions.open_request(draw) if draw else None
        if draw is None or request is None:
            raise ActRefused(list(self.standing(subject, actor)))
        return {"draw": draw.draw_id, "round": request.round, "filled": fill(subject, draw, request)}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office, and call the substitutes."""
        draw = draw_of(subject)
        assert draw is not None, "act() has found it"  # noqa: S101 - in the same transaction
        text = f"监督方已公开递补码，“{subject.name}”的递补专家已产生，请在执行委员会名单中查看。"
        yield from to_office(subject.plan.office, "递补专家已产生", text, subject)
        yield from call_substitutes(subject, draw)


RELEASE_CODE = ReleaseCode()
