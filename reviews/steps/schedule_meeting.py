"""schedule_meeting: the committee office creates a meeting with its agenda."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Agency
from reviews.enums import PlanStage, Stage
from reviews.models import Application, Committee, Meeting, Plan
from reviews.permissions import runs_plan
from reviews.selectors.deadlines import first_meeting_day
from reviews.selectors.meetings import possible_observers, waiting_cases
from reviews.services.agendas import set_agenda
from reviews.services.committees import term_problems
from reviews.steps.base import PlanStep
from reviews.steps.meetings import FILING_CLAUSE
from zcps import clock
from zcps.templatetags.chinese import cn_date

MIN_SEATS = 5


class ScheduleMeeting(PlanStep):
    """A meeting of one committee of the plan, with cases that are ready. The meeting is found by the number given."""

    name = "schedule_meeting"
    verb = "创建评审会议"
    clause = FILING_CLAUSE
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({PlanStage.PUBLISHED, PlanStage.CLOSED})

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """Only the office whose plan it is."""
        return runs_plan(actor, subject)

    def obstacles(
        self,
        subject: Plan,
        actor: Actor,
        *,
        committee: Committee,
        convenes_at: dt.datetime,
        seats: int,
        applications: Sequence[Application],
        **data: Any,
    ) -> Iterable[str]:
        """The committee is the plan's, there is a week left, and the cases wait for it."""
        if subject.is_initial:
            yield f"“{subject.name}”是职称初定计划，由{subject.determiner.name}审核初定，不召开评审会议。"
            return
        if not subject.titles.filter(committee=committee).exists():
            yield f"“{committee.name}”不评审本计划的资格，请选择本计划的评审委员会。"
        yield from too_soon(subject, convenes_at)
        yield from term_problems(committee, convenes_at.astimezone(clock.SHANGHAI).date())
        yield from wrong_agenda(subject, committee, seats, applications)

    def act(  # noqa: PLR0913 - as above
        self,
        subject: Plan,
        actor: Actor,
        *,
        number: str,
        committee: Committee,
        name: str,
        convenes_at: dt.datetime,
        place: str,
        seats: int,
        applications: Sequence[Application],
        **data: Any,
    ) -> dict[str, Any]:
        """Write the meeting and its agenda."""
        meeting = Meeting.objects.create(
            plan=subject,
            committee=committee,
            name=name,
            number=number,
            convenes_at=convenes_at,
            place=place,
            seats=seats,
            observer=data["observer"] if "observer" in data else _observer(subject, committee),
            created_at=clock.now(),
        )
        set_agenda(meeting, applications)
        return {"meeting": meeting.pk, "number": number, "cases": len(applications)}


def _observer(plan: Plan, committee: Committee) -> Agency | None:
    return next(iter(possible_observers(plan, committee)), None)


def too_soon(plan: Plan, convenes_at: dt.datetime) -> Iterable[str]:
    """Yield the sentence for a meeting that leaves the bureau less than the plan's lead (一周前)."""
    day = convenes_at.astimezone(clock.SHANGHAI).date()
    earliest = first_meeting_day(plan)
    if day < earliest:
        yield (
            f"评审会议须提前 {plan.filing_lead_days} {plan.get_filing_lead_unit_display()}报备案（{FILING_CLAUSE}），"
            f"今天办理最早可于{cn_date(earliest)}召开，现定于{cn_date(day)}。请改定召开时间。"
        )


def wrong_agenda(
    plan: Plan, committee: Committee, seats: int, applications: Sequence[Application], meeting: Meeting | None = None
) -> Iterable[str]:
    """Yield what is wrong with the seats and the cases chosen; cases on `meeting` itself count as free."""
    if seats < MIN_SEATS:
        yield f"执行委员会人数不得少于 {MIN_SEATS} 人，现为 {seats} 人，请修改。"
    if not applications:
        yield "请至少选择一名评审对象。"
    free = set(waiting_cases(plan, committee).values_list("pk", flat=True))
    if meeting:
        own = meeting.items.filter(application__stage=Stage.READY)
        free |= set(own.values_list("application_id", flat=True))
    for case in applications:
        if case.pk not in free:
            name = case.applicant.user.name
            yield f"{name}的申报当前为“{case.get_stage_display()}”，或已列入其他会议，不能列入本次议程，请取消选择。"


SCHEDULE_MEETING = ScheduleMeeting()
