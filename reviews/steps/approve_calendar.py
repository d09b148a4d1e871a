"""approve_calendar: a second officer finds the notice as it was published; from here its days count everywhere."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from accounts.services.persons import against_second
from reviews.enums import CalendarStage
from reviews.models import CalendarNotice
from reviews.selectors.calendar import as_law, forget
from reviews.services.calendar_notices import shifts
from reviews.steps.calendar_notice import CalendarStep, content_of, standing_problems, tell
from zcps import clock

OWN_WORK = "本通知由您录入或提交，须由另一名经办人对照原文复核。"


class ApproveCalendar(CalendarStep):
    """Running periods and time limits are counted anew afterwards (reviews.services.sweep.recount_after_notices)."""

    name = "approve_calendar"
    verb = "复核通过"
    decisive = True
    before = frozenset({CalendarStage.SUBMITTED})
    after = CalendarStage.APPROVED

    def obstacles(self, subject: CalendarNotice, actor: Actor, **data: Any) -> Iterable[str]:
        """Nobody approves what he typed in himself."""
        if against := against_second(actor.user, [subject.created_by_id, subject.imported_by_id], OWN_WORK):
            yield against
        yield from standing_problems(subject)

    def act(self, subject: CalendarNotice, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep what it says and how many running periods it touches."""
        touched = len(shifts(as_law(subject)))
        subject.approved_by, subject.approved_at = actor.user, clock.now()
        forget()
        return {**content_of(subject), "periods": touched}

    def messages(self, subject: CalendarNotice, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell who had typed it in."""
        people = {user.pk: user for user in (subject.created_by, subject.imported_by) if user}
        text = (
            f"{subject.document}（{subject.year}年）已复核通过并生效，"
            "正在进行的公示期和异议、复查、补正、陈述申辩的期限按新安排重新计算。"
        )
        return tell(people.values(), subject, "放假通知已生效", text)


APPROVE_CALENDAR = ApproveCalendar()
