"""discard_calendar: a draft of a notice on holidays is given up."""

from typing import Any

from accounts.actor import Actor
from reviews.enums import CalendarStage
from reviews.models import CalendarNotice
from reviews.steps.calendar_notice import CalendarStep, content_of


class DiscardCalendar(CalendarStep):
    """Its number is free again; what was typed in stays on record."""

    name = "discard_calendar"
    verb = "放弃草稿"
    before = frozenset({CalendarStage.DRAFT})
    after = CalendarStage.DISCARDED

    def act(self, subject: CalendarNotice, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep what was given up."""
        return content_of(subject)


DISCARD_CALENDAR = DiscardCalendar()
