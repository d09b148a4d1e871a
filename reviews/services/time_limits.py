"""Time limits in working days, counted anew where the holidays were announced otherwise; never earlier than was told.

Publicities have their own way (periods.py). Here are the limits that one body or one person has: an objection, a
complaint, the hearing before a revocation, a return for correction. How many days a limit has is not asked of its plan
but counted on the calendar by which it was told: so one that was extended keeps its extension.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.actor import CLOCK
from accounts.models import Agency, JournalEntry, User
from accounts.selectors.offices import users_of
from accounts.services import journal, notices
from accounts.services.notices import Message
from law.calendar import WorkingCalendar, working_days_between
from reviews.enums import ComplaintStage, InquiryStage, ObjectionStage, RevocationStage, Stage
from reviews.models import Application, Complaint, Correction, Inquiry, Objection, Revocation
from reviews.selectors.calendar import known_calendar
from reviews.selectors.people import officers_of_employer
from reviews.services.calendar import period_on
from zcps import clock
from zcps.templatetags.chinese import cn_close

ACT = "recompute_time_limit"
_TITLE = "办理期限顺延"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """One sort of time limit.

    Attributes:
        running: the rows whose limit runs, or has run out without an answer.
        start: the name of the moment from which it counts.
        words: what is put off, as a person is told of it.
        concerned: whom to tell, and where he finds it.
    """

    running: Callable[[], QuerySet[Any]]
    start: str
    words: Callable[[Any], str]
    concerned: Callable[[Any], Iterable[tuple[User, str]]]


def counted_anew(start: dt.datetime, due: dt.datetime, before: WorkingCalendar, now: WorkingCalendar) -> dt.datetime:
    """Return the end after as many working days as lay before `due` on the former calendar, never earlier than that."""
    first, end = start.astimezone(clock.SHANGHAI).date(), due.astimezone(clock.SHANGHAI).date()
    days = working_days_between(first + _DAY, end - _DAY, before)
    return max(due, period_on(now, start, days).earliest_close) if days else due


def recount(sort: str, before: WorkingCalendar, keys: Collection[int]) -> list[int]:
    """Count the limits of some rows of one sort anew; return those that end later now.

    Args:
        sort: a key of LIMITS.
        before: the calendar by which they were told.
        keys: of the rows.
    """
    limit, now = LIMITS[sort], known_calendar()
    with transaction.atomic(), clock.held():
        changed = []
        for row in _locked(limit, keys):
            told, row.due_at = row.due_at, counted_anew(getattr(row, limit.start), row.due_at, before, now)
            if row.due_at != told:
                changed.append((row, told))
        _write([row for row, _ in changed])
        entries = [_entry(row, told) for row, told in changed]
        if entries:
            journal.append(entries)
        told_now = [_messages(limit, row, told) for row, told in changed]
        notices.queue_many((entry.digest, news) for entry, news in zip(entries, told_now, strict=True))
    return [row.pk for row, _ in changed]


def _locked(limit: Limit, keys: Collection[int]) -> list[Any]:
    rows = limit.running().filter(pk__in=keys)
    if rows.model is Correction:
        # The act that answers a correction holds the case first.
        cases = Application.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        list(cases.filter(pk__in=rows.order_by().values("application_id")))
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _write(rows: list[Any]) -> None:
    for row in rows:
        if isinstance(row, Objection):
            # A reminder that had gone out will go out again for the new day.
            row.warned_at = None
            row.save(update_fields=["due_at", "warned_at"])
        else:
            row.save(update_fields=["due_at"])
        if isinstance(row, Correction):
            cases = Application.objects.filter(pk=row.application_id, due_at__lt=row.due_at)
            cases.update(due_at=row.due_at)


def _entry(row: Any, told: dt.datetime) -> JournalEntry:
    case = getattr(row, "application_id", None)
    return journal.written(ACT, row, CLOCK, case=case, told=told.isoformat(), due=row.due_at.isoformat())


def _messages(limit: Limit, row: Any, told: dt.datetime) -> list[Message]:
    text = (
        f"国务院办公厅公布的节假日安排与原来不同，{limit.words(row)}按新安排重新计算工作日，"
        f"由{cn_close(told)}顺延至{cn_close(row.due_at)}。"
    )
    return [Message(user, _TITLE, text, address) for user, address in limit.concerned(row)]


def _of_agency(agency: Agency, address: str) -> Iterable[tuple[User, str]]:
    return [(user, address) for user in users_of(agency)]


def _objections() -> QuerySet[Objection]:
    return Objection.objects.filter(stage=ObjectionStage.OPEN).select_related("publicity__agency")


def _of_objection(row: Objection) -> Iterable[tuple[User, str]]:
    shown, address = row.publicity, f"/objections/{row.receipt}/"
    if shown.agency:
        return _of_agency(shown.agency, address)
    return [(user, address) for user in officers_of_employer(shown.employer)]


def _complaints() -> QuerySet[Complaint]:
    open_ones = Complaint.objects.filter(stage=ComplaintStage.OPEN)
    return open_ones.select_related("agency", "application__applicant__user")


def _of_complaint(row: Complaint) -> Iterable[tuple[User, str]]:
    yield row.application.applicant.user, f"/applications/{row.application_id}/"
    yield from _of_agency(row.agency, f"/complaints/{row.receipt}/")


def _inquiries() -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(stage=InquiryStage.OPEN).select_related("agency")


def _of_inquiry(row: Inquiry) -> Iterable[tuple[User, str]]:
    return _of_agency(row.agency, f"/inquiries/{row.receipt}/")


def _hearings() -> QuerySet[Revocation]:
    waiting = Revocation.objects.filter(stage=RevocationStage.PROPOSED, defended_at=None)
    return waiting.select_related("application__applicant__user")


def _corrections() -> QuerySet[Correction]:
    waiting = Correction.objects.filter(answered_at=None, application__stage=Stage.DRAFT)
    return waiting.select_related("application__applicant__user")


def _of_person(row: Revocation | Correction) -> Iterable[tuple[User, str]]:
    yield row.application.applicant.user, f"/applications/{row.application_id}/"


LIMITS: dict[str, Limit] = {
    "objection": Limit(_objections, "raised_at", lambda row: f"异议（{row.receipt}）的答复期限", _of_objection),
    "complaint": Limit(_complaints, "filed_at", lambda row: f"复查申请（{row.receipt}）的答复期限", _of_complaint),
    "inquiry": Limit(_inquiries, "asked_at", lambda row: f"咨询（{row.receipt}）的答复期限", _of_inquiry),
    "hearing": Limit(_hearings, "proposed_at", lambda _: "拟撤销职称的陈述申辩期限", _of_person),
    "correction": Limit(_corrections, "returned_at", lambda _: "补正期限", _of_person),
}
