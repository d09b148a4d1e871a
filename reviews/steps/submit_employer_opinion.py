"""提交推荐意见: the employer recommends, and says how its publicity went."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import DocumentKind, PublicityKind, Stage, Verdict
from reviews.models import Application, PublicityEntry
from reviews.selectors.inspections import missing
from reviews.selectors.joint import due_of, names
from reviews.selectors.statements import statements_of
from reviews.services import handover
from reviews.services.publicity_record import with_outcomes
from reviews.steps.opinions import OpinionStep, keep_opinion
from reviews.terms import terms_for
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
        yield from missing(subject, actor)
        yield from handover.no_body_at(subject, handover.first_leg(subject))
        entry = last_shown(subject)
        if entry and entry.confirmation_id is None and terms_for(subject).needs_confirmation_sheet:
            yield "本计划要求公示确认表：请先在“公示”中打开该次公示，填写公示确认表，再提交推荐意见。"

    def obstacles(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """For an initial determination the employer states what it answers for (S0 二(一))."""
        yield from super().obstacles(subject, actor, text=text, **data)
        for statement in statements_of(subject):
            if not data.get(statement.key):
                yield f"请确认“{statement.says}”；不能确认的，不予推荐或退回补正。"

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the opinion with the record of the publicity, and send the case to the first body."""
        record, stated = record_of_publicity(subject), statements_of(subject)
        items = [{"item": each.says, "clause": each.clause, "ok": True, "reason": ""} for each in stated]
        keep_opinion(subject, actor, Verdict.AGREE, f"{record}{''.join(map(str, stated))}{text.strip()}", items=items)
        handover.to_leg(subject, handover.first_leg(subject))
        return {"publicity": record, "to": subject.holder.name if subject.holder else ""}

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """What the applicant is told."""
        return "单位已推荐", f"所在单位已提交推荐意见，您的申报现由{names(due_of(subject))}审核。"


def record_of_publicity(subject: Application) -> str:
    """Return the sentence on the last publicity of the employer: from when to when, how many days, what came of it."""
    entry = last_shown(subject)
    if entry is None:
        return ""
    opened = cn_date(entry.publicity.opened_at.astimezone(SHANGHAI).date())
    # A period that ends at 24:00 of a day is released at 00:00 of the next or later; its last day is the one before.
    last = cn_date((entry.publicity.earliest_close.astimezone(SHANGHAI)).date() - _ONE_DAY)
    where = f"在{entry.confirmation.places}" if entry.confirmation else ""
    days = f"共 {entry.publicity.working_days} 个工作日"
    _, result = with_outcomes(entry.publicity, [entry])[0]
    return f"公示情况：{opened}至{last}{where}公示，{days}，{result}。{_sheet(entry)}"


def last_shown(subject: Application) -> PublicityEntry | None:
    """Return the last publicity of the employer that has ended for this person."""
    ended = subject.publicity_entries.filter(publicity__kind=PublicityKind.EMPLOYER, released_at__isnull=False)
    return ended.select_related("publicity", "confirmation").order_by("-pk").first()


def _sheet(entry: PublicityEntry) -> str:
    if entry.confirmation is None:
        return ""
    sheet = entry.publicity.documents.filter(kind=DocumentKind.PUBLICITY_CONFIRMATION, voided_at=None).first()
    return f"公示确认表 {sheet.number}。" if sheet else ""


SUBMIT_EMPLOYER_OPINION = SubmitEmployerOpinion()
