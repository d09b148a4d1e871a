"""The form of the acts on a committee, by the HR bureau with which it is registered."""

import datetime as dt
from collections.abc import Iterable

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from reviews.enums import CommitteeStage, MeetingStage
from reviews.models import Committee
from reviews.permissions import keeps_committee
from zcps import clock
from zcps.templatetags.chinese import cn_date

COMMITTEE_CLAUSE = "衢市人社专〔2021〕61号 三(二)、附件"
_OVER = (MeetingStage.APPROVED, MeetingStage.CANCELLED)


class CommitteeStep(Step[Committee]):
    """An act of the bureau, each by a document that stays on record."""

    clause = COMMITTEE_CLAUSE
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({CommitteeStage.ACTIVE})

    def concerns(self, subject: Committee, actor: Actor) -> bool:
        """Only the bureau of this committee."""
        return keeps_committee(actor, subject)


def wrong_document(document: str) -> Iterable[str]:
    """Yield the sentence for an act without its document."""
    if not document.strip():
        yield "请填写依据文件，例如组建、换届或更名的批复文号。"


def wrong_day(day: dt.date | None, label: str) -> Iterable[str]:
    """Yield what is wrong with a day from which something holds: an office cannot act in advance."""
    if day is None:
        yield f"请填写{label}。"
    elif day > clock.today():
        yield f"{label}{cn_date(day)}尚未到，请在当日或以后办理。"


def busy(committee: Committee, what: str) -> Iterable[str]:
    """Yield the sentence for a change that would pull the ground from under a meeting."""
    names = list(committee.meetings.exclude(stage__in=_OVER).values_list("name", flat=True)[:3])
    if names:
        yield f"“{'”“'.join(names)}”尚未办结，此时不能{what}。请待会议结果核准或取消会议后办理。"
