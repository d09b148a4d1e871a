"""revise_calendar: an officer mends the draft of a notice on holidays."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from law.calendar import CalendarNotice as Content
from reviews.enums import CalendarStage
from reviews.models import CalendarNotice
from reviews.services.calendar_notices import fill, problems, write_days
from reviews.steps.calendar_notice import CalendarStep


class ReviseCalendar(CalendarStep):
    """What is typed anew takes the place of what stood there."""

    name = "revise_calendar"
    verb = "保存修改"
    before = frozenset({CalendarStage.DRAFT})
    after = CalendarStage.DRAFT

    def obstacles(
        self, subject: CalendarNotice, actor: Actor, *, content: Content | None = None, **data: Any
    ) -> Iterable[str]:
        """Whatever is wrong with it."""
        return ["请填写通知内容。"] if content is None else problems(content, subject)

    def act(self, subject: CalendarNotice, actor: Actor, *, content: Content, **data: Any) -> dict[str, Any]:
        """Write it down; whoever mended it may not approve it."""
        fill(subject, content)
        write_days(subject, content.days)
        assert actor.user is not None, "an officer acts"  # noqa: S101 - roles lets in officers only
        subject.created_by = actor.user
        return {"year": content.year, "document": content.document}


REVISE_CALENDAR = ReviseCalendar()
