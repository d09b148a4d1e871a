"""Objections before the body that decides on them, and before who supervises it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from employers.models import Employer
from reviews.enums import ObjectionStage
from reviews.models import Objection
from reviews.selectors.worklists import left
from zcps import clock

Rows = QuerySet[Objection]


@dataclass(frozen=True)
class Filter:
    """A saved filter of the list."""

    key: str
    label: str
    narrow: Callable[[Rows], Rows]


def _open(rows: Rows) -> Rows:
    return rows.filter(stage=ObjectionStage.OPEN)


def overdue(rows: Rows | None = None) -> Rows:
    """Return the objections whose time limit has passed without an answer."""
    return _open(Objection.objects.all() if rows is None else rows).filter(due_at__lte=clock.now())


FILTERS = (
    Filter("open", "待核查", _open),
    Filter("new", "待受理", lambda rows: _open(rows).filter(accepted_at=None)),
    Filter("overdue", "已逾期", overdue),
    Filter("untold", "待送达答复", lambda rows: rows.exclude(stage=ObjectionStage.OPEN).filter(answered_at=None)),
    Filter("decided", "已作出结论", lambda rows: rows.exclude(stage=ObjectionStage.OPEN)),
)


def objections_before(actor: Actor, employer: Employer | None) -> Rows:
    """Return the objections that the actor's employer or office decides on, or that his office supervises."""
    # Who raised it stands on the page of the objection alone; nothing is decrypted for a list.
    rows = Objection.objects.defer("name", "contact").select_related(
        "entry__application__applicant__user", "entry__application__title", "publicity__employer", "publicity__agency"
    )
    if actor.role == Role.EMPLOYER:
        return rows.filter(publicity__employer=employer) if employer else rows.none()
    if actor.role == Role.HR_BUREAU:
        return rows.filter(publicity__plan__hr_bureau=actor.agency)
    if actor.role == Role.SUPERVISION:
        return rows.filter(publicity__plan__titles__committee__supervisor=actor.agency).distinct()
    return rows.filter(publicity__agency=actor.agency)


def searched(rows: Rows, words: str) -> Rows:
    """Narrow by the person concerned, the list, or the receipt."""
    words = words.strip()
    if not words:
        return rows
    named = Q(entry__application__applicant__user__name__icontains=words)
    return rows.filter(named | Q(publicity__title__icontains=words) | Q(receipt=words.upper()))


def left_of(objection: Objection) -> tuple[str, str]:
    """Return the words for the time left, and how pressing it is; nothing once it is decided."""
    return left(objection.due_at) if objection.stage == ObjectionStage.OPEN else ("", "")


def about(objection: Objection) -> str:
    """Say whom it is about."""
    return objection.entry.application.applicant.user.name if objection.entry else "整份公示"


def exported(rows: Iterable[Objection]) -> Iterator[list[Any]]:
    """Yield the rows of a table, the head first. Who raised them stands in none."""
    yield ["受理编号", "涉及", "公示", "收到时间", "答复期限", "受理时间", "结论", "作出时间", "答复送达"]
    for row in rows:
        yield [
            row.receipt,
            about(row),
            row.publicity.title,
            *(_minute(moment) for moment in (row.raised_at, row.due_at, row.accepted_at)),
            row.get_stage_display(),
            *(_minute(moment) for moment in (row.resolved_at, row.answered_at)),
        ]


def _minute(moment: Any) -> str:
    return moment.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M") if moment else ""
