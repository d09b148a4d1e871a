"""return_calendar: the second officer sends the notice back."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import CalendarStage
from reviews.models import CalendarNotice
from reviews.steps.calendar_notice import CalendarStep, tell


class ReturnCalendar(CalendarStep):
    """Something is not as it was published."""

    name = "return_calendar"
    verb = "退回修改"
    before = frozenset({CalendarStage.SUBMITTED})
    after = CalendarStage.DRAFT

    def obstacles(self, subject: CalendarNotice, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """Nobody mends what he is not told."""
        if not reason.strip():
            yield "请写明退回的理由和需要修改的内容。"

    def act(self, subject: CalendarNotice, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Keep why."""
        subject.return_reason = reason.strip()
        return {"document": subject.document, "reason": reason.strip()}

    def messages(self, subject: CalendarNotice, actor: Actor, *, reason: str, **data: Any) -> Iterable[Message]:
        """Tell who had submitted it."""
        return tell([subject.imported_by], subject, "放假通知已退回修改", reason.strip())


RETURN_CALENDAR = ReturnCalendar()
