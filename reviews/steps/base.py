"""The forms of the acts of this app: on a case, a plan, a meeting, an item of its agenda."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Agency
from accounts.selectors.offices import users_of
from accounts.services import clock_doubt
from accounts.services.notices import Message
from accounts.steps.base import ActRefused, Step, perform, reasons_against
from reviews.models import Application, Meeting, MeetingItem, Plan
from reviews.permissions import employs, holds, owns, runs_plan, supervises_plan
from zcps.templatetags.chinese import cn_deadline

__all__ = ["ActRefused", "CaseStep", "ItemStep", "MeetingStep", "PlanStep", "perform", "reasons_against", "tell_agency"]


class CaseStep(Step[Application]):
    """An act on an application, by the one who holds it."""

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The applicant for his own case, the employer for its people, an office for what it holds; the clock."""
        if actor.role == Role.CLOCK:
            return True
        return owns(actor, subject) or employs(actor, subject) or holds(actor, subject)

    def about(self, subject: Application) -> Iterable[int | None]:
        """The applicant."""
        return [subject.applicant.user_id]

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Yield the obstacles that stand whatever is filled in; a page shows them before the button is pressed."""
        return ()

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """Yield what stands in the way; an act with a form adds what is missing in it."""
        return self.standing(subject, actor)

    def case_of(self, subject: Application) -> int | None:
        """The case itself."""
        return subject.pk

    def tell_applicant(self, subject: Application, title: str, body: str) -> Iterable[Message]:
        """Yield the one message to the applicant."""
        yield Message(subject.applicant.user, title, body, f"/applications/{subject.pk}/")

    def left_open(self, subject: Application, deadline: dt.datetime) -> Iterable[Message]:
        """Tell the committee's office: whether it was in time is for a person to say, and never for such a clock."""
        body = (
            f"{subject.applicant.user.name}的申报办理“{self.verb}”时平台时钟存疑，不能确定是否在期限内"
            f"（{cn_deadline(deadline)}）。平台已经受理，没有因此退回。请对照办理记录核定：在期限内的，按程序继续办理；"
            "确已逾期的，按公告规定办理并写明理由。"
        )
        yield from tell_agency(subject.plan.office, "请核定是否在期限内办理", body, f"/applications/{subject.pk}/")

    def overdue(self, subject: Application) -> Iterable[str]:
        """Yield the sentence for an act after its deadline (S0 五(二) 逾期不再受理)."""
        if subject.due_at and clock_doubt.has_passed(subject.due_at):
            yield (
                "办理时限已过，按公告规定逾期不再受理（衢经信产融〔2022〕44号 五(二)）。"
                "如有不可抗力等情形，请联系评委会办公室。"
            )


class PlanStep(Step[Plan]):
    """An act on a plan, by its committee office or its HR bureau."""

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """The office of this plan, or the bureau above it."""
        return runs_plan(actor, subject) or supervises_plan(actor, subject)


def tell_agency(agency: Agency, title: str, body: str, url: str) -> Iterable[Message]:
    """Yield a message to everybody who works for an office."""
    return (Message(user, title, body, url) for user in users_of(agency))


class MeetingStep(Step[Meeting]):
    """An act on a meeting, by the committee office or the HR bureau of its plan."""

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """The office or the bureau of the meeting's plan."""
        return runs_plan(actor, subject.plan) or supervises_plan(actor, subject.plan)

    def about(self, subject: Meeting) -> Iterable[int | None]:
        """Whose cases are on the agenda."""
        return subject.items.order_by().values_list("application__applicant__user_id", flat=True)


class ItemStep(Step[MeetingItem]):
    """An act on an item of the agenda."""

    def concerns(self, subject: MeetingItem, actor: Actor) -> bool:
        """Decided by each act: the chair opens and closes, experts vote."""
        return False

    def case_of(self, subject: MeetingItem) -> int | None:
        """The case on the agenda. Never for a ballot: see cast.py."""
        return subject.application_id
