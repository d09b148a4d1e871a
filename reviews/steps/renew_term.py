"""renew_term: the HR bureau records a new term of a committee (换届)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.models import Committee, CommitteeTerm
from reviews.services.committees import TERM_CLAUSE
from reviews.steps.base import tell_agency
from reviews.steps.committees import CommitteeStep, wrong_document
from zcps.templatetags.chinese import cn_date


class RenewTerm(CommitteeStep):
    """Terms follow each other without overlapping; between two of them nothing convenes."""

    name = "renew_term"
    verb = "办理换届"
    clause = TERM_CLAUSE

    def obstacles(
        self,
        subject: Committee,
        actor: Actor,
        *,
        starts_on: dt.date | None,
        ends_on: dt.date | None,
        document: str,
        **data: Any,
    ) -> Iterable[str]:
        """Both ends, in their order, after the term before; and the document."""
        yield from wrong_document(document)
        yield from wrong_term(subject, starts_on, ends_on)

    def act(
        self, subject: Committee, actor: Actor, *, starts_on: dt.date, ends_on: dt.date, document: str, **data: Any
    ) -> dict[str, Any]:
        """Write it down."""
        term = begin_term(subject, starts_on, ends_on, document)
        return {
            "number": term.number,
            "from": starts_on.isoformat(),
            "until": ends_on.isoformat(),
            "document": term.document,
        }

    def messages(self, subject: Committee, actor: Actor, *, ends_on: dt.date, **data: Any) -> Iterable[Message]:
        """Tell the office until when it can hold meetings."""
        text = f"{subject.name}已办理换届，本届任期至{cn_date(ends_on)}。任期内方可召开评审会议。"
        return tell_agency(subject.office, "评审委员会已换届", text, "/meetings/")


def wrong_term(committee: Committee, starts_on: dt.date | None, ends_on: dt.date | None) -> Iterable[str]:
    """Yield what is wrong with the two ends of a term."""
    if starts_on is None or ends_on is None:
        yield "请填写任期的起止日期。"
        return
    if ends_on <= starts_on:
        yield f"任期截止日{cn_date(ends_on)}应晚于起始日{cn_date(starts_on)}，请修改。"
    last = committee.terms.order_by("-number").first() if committee.pk else None
    if last and starts_on <= last.ends_on:
        yield f"第 {last.number} 届任期至{cn_date(last.ends_on)}，新一届应自次日或以后开始，请修改起始日。"


def begin_term(committee: Committee, starts_on: dt.date, ends_on: dt.date, document: str) -> CommitteeTerm:
    """Write the next term of a committee."""
    last = committee.terms.order_by("-number").first()
    return CommitteeTerm.objects.create(
        committee=committee,
        number=last.number + 1 if last else 1,
        starts_on=starts_on,
        ends_on=ends_on,
        document=document.strip(),
    )


RENEW_TERM = RenewTerm()
