"""revise_meeting: the committee office changes a meeting that has not been filed yet."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from accounts.actor import Actor
from reviews.enums import MeetingStage
from reviews.models import Application, Meeting
from reviews.services.committees import term_problems
from reviews.services.meetings import set_agenda
from reviews.steps.meetings import FILING_CLAUSE, OfficeStep
from reviews.steps.schedule_meeting import too_soon, wrong_agenda
from zcps import clock


class ReviseMeeting(OfficeStep):
    """Name, time, place, seats and agenda can change until the filing; afterwards the bureau relies on them."""

    name = "revise_meeting"
    verb = "修改会议安排"
    clause = FILING_CLAUSE
    before = frozenset({MeetingStage.SCHEDULED})

    def obstacles(
        self,
        subject: Meeting,
        actor: Actor,
        *,
        convenes_at: dt.datetime,
        seats: int,
        applications: Sequence[Application],
        **data: Any,
    ) -> Iterable[str]:
        """The same as when it was created."""
        yield from too_soon(subject.plan, convenes_at)
        yield from term_problems(subject.committee, convenes_at.astimezone(clock.SHANGHAI).date())
        yield from wrong_agenda(subject.plan, subject.committee, seats, applications, subject)

    def act(  # noqa: PLR0913 - the form of a meeting has this many fields, all named at the call
        self,
        subject: Meeting,
        actor: Actor,
        *,
        name: str,
        convenes_at: dt.datetime,
        place: str,
        seats: int,
        applications: Sequence[Application],
        **data: Any,
    ) -> dict[str, Any]:
        """Write the new arrangement."""
        subject.name, subject.place, subject.seats, subject.convenes_at = name, place, seats, convenes_at
        set_agenda(subject, applications)
        return {"convenes_at": convenes_at.isoformat(), "seats": seats, "cases": len(applications)}


REVISE_MEETING = ReviseMeeting()
