"""The form of the acts on a notice on holidays: by the HR bureau of a city or of the province."""

from collections.abc import Iterable, Iterator
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.models import CalendarNotice
from reviews.permissions import keeps_calendar
from reviews.selectors.calendar import as_law
from reviews.services.calendar_notices import problems


class CalendarStep(Step[CalendarNotice]):
    """An act on a notice; what it counts for is said by the Civil Code and by 放假办法 第七条."""

    clause = "民法典 第二百零三条；国务院办公厅年度放假通知"
    roles = frozenset({Role.HR_BUREAU})

    def concerns(self, subject: CalendarNotice, actor: Actor) -> bool:
        """An officer of a bureau that keeps the calendar."""
        return keeps_calendar(actor)


def standing_problems(notice: CalendarNotice) -> list[str]:
    """Return what is wrong with a notice as it stands: another may have been approved meanwhile."""
    return problems(as_law(notice), notice)


def content_of(notice: CalendarNotice) -> dict[str, Any]:
    """Return what the journal keeps of a notice: enough to see afterwards what was approved."""
    days = [[day.day.isoformat(), "上班" if day.is_working else day.occasion] for day in notice.days.all()]
    return {
        "year": notice.year,
        "document": notice.document,
        "published_on": notice.published_on.isoformat(),
        "days": days,
    }


def tell(people: Iterable[User | None], notice: CalendarNotice, title: str, body: str) -> Iterator[Message]:
    """Yield one message to each, with the way to the notice."""
    for user in people:
        if user is not None:
            yield Message(user, title, body, f"/office/calendar/{notice.pk}/")
