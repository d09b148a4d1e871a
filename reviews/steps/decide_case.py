"""decide_case: the panel's vote becomes the outcome of the case."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import Stage
from reviews.models import Application, Meeting, MeetingItem
from reviews.permissions import chairs_item
from reviews.services import handover
from reviews.steps.meetings import MEETING_CLAUSE, DecidedCaseStep


class DecideCase(DecidedCaseStep):
    """Passed, or not passed; the arithmetic is kept with it."""

    name = "decide_case"
    verb = "确定表决结果"
    clause = f"{MEETING_CLAUSE}；衢经信产融〔2022〕44号 一(一)5"
    roles = frozenset({Role.EXPERT})
    before = frozenset({Stage.IN_REVIEW})
    through = "结束表决"

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """Whoever presides over a meeting on whose agenda the case stands."""
        return any(chairs_item(actor, item) for item in subject.meeting_items.select_related("meeting"))

    def obstacles(
        self,
        subject: Application,
        actor: Actor,
        *,
        meeting: Meeting | None = None,
        item: MeetingItem | None = None,
        **data: Any,
    ) -> Iterable[str]:
        """The item has been counted."""
        yield from super().obstacles(subject, actor, meeting=meeting)
        if item is None or item.application_id != subject.pk or item.passed is None:
            yield "该申报尚未计票，请由主任委员结束本项表决。"

    def act(self, subject: Application, actor: Actor, *, item: MeetingItem, **data: Any) -> dict[str, Any]:
        """Move the case on, or end it."""
        if item.passed:
            handover.to_office(subject, Stage.PASSED)
        else:
            handover.to_nobody(subject, Stage.NOT_PASSED)
        return {"arithmetic": item.arithmetic, "meeting": item.meeting.number}

    def signs_as(self, actor: Actor) -> Actor:
        """The panel decides; on the applicant's timeline no expert has a name (专家名单不公布)."""
        return Actor(Role.EXPERT)


def locked_case(item: MeetingItem) -> Application:
    """Lock the case of an item; before the first entry of the journal, as everywhere."""
    return Application.objects.select_for_update(of=("self",), no_key=True).get(pk=item.application_id)


DECIDE_CASE = DecideCase()
