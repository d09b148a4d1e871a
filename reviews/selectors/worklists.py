"""Worklists: what a body has before it, by saved filters, due date first, a page at a time.

Counts stop at a hundred and pages go by key: nothing here counts or skips over a big table.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Agency
from employers.models import Employer
from law.calendar import period
from reviews.enums import ObjectionStage, Stage
from reviews.models import Application, Objection, Opinion
from reviews.permissions import WITH_EMPLOYER
from reviews.selectors.calendar import known_calendar
from reviews.selectors.deadlines import words_of_leg, working_days_left
from reviews.selectors.joint import ROUND, awaiting, words_of
from zcps import clock

PAGE = 50
MOST_COUNTED = 100
MOST_EXPORTED = 5000
SOON = 3
Cases = QuerySet[Application]
_SHOWN = (
    "stage", "leg", "due_at", "specialty", "is_correction", "filed_at", "paper_received_at", "entered_at",
    "plan__name", "plan__code", "plan__route", "title__name", "title__mode", "employer__name", "applicant__user__name",
    "holder__name", "open_doubts",
)  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """A saved filter: a chip with its count."""

    key: str
    label: str
    narrow: Callable[[Cases], Cases]


@dataclass(frozen=True)
class Bench:
    """What lies before one actor: all his cases, and the filters over them."""

    cases: Cases
    filters: tuple[Filter, ...]

    def chosen(self, key: str) -> Filter:
        """Return the filter with this key, or the first."""
        return next((each for each in self.filters if each.key == key), self.filters[0])


@dataclass(frozen=True)
class Page:
    """A page of a list, with the keys of its ends where there is more on that side."""

    cases: list[Application]
    before: str
    after: str


def _in(*stages: Stage) -> Callable[[Cases], Cases]:
    return lambda cases: cases.filter(stage__in=stages) if len(stages) > 1 else cases.filter(stage=stages[0])


def _all(cases: Cases) -> Cases:
    return cases


def _corrected(cases: Cases) -> Cases:
    return cases.filter(is_correction=True).exclude(stage=Stage.DRAFT)


def _soon(cases: Cases) -> Cases:
    now = clock.now()
    ahead = period(now.astimezone(clock.SHANGHAI), SOON, known_calendar(), count_start_day=True)
    return cases.filter(due_at__gt=now, due_at__lte=ahead.earliest_close)


def _without_paper(cases: Cases) -> Cases:
    waiting = (
        Stage.QUALIFIED,
        Stage.DETERMINED,
        Stage.PRE_REVIEW_PUBLICITY,
        Stage.READY,
        Stage.IN_REVIEW,
        Stage.PASSED,
    )
    return cases.filter(paper_received_at=None, stage__in=waiting)


def _doubtful(cases: Cases) -> Cases:
    return cases.filter(open_doubts__gt=0, stage__in=(Stage.RECOMMENDATION, Stage.QUALIFICATION, Stage.DETERMINATION))


def _disputed(cases: Cases) -> Cases:
    return cases.filter(_open_objection())


def _open_objection() -> Exists:
    return Exists(Objection.objects.filter(entry__application=OuterRef("pk"), stage=ObjectionStage.OPEN))


_REPORTED = tuple(
    stage for stage in Stage if stage not in WITH_EMPLOYER and stage not in {Stage.DRAFT, Stage.LAPSED, Stage.WITHDRAWN}
)
EMPLOYER_FILTERS = (
    Filter("review", "待审核", _in(Stage.EMPLOYER_REVIEW)),
    Filter("publicity_due", "待公示", _in(Stage.EMPLOYER_PUBLICITY_DUE)),
    Filter("publicity", "公示中", _in(Stage.EMPLOYER_PUBLICITY)),
    Filter("opinion_due", "待填推荐意见", _in(Stage.EMPLOYER_OPINION_DUE)),
    Filter("soon", "即将到期", lambda cases: _soon(_in(*WITH_EMPLOYER)(cases))),
    Filter("correcting", "补正中", _in(Stage.DRAFT)),
    Filter("reported", "已上报", _in(*_REPORTED)),
    Filter("all", "全部", _all),
)
DOUBTFUL = Filter("doubts", "有待核定的歧义", _doubtful)
# Of initial determinations, at whoever determines (初定).
DETERMINING = (
    Filter("determination", "待初定", _in(Stage.DETERMINATION)),
    Filter("determined", "初定后待公示", _in(Stage.DETERMINED)),
)
BUREAU_FILTERS = (
    Filter("held", "待办", _all),
    Filter("soon", "即将到期", _soon),
    DOUBTFUL,
    Filter("corrected", "补正后重报", _corrected),
)
OFFICE_FILTERS = (
    Filter("held", "全部在办", _all),
    Filter("recommendation", "待审核推荐", _in(Stage.RECOMMENDATION)),
    Filter("qualification", "待资格审查", _in(Stage.QUALIFICATION)),
    DOUBTFUL,
    Filter("qualified", "待评前公示", _in(Stage.QUALIFIED)),
    Filter("pre_review", "评前公示中", _in(Stage.PRE_REVIEW_PUBLICITY)),
    Filter("ready", "待评审", _in(Stage.READY)),
    Filter("passed", "待结果公示", _in(Stage.PASSED)),
    *DETERMINING,
    Filter("result", "结果公示中", _in(Stage.RESULT_PUBLICITY)),
    Filter("paper", "未收纸质材料", _without_paper),
)
DISPUTED = Filter("disputed", "有异议待核查", _disputed)


def bench_of(actor: Actor, employer: Employer | None = None) -> Bench:
    """Return what lies before an employer (given, for its officer) or an office, and what it has done."""
    if actor.role == Role.EMPLOYER:
        own = Application.objects.filter(employer=employer, filed_at__isnull=False)
        return Bench(own, (*EMPLOYER_FILTERS[:-1], DISPUTED, EMPLOYER_FILTERS[-1]))
    held = held_by(actor.agency, jointly=actor.role != Role.COMMITTEE_OFFICE)
    done = Filter("done", "已办", lambda _: examined_by(actor))
    if actor.role == Role.COMMITTEE_OFFICE:
        return Bench(held, (*OFFICE_FILTERS, DISPUTED, done))
    return Bench(held, (*BUREAU_FILTERS, *(DETERMINING if actor.role == Role.HR_BUREAU else ()), done))


def held_by(agency: Agency | None, *, jointly: bool = True) -> Cases:
    """Return the cases that wait for an office, also those that it signs together with the one named as holder."""
    held = Application.objects.filter(holder=agency)
    if not jointly:
        return held
    # Two indexed look-ups put together: a condition with OR would read the whole table.
    both = held.order_by().values("pk").union(awaiting(agency).order_by().values("application"))
    return Application.objects.filter(pk__in=both)


def examined_by(actor: Actor) -> Cases:
    """Return the cases on which an office has given an opinion and that do not wait for it again."""
    name = actor.agency.name if actor.agency else ""
    spoken = Opinion.objects.filter(body=name, application=OuterRef("pk"))
    waits = awaiting(actor.agency).filter(application=OuterRef("pk"))
    return Application.objects.filter(Exists(spoken)).exclude(holder=actor.agency).exclude(Exists(waits))


def counts(bench: Bench) -> dict[str, int]:
    """Return how many cases each filter holds, up to a hundred and one, in one query."""
    enough = MOST_COUNTED + 1
    parts = [
        each.narrow(bench.cases).order_by().annotate(chip=Value(each.key)).values_list("chip", flat=True)[:enough]
        for each in bench.filters
    ]
    found = {each.key: 0 for each in bench.filters}
    for key in parts[0].union(*parts[1:], all=True):
        found[key] += 1
    return found


def count_words(number: int) -> str:
    """Return 0 … 100, or 100+."""
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)


def searched(cases: Cases, words: str) -> Cases:
    """Narrow to cases whose applicant, title, employer or sheet code contains the words."""
    words = words.strip()
    if not words:
        return cases
    return cases.filter(
        Q(applicant__user__name__icontains=words)
        | Q(title__name__icontains=words)
        | Q(employer__name__icontains=words)
        | Q(snapshot__short_code=words.upper())
    )


def listed(cases: Cases) -> Cases:
    """Return cases with what a row shows, and nothing else of the person."""
    related = cases.select_related("plan", "title", "employer", "applicant__user", "holder")
    return related.only(*_SHOWN).annotate(disputed=_open_objection()).prefetch_related(ROUND)


def page_of(cases: Cases, *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """Return a page, due date first, then by number.

    Args:
        cases: filtered and searched.
        after: key of the row that the page follows.
        before: key of the row that the page precedes; used where `after` is empty.
        size: rows on a page.
    """
    if before and not after:
        found = list(_preceding(cases, before)[: size + 1])
        rows, more = found[:size][::-1], len(found) > size
        return Page(rows, key_of(rows[0]) if more else "", key_of(rows[-1]) if rows else "")
    found = list(_following(cases, after)[: size + 1])
    rows, more = found[:size], len(found) > size
    return Page(rows, key_of(rows[0]) if after and rows else "", key_of(rows[-1]) if more else "")


def key_of(case: Application) -> str:
    """Return the place of a case in the order of the list."""
    return f"{case.due_at.isoformat() if case.due_at else ''}_{case.pk}"


def _parsed(key: str) -> tuple[dt.datetime | None, int] | None:
    due, _, number = key.rpartition("_")
    try:
        return (dt.datetime.fromisoformat(due) if due else None), int(number)
    except ValueError:
        return None


def _following(cases: Cases, key: str) -> Cases:
    ordered = cases.order_by(F("due_at").asc(nulls_last=True), "pk")
    place = _parsed(key) if key else None
    if place is None:
        return ordered
    due, number = place
    if due is None:
        return ordered.filter(due_at=None, pk__gt=number)
    return ordered.filter(Q(due_at__gt=due) | Q(due_at=due, pk__gt=number) | Q(due_at=None))


def _preceding(cases: Cases, key: str) -> Cases:
    ordered = cases.order_by(F("due_at").desc(nulls_first=True), "-pk")
    place = _parsed(key)
    if place is None:
        return ordered
    due, number = place
    if due is None:
        return ordered.filter(Q(due_at__isnull=False) | Q(due_at=None, pk__lt=number))
    return ordered.filter(Q(due_at__lt=due) | Q(due_at=due, pk__lt=number))


@lru_cache(maxsize=512)
def _left_on(today: dt.date, due: dt.datetime) -> int | None:  # noqa: ARG001 - the day is part of the key
    return working_days_left(due)


def left(due: dt.datetime | None) -> tuple[str, str]:
    """Return the words for the time left, and how pressing it is: "", soon, over. Rows share few deadlines."""
    if due is None:
        return "", ""
    if due <= clock.now():
        return "已逾期", "over"
    days = _left_on(clock.today(), due)
    if days is None:
        return f"还剩 {max((due - clock.now()).days, 1)} 天", "soon"
    return f"还剩 {days} 个工作日", "soon" if days <= SOON else ""


def exported(cases: Iterable[Application]) -> Iterator[list[Any]]:
    """Yield the rows of a table, the head first."""
    yield ["姓名", "申报资格", "申报专业", "工作单位", "计划", "环节", "会同审核", "办理期限", "补正后重报", "纸质材料"]
    for case in cases:
        yield [
            case.applicant.user.name,
            case.title.name if case.title else "",
            case.specialty,
            case.employer.name if case.employer else "",
            case.plan.name,
            case.stage_word,
            words_of(case),
            case.due_at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M") if case.due_at else words_of_leg(case),
            "是" if case.is_correction else "",
            "已收" if case.paper_received_at else "",
        ]
