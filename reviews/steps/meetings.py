"""The forms of the acts around a meeting: of its office, of its room, and of its cases while it decides on them."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Agency
from accounts.services.notices import Message
from reviews.models import Application, Meeting, MeetingItem
from reviews.permissions import chairs, chairs_item, runs_meeting, sits_on, supervises_plan
from reviews.steps.base import CaseStep, ItemStep, MeetingStep, tell_agency

FILING_CLAUSE = "衢市人社专〔2021〕61号 一(三)"
MEETING_CLAUSE = "衢市人社专〔2021〕61号 一(四)"
RESULT_CLAUSE = "衢市人社专〔2021〕61号 一(五)"


class StandingMixin:
    """Obstacles that stand whatever is filled in; a page shows them before the button is pressed."""

    def standing(self, subject: Any, actor: Actor) -> Iterable[str]:
        """Yield them."""
        return ()

    def obstacles(self, *given: Any, **data: Any) -> Iterable[str]:
        """Yield what stands in the way of (subject, actor); an act with a form adds what is missing in it."""
        return self.standing(*given)


class OfficeStep(StandingMixin, MeetingStep):
    """An act of the committee office."""

    roles = frozenset({Role.COMMITTEE_OFFICE})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """Only the office of the plan."""
        return runs_meeting(actor, subject)


class BureauStep(StandingMixin, MeetingStep):
    """An act of the HR bureau."""

    roles = frozenset({Role.HR_BUREAU})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """Only the bureau of the plan."""
        return supervises_plan(actor, subject.plan)


class PanelStep(StandingMixin, MeetingStep):
    """An act of a drawn expert in the room."""

    roles = frozenset({Role.EXPERT})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """Only who was drawn into this panel."""
        return sits_on(actor, subject)


class ChairStep(StandingMixin, MeetingStep):
    """An act of the chair, or of the office in his presence."""

    roles = frozenset({Role.COMMITTEE_OFFICE, Role.EXPERT})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """The office of the plan, or the chair of this very panel."""
        return runs_meeting(actor, subject) or chairs(actor, subject)


class ChairItemStep(StandingMixin, ItemStep):
    """An act of the chair on one item."""

    roles = frozenset({Role.EXPERT})

    def concerns(self, subject: MeetingItem, actor: Actor) -> bool:
        """Only the chair of this very panel."""
        return chairs_item(actor, subject)


class DecidedCaseStep(CaseStep):
    """What a meeting does to a case. It comes about through an act on the meeting and never on the case alone."""

    # The act on the meeting that brings it about, as its button says.
    through = ""

    def is_open_to(self, subject: Application, actor: Actor) -> bool:
        """Never offered on the case itself."""
        return False

    def obstacles(
        self, subject: Application, actor: Actor, *, meeting: Meeting | None = None, **data: Any
    ) -> Iterable[str]:
        """Ask for the meeting, with the case on its agenda."""
        if meeting is None or not meeting.items.filter(application=subject).exists():
            yield f"该事项随评审会议办理，请在会议页面办理“{self.through}”。"


def to_office(agency: Agency, title: str, body: str, meeting: Meeting) -> Iterable[Message]:
    """Yield a message to everybody who works for an office."""
    return tell_agency(agency, title, body, f"/meetings/{meeting.pk}/")
