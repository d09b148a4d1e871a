"""revise_meeting: the committee office changes a meeting; one that was filed goes back and is filed anew."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.models import Application, Meeting
from reviews.services.agendas import set_agenda
from reviews.services.committees import term_problems
from reviews.steps.meeting_changes import CHANGEABLE, changed, obstacles_to, put_back, tell_of
from reviews.steps.meetings import FILING_CLAUSE, OfficeStep
from reviews.steps.schedule_meeting import too_soon, wrong_agenda
from zcps import clock


class ReviseMeeting(OfficeStep):
    """Until it convenes. After the filing the bureau relies on it: date, place, seats and agenda need a new one."""

    name = "revise_meeting"
    verb = "修改会议安排"
    clause = FILING_CLAUSE
    before = CHANGEABLE

    def obstacles(  # noqa: PLR0913 - the form of a meeting has this many fields, all named at the call
        self,
        subject: Meeting,
        actor: Actor,
        *,
        convenes_at: dt.datetime,
        place: str,
        seats: int,
        applications: Sequence[Application],
        reason: str = "",
        **data: Any,
    ) -> Iterable[str]:
        """The same as when it was created; of a meeting that was filed, why it changes."""
        changes = _changes(subject, convenes_at, place, seats, applications)
        if changes or not subject.filed_at:
            yield from too_soon(subject.plan, convenes_at)
        yield from term_problems(subject.committee, convenes_at.astimezone(clock.SHANGHAI).date())
        yield from wrong_agenda(subject.plan, subject.committee, seats, applications, subject)
        yield from obstacles_to(subject, changes, reason)

    def act(  # noqa: PLR0913 - as above
        self,
        subject: Meeting,
        actor: Actor,
        *,
        name: str,
        convenes_at: dt.datetime,
        place: str,
        seats: int,
        applications: Sequence[Application],
        reason: str = "",
        **data: Any,
    ) -> dict[str, Any]:
        """Write the new arrangement; what was filed and confirmed before counts no longer."""
        changes = _changes(subject, convenes_at, place, seats, applications)
        undone = put_back(subject, changes, reason)
        subject.name, subject.place, subject.seats, subject.convenes_at = name, place, seats, convenes_at
        if "observer" in data:
            subject.observer = data["observer"]
        set_agenda(subject, applications)
        return {"convenes_at": convenes_at.isoformat(), "seats": seats, "cases": len(applications), **undone}

    def messages(self, subject: Meeting, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[Message]:
        """Tell the bureau what it confirmed no longer holds."""
        return tell_of(subject) if reason.strip() else ()


def _changes(
    meeting: Meeting, convenes_at: dt.datetime, place: str, seats: int, applications: Sequence[Application]
) -> list[str]:
    given = {"convenes_at": convenes_at, "place": place, "seats": seats, "applications": applications}
    return changed(meeting, given)


REVISE_MEETING = ReviseMeeting()
