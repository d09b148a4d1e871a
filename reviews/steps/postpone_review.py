"""postpone_review: a case that a meeting could not vote on waits for the next one."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application, Meeting
from reviews.services import handover
from reviews.steps.meetings import MEETING_CLAUSE, DecidedCaseStep


class PostponeReview(DecidedCaseStep):
    """Nothing is lost: the case is ready as it was before the meeting convened."""

    name = "postpone_review"
    verb = "退回待评审"
    clause = MEETING_CLAUSE
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.EXPERT})
    before = frozenset({Stage.IN_REVIEW})
    after = Stage.READY
    through = "移至下次会议"

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """Whoever may take an item off the agenda: that act asks."""
        return True

    def act(self, subject: Application, actor: Actor, *, meeting: Meeting, reason: str, **data: Any) -> dict[str, Any]:
        """The office keeps the case."""
        handover.to_office(subject, Stage.READY)
        return {"meeting": meeting.number, "reason": reason}

    def messages(self, subject: Application, actor: Actor, *, reason: str, **data: Any) -> Iterable[Message]:
        """Tell the applicant."""
        text = f"您申报的{subject.title}未在本次评审会议上表决，将列入下次会议。理由：{reason}。您无需办理任何手续。"
        return self.tell_applicant(subject, "评审移至下次会议", text)

    def signs_as(self, actor: Actor) -> Actor:
        """On the applicant's timeline no expert has a name (专家名单不公布)."""
        return Actor(Role.EXPERT) if actor.role == Role.EXPERT else actor


POSTPONE_REVIEW = PostponeReview()
