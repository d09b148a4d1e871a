"""begin_review: a case comes before the panel, with the meeting that convenes."""

from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import Stage
from reviews.models import Application
from reviews.services import handover
from reviews.steps.meetings import MEETING_CLAUSE, DecidedCaseStep


class BeginReview(DecidedCaseStep):
    """From here the applicant can no longer withdraw."""

    name = "begin_review"
    verb = "提交会议评审"
    clause = MEETING_CLAUSE
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.EXPERT})
    before = frozenset({Stage.READY})
    after = Stage.IN_REVIEW
    through = "宣布开会"

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """Whoever may convene the meeting: its convening asks."""
        return True

    def act(self, subject: Application, actor: Actor, **data: Any) -> dict[str, Any]:
        """The office keeps the case while the panel reviews it."""
        handover.to_office(subject, Stage.IN_REVIEW)
        return {"meeting": data["meeting"].number}

    def signs_as(self, actor: Actor) -> Actor:
        """The office by its name, the chair as an expert: the timeline names none (专家名单不公布)."""
        return Actor(Role.EXPERT) if actor.role == Role.EXPERT else actor


BEGIN_REVIEW = BeginReview()
