"""The alarm for a notice on holidays that should be in by now: said once to everybody who could type it in."""

from accounts.models import Notice
from accounts.services import notices
from accounts.services.notices import Message
from reviews.selectors.calendar import missing_year
from reviews.services.calendar_notices import keepers


def remind_of_missing_notice() -> int:
    """Tell the officers of the bureaus that keep the calendar, each once for a year; return how many were told."""
    year = missing_year()
    if year is None:
        return 0
    event = f"calendar_missing:{year}"
    people = keepers()
    told = set(Notice.objects.filter(event=event, recipient__in=people).values_list("recipient_id", flat=True))
    waiting = [user for user in people if user.pk not in told]
    notices.queue(event, [Message(user, *words_for(year), "/office/calendar/") for user in waiting])
    return len(waiting)


def words_for(year: int) -> tuple[str, str]:
    """Return title and text of the alarm."""
    text = (
        f"{year}年的节假日安排还没有录入。涉及{year}年的公示期均为暂定，录入并复核前不会结束；"
        "国务院办公厅公布后，请及时录入通知。"
    )
    return f"请录入{year}年放假通知", text
