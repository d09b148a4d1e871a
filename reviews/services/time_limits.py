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
from django.db.models import Max, OuterRef, QuerySet, Subquery

from accounts.actor import CLOCK
from accounts.models import Agency, JournalEntry, User
from accounts.selectors.offices import users_of
from accounts.services import journal, notices
from accounts.services.notices import Message
from law.calendar import WorkingCalendar, working_days_between
from reviews.enums import ComplaintStage, DocumentKind, InquiryStage, ObjectionStage, RevocationStage, Stage
from reviews.models import Application, Complaint, Correction, Inquiry, Objection, Revocation
from reviews.selectors.calendar import calendar_at, known_calendar
from reviews.selectors.people import officers_of_publisher
from reviews.services import papers
from reviews.services.calendar import period_on
from zcps import clock
from zcps.templatetags.chinese import cn_close

ACT = "recompute_time_limit"
# Acts after which a limit stands as it was told by the calendar of that moment.
_TELLING = (ACT, "extend_objection")
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


def recount(sort: str, keys: Collection[int]) -> list[int]:
    """Count the limits of some rows of one sort anew; return those that end later now. Idempotent.

    Each is measured on the calendar by which it was told last, so that a second pass finds nothing to change.

    Args:
        sort: a key of LIMITS.
        keys: of the rows.
    """
    limit = LIMITS[sort]
    with transaction.atomic(), clock.held():
        changed, now = [], known_calendar()
        rows = _locked(limit, keys)
        told_again = _told_again(rows)
        for row in rows:
            start = getattr(row, limit.start)
            before = calendar_at(told_again.get(row.pk, start))
            told, row.due_at = row.due_at, counted_anew(start, row.due_at, before, now)
            if row.due_at != told:
                changed.append((row, told))
        _write([row for row, _ in changed])
        _letters_anew([row for row, _ in changed])
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


def _told_again(rows: list[Any]) -> dict[int, dt.datetime]:
    """Return when the limits that were put off or extended were told the last time."""
    if not rows:
        return {}
    entries = JournalEntry.objects.filter(subject_type=rows[0]._meta.label_lower, subject_id__in=[r.pk for r in rows])
    told = entries.filter(act__in=_TELLING).order_by().values_list("subject_id").annotate(at=Max("at"))
    return {int(key): at for key, at in told}


def _write(rows: list[Any]) -> None:
    if not rows:
        return
    kind, fields = type(rows[0]), ["due_at"]
    if kind is Objection:
        # A reminder that had gone out will go out again for the new day.
        fields.append("warned_at")
        for row in rows:
            row.warned_at = None
    kind.objects.bulk_update(rows, fields)
    if kind is Correction:
        own = Correction.objects.filter(pk__in=[row.pk for row in rows], application=OuterRef("pk")).order_by("-pk")
        due = Subquery(own.values("due_at")[:1])
        cases = Application.objects.filter(pk__in=[row.application_id for row in rows])
        cases.filter(due_at__lt=due).update(due_at=due)


def _letters_anew(rows: list[Any]) -> None:
    """A notice of correction names its day: who holds one that is put off gets another, the former is void."""
    for row in rows:
        if isinstance(row, Correction):
            case = row.application
            told = case.documents.filter(kind=DocumentKind.CORRECTION_NOTICE, requested_at__gte=row.returned_at)
            if told.filter(voided_at=None).update(voided_at=clock.now()):
                papers.request(DocumentKind.CORRECTION_NOTICE, application=case)


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
    waiting = Objection.objects.filter(stage=ObjectionStage.OPEN)
    return waiting.select_related("publicity__agency", "publicity__employer")


def _of_objection(row: Objection) -> Iterable[tuple[User, str]]:
    return [(user, f"/objections/{row.receipt}/") for user in officers_of_publisher(row.publicity)]


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
    "correction": Limit(_corrections, "returned_at", lambda _: "补正期限（补正通知书重新出具）", _of_person),
}
