"""The form of the acts by which the parties of a draw bring in chance: each lodges a number, each opens it."""

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.permissions import observes_draw, oversees_meeting, runs_meeting
from reviews.steps.base import MeetingStep
from reviews.steps.meetings import MEETING_CLAUSE, StandingMixin


class DrawPartyStep(StandingMixin, MeetingStep):
    """An act of a party of the draw."""

    clause = MEETING_CLAUSE
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.SUPERVISION, Role.HR_BUREAU, Role.FOUNDING_BODY})
    before = frozenset({MeetingStage.CONFIRMED})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """The office that operates the draw, the one that oversees it, and the observer."""
        return runs_meeting(actor, subject) or oversees_meeting(actor, subject) or observes_draw(actor, subject)
