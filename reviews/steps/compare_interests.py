"""compare_interests: the committee office has the agenda compared with the pool once more."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.services.conflicts import suggest
from reviews.steps.meetings import MEETING_CLAUSE, OfficeStep


class CompareInterests(OfficeStep):
    """The filing does it by itself; again when archives, the pool or the requests of applicants have changed."""

    name = "compare_interests"
    verb = "比对利害关系"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.SCHEDULED, MeetingStage.FILED, MeetingStage.CONFIRMED, MeetingStage.DRAWN})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """There is somebody to compare with."""
        if not subject.items.exists():
            yield "议程中没有评审对象，请先修改会议安排，选择评审对象。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep what is new."""
        return {"found": suggest(subject)}


COMPARE_INTERESTS = CompareInterests()
