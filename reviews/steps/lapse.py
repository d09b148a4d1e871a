"""逾期失效: the clock ends a case whose time has run out."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from accounts.services.notices import Message
from accounts.steps.many import Data, ManyStep
from reviews.enums import LAPSING, Stage
from reviews.models import Application
from reviews.selectors.joint import due_of, names
from reviews.services import crowd, handover
from reviews.services.sweep import PERFORMED_BY_CLOCK
from reviews.steps.base import CaseStep
from reviews.steps.opinions import case_address, person, tell_employer
from zcps import clock
from zcps.templatetags.chinese import cn_close, cn_deadline


class Lapse(ManyStep[Application], CaseStep):
    """逾期不再受理 (S0 五(二)); never early."""

    name = "lapse"
    verb = "逾期失效"
    clause = "衢经信产融〔2022〕44号 五(二)"
    roles = frozenset({Role.CLOCK})
    before = frozenset(LAPSING)
    after = Stage.LAPSED
    writes = crowd.MOVED

    def narrowed(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        """Without what the person filled in."""
        return crowd.narrowed(rows)

    def gather(self, subjects: Sequence[Application], by: Actor) -> Mapping[int, Data]:
        """Whose time has run out, and who acts for him and for the employer."""
        crowd.give_plans(subjects)
        agencies = crowd.give_holders(subjects)
        employers, offices = crowd.officers_by_employer(subjects), crowd.officers_by_agency(agencies)
        return {
            one.pk: {
                "due": one.due_at,
                "officers": employers.get(one.employer_id, []),
                "colleagues": [user for agency in due_of(one) for user in offices.get(agency.pk, [])],
            }
            for one in subjects
        }

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Not before the deadline, and never without one."""
        if subject.due_at is None:
            yield "本环节没有办理时限，不会逾期。"
        elif clock.now() < subject.due_at:
            yield f"办理时限为{cn_deadline(subject.due_at)}，尚未届满。"

    def act(self, subject: Application, actor: Actor, **data: Any) -> dict[str, Any]:
        """End the case; keep whose time had run out."""
        kept = {"due": subject.due_at.isoformat() if subject.due_at else "", "held_by": _holder(subject)}
        handover.to_nobody(subject, Stage.LAPSED)
        return kept

    def messages(
        self,
        subject: Application,
        actor: Actor,
        *,
        due: dt.datetime | None = None,
        officers: Sequence[User] | None = None,
        colleagues: Sequence[User] | None = None,
        **data: Any,
    ) -> Iterable[Message]:
        """Tell the applicant; once the case had been filed its employer; and the offices that let it lie."""
        text = f"{subject.plan.name}的申报截至{cn_close(due)}未办结，按公告规定逾期不再受理。"
        yield from self.tell_applicant(subject, "申报已逾期失效", f"您在{text}")
        if subject.filed_at:
            yield from tell_employer(subject, "申报已逾期失效", f"{person(subject)}在{text}", officers)
        for officer in colleagues or ():
            yield Message(officer, "申报已逾期失效", f"{person(subject)}在{text}", case_address(subject))


def _holder(subject: Application) -> str:
    return names(due_of(subject))


LAPSE = PERFORMED_BY_CLOCK["lapse"] = Lapse()
