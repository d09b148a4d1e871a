"""提交推荐意见: the employer recommends, and says how its publicity went."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import PublicityKind, Stage, Verdict
from reviews.models import Application, PublicityEntry
from reviews.services import handover
from reviews.steps.opinions import OpinionStep, keep_opinion
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_date

_ONE_DAY = dt.timedelta(days=1)


class SubmitEmployerOpinion(OpinionStep):
    """Dates and outcome of the publicity stand in the opinion (S0 一(一)2; S1 三(二))."""

    name = "submit_employer_opinion"
    verb = "提交推荐意见"
    clause = "衢经信产融〔2022〕44号 一(一)2；浙经信消费〔2022〕203号 三(二)"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({Stage.EMPLOYER_OPINION_DUE})
    after = Stage.RECOMMENDATION
    asks = "推荐意见"

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The deadline, and somebody to send the case to."""
        yield from super().standing(subject, actor)
        yield from handover.no_body_at(subject, handover.first_leg(subject))

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the opinion with the record of the publicity, and send the case to the first body."""
        record = record_of_publicity(subject)
        keep_opinion(subject, actor, Verdict.AGREE, f"{record}{text.strip()}")
        handover.to_leg(subject, handover.first_leg(subject))
        return {"publicity": record, "to": subject.holder.name if subject.holder else ""}

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """What the applicant is told."""
        return "单位已推荐", f"所在单位已提交推荐意见，您的申报现由{subject.holder}审核。"


def record_of_publicity(subject: Application) -> str:
    """Return the sentence on the last publicity of the employer: from when to when, how many days, what came of it."""
    ended = subject.publicity_entries.filter(publicity__kind=PublicityKind.EMPLOYER, released_at__isnull=False)
    entry = ended.select_related("publicity").order_by("-pk").first()
    if entry is None or entry.released_at is None:
        return ""
    opened = cn_date(entry.publicity.opened_at.astimezone(SHANGHAI).date())
    # A period that ends at 24:00 of a day is released at 00:00 of the next or later; its last day is the one before.
    last = cn_date((entry.publicity.earliest_close.astimezone(SHANGHAI)).date() - _ONE_DAY)
    return f"公示情况：{opened}至{last}公示，共 {entry.publicity.working_days} 个工作日，{_outcome(entry)}。"


def _outcome(entry: PublicityEntry) -> str:
    raised = entry.objections.count()
    return f"收到异议 {raised} 件，经核查均不成立" if raised else "未收到异议"


SUBMIT_EMPLOYER_OPINION = SubmitEmployerOpinion()
