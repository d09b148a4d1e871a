"""sign_minutes: the chair and the experts who were there sign the minutes, each on his own page."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MeetingStage
from reviews.models import Meeting, Minutes
from reviews.selectors.meetings import seat_of
from reviews.services.minutes import countersign
from reviews.steps.meetings import MEETING_CLAUSE, PanelStep, to_office

_LONGEST = 1000


class SignMinutes(PanelStep):
    """With or without an objection; an objection stands with the minutes, which are not written anew."""

    name = "sign_minutes"
    verb = "签署会议纪要"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.CLOSED, MeetingStage.REPORTED, MeetingStage.APPROVED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """There are minutes, the expert was there, and has not signed."""
        seat, minutes = seat_of(actor, subject), Minutes.objects.filter(meeting=subject).first()
        if minutes is None:
            yield "本次会议没有电子会议纪要，无需签署。"
        elif seat and not seat.stays.exists():
            yield "您没有到会，不签署会议纪要。"
        elif seat and minutes.signatures.filter(seat=seat).exists():
            yield "您已签署会议纪要，无需重复办理。"

    def obstacles(self, subject: Meeting, actor: Actor, *, objection: str = "", **data: Any) -> Iterable[str]:
        """An objection is short."""
        yield from self.standing(subject, actor)
        if len(objection.strip()) > _LONGEST:
            yield f"异议不能超过 {_LONGEST} 字，请精简。"

    def act(self, subject: Meeting, actor: Actor, *, objection: str = "", **data: Any) -> dict[str, Any]:
        """Sign."""
        seat, minutes = seat_of(actor, subject), Minutes.objects.get(meeting=subject)
        assert seat is not None, "concerns() has found it"  # noqa: S101 - in the same transaction, under the same lock
        countersign(minutes, seat, objection.strip())
        return {"seat": seat.label, "minutes": minutes.sha256, "objection": bool(objection.strip())}

    def messages(self, subject: Meeting, actor: Actor, *, objection: str = "", **data: Any) -> Iterable[Message]:
        """Tell the office of an objection."""
        if objection.strip():
            text = f"“{subject.name}”的会议纪要有一条异议，请查看并妥善处理；异议随纪要保存。"
            yield from to_office(subject.plan.office, "会议纪要有异议", text, subject)


SIGN_MINUTES = SignMinutes()
