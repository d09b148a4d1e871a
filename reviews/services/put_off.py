"""The end of a publicity is put off because the holidays were announced otherwise: who is told, and what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import JournalEntry, User
from accounts.services.notices import Message
from reviews.models import Publicity, PublicityEntry
from reviews.services.crowd import officers_by_agency, officers_by_employer
from zcps.templatetags.chinese import cn_close

_TITLE = "公示截止时间顺延"


@dataclass(frozen=True)
class Change:
    """A publicity whose period was counted anew: the end that was told before, and what the journal says of it."""

    publicity: Publicity
    told: dt.datetime
    entry: JournalEntry

    @property
    def is_put_off(self) -> bool:
        """Whether it ends later than was told."""
        return self.publicity.earliest_close > self.told


def news_of(changes: Sequence[Change]) -> dict[int, list[Message]]:
    """Return what the people in each publicity, and its publisher, are told; read for all of them at once."""
    publicities = [change.publicity for change in changes]
    shown = _shown(publicities)
    employers = officers_by_employer(publicities)
    agencies = officers_by_agency({one.agency_id for one in publicities if one.agency_id})
    found: dict[int, list[Message]] = {}
    for change in changes:
        one = change.publicity
        officers = [*employers.get(one.employer_id, []), *agencies.get(one.agency_id, [])]
        found[one.pk] = [_message(user, change) for user in (*shown[one.pk], *officers)]
    return found


def _shown(publicities: Iterable[Publicity]) -> dict[int, list[User]]:
    standing = PublicityEntry.objects.filter(publicity__in=publicities, released_at=None)
    rows = standing.select_related("application__applicant__user").order_by("pk")
    found: dict[int, list[User]] = defaultdict(list)
    for entry in rows.only("publicity_id", "application__applicant__user__name"):
        found[entry.publicity_id].append(entry.application.applicant.user)
    return found


def _message(user: User, change: Change) -> Message:
    body = (
        f"国务院办公厅公布的节假日安排与原来不同，{change.publicity.title}按新安排重新计算工作日，"
        f"最早截止时间由{cn_close(change.told)}顺延至{cn_close(change.publicity.earliest_close)}。"
    )
    return Message(user, _TITLE, body, f"/publicities/{change.publicity.pk}/")
