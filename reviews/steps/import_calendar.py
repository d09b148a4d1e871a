"""import_calendar: an officer hands the notice that he typed in to a second one."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from law.calendar_notices import remarks
from reviews.enums import CalendarStage
from reviews.models import CalendarNotice
from reviews.selectors.calendar import as_law, known_calendar
from reviews.services.calendar_notices import keepers
from reviews.steps.calendar_notice import CalendarStep, content_of, standing_problems, tell
from zcps import clock


class ImportCalendar(CalendarStep):
    """It counts for nothing until the second officer has held it against the original."""

    name = "import_calendar"
    verb = "提交复核"
    asks_for_second = True
    decisive = True
    before = frozenset({CalendarStage.DRAFT})
    after = CalendarStage.SUBMITTED

    def obstacles(
        self, subject: CalendarNotice, actor: Actor, *, has_looked: bool = False, **data: Any
    ) -> Iterable[str]:
        """Everything that is wrong; what is odd has to be looked at."""
        yield from standing_problems(subject)
        if not has_looked and any(remarks(as_law(subject), known_calendar())):
            yield "请对照通知原文核对页面上的提示，并勾选“已对照原文核对”后再提交。"

    def act(self, subject: CalendarNotice, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark who hands it over."""
        subject.imported_by, subject.imported_at, subject.return_reason = actor.user, clock.now(), ""
        return content_of(subject)

    def messages(self, subject: CalendarNotice, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the others, one of whom has to approve it."""
        others = keepers(but=[actor.user.pk if actor.user else None])
        text = f"{subject.document}（{subject.year}年）已录入，请由另一名经办人对照通知原文复核，复核通过后生效。"
        return tell(others, subject, "放假通知待复核", text)


IMPORT_CALENDAR = ImportCalendar()
