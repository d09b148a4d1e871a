"""Publicity: opening one for several cases at once, its period, what holds its end."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Self

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.services import clock_doubt
from accounts.steps.base import ActRefused
from accounts.steps.many import ManyStep, perform_many
from employers.models import Employer
from law.calendar import Period
from reviews.enums import STAGE_IN_PUBLICITY, DocumentKind, ObjectionStage, PublicityKind
from reviews.models import Application, ListHold, Meeting, Objection, Plan, Publicity, PublicityEntry
from reviews.services import papers
from reviews.services.calendar import period_from
from zcps import clock
from zcps.canonical import digest
from zcps.templatetags.chinese import cn_close


class OpensList(ManyStep[Application]):
    """The act by which one person comes into a publicity: done to a whole list at once."""

    def announced(self, publicity: Publicity, *, hide_numbers: bool) -> Self:
        """Return this act for everybody in one list."""
        raise NotImplementedError


# The acts stand above the services; each enters itself here when it is loaded (see reviews/apps.py).
OPENING: dict[str, OpensList] = {}
REOPENING: dict[str, OpensList] = {}
CLOSING: dict[str, ManyStep[Application]] = {}

_HEADINGS = {
    PublicityKind.EMPLOYER: "{employer}关于{plan}申报人员的公示",
    PublicityKind.PRE_REVIEW: "{plan}评前公示",
    PublicityKind.RESULT: "{plan}结果公示",
}


def open_for(  # noqa: PLR0913 - what a publicity consists of; the rarer parts are named at the call
    kind: PublicityKind,
    plan: Plan,
    applications: Iterable[Application],
    by: Actor,
    meeting: Meeting | None = None,
    *,
    hide_numbers: bool = False,
    replaces: Publicity | None = None,
) -> Publicity:
    """Open one publicity for these cases: all of them, or none.

    Args:
        kind: which of the three.
        plan: the plan of all cases.
        applications: who is shown; of one employer where the kind is the employer's.
        by: the officer who publishes.
        meeting: for results, the meeting that passed them.
        hide_numbers: the officer has decided that numbers in the text are taken out, rather than sent back.
        replaces: the list that these people stand in and that is shown anew.

    Raises:
        ActRefused: with every reason, each naming the person it concerns.
    """
    with transaction.atomic():
        cases = _locked(applications)
        publicity = _announce(kind, plan, cases, meeting, replaces)
        step = (REOPENING if replaces else OPENING)[kind].announced(publicity, hide_numbers=hide_numbers)
        done = perform_many(step, Application.objects.filter(pk__in=[case.pk for case in cases]), by)
        if done.refused:
            raise ActRefused([_naming(case, reason) for case, reasons in done.refused for reason in reasons])
        publicity.content_hash = hash_of(publicity)
        publicity.save(update_fields=["content_hash"])
        papers.request(DocumentKind.PUBLICITY_NOTICE, publicity=publicity)
    return publicity


def _locked(applications: Iterable[Application]) -> list[Application]:
    # All rows before the first act, in one order: every act ends by locking the journal, and nothing may wait for a row
    # while it holds that.
    rows = Application.objects.select_for_update(of=("self",), no_key=True).select_related("employer", "plan")
    cases = list(rows.filter(pk__in=[case.pk for case in applications]).order_by("pk"))
    if not cases:
        raise ActRefused(["请至少选择一名申报人。"])
    return cases


def _naming(case: Application, reason: str) -> str:
    return f"{case.applicant.user.name}：{reason}"


def _announce(
    kind: PublicityKind, plan: Plan, cases: Sequence[Application], meeting: Meeting | None, replaces: Publicity | None
) -> Publicity:
    own = kind == PublicityKind.EMPLOYER
    employer = cases[0].employer if own else None
    if any(case.plan_id != plan.pk or (own and case.employer_id != cases[0].employer_id) for case in cases):
        raise ActRefused(["一次公示只能包含同一计划、同一单位的申报人，请分别办理。"])
    now = clock.now()
    period = period_from(now, plan.publicity_days, count_start_day=plan.count_start_day)
    return Publicity.objects.create(
        kind=kind,
        plan=plan,
        employer=employer,
        agency=None if own else plan.result_office,
        meeting=meeting,
        title=_HEADINGS[kind].format(employer=employer.name if employer else "", plan=plan.name)[:160],
        contact=(_contact_of(employer) if employer else plan.contact)[:120],
        working_days=plan.publicity_days,
        opened_at=now,
        earliest_close=period.earliest_close,
        is_provisional=not period.final,
        content_hash="",
        answer_days=plan.objection_days,
        takes_anonymous=plan.anonymous_objections,
        shown_days=plan.names_stay_days,
        replaces=replaces,
    )


def _contact_of(employer: Employer) -> str:
    return f"{employer.name}人事部门　{employer.phone}".strip()


def hash_of(publicity: Publicity) -> str:
    """Return the SHA-256 over the rows as shown."""
    return digest(list(publicity.entries.order_by("pk").values_list("shown", flat=True)))


def period_of(publicity: Publicity) -> Period:
    """Return the period with every day, on the calendar known today, or known at its end where it has ended."""
    until = publicity.closed_at or clock.now()
    return period_from(
        publicity.opened_at,
        publicity.working_days,
        count_start_day=publicity.plan.count_start_day,
        known_at=until,
    )


def close_of(publicity: Publicity, period: Period) -> dt.datetime:
    """Return when it may end: a later notice may put the end off, but what the public was told is never shortened."""
    return max(publicity.earliest_close, period.earliest_close)


def is_running(publicity: Publicity) -> bool:
    """Whether the public may look and object now: a provisional end, or one by a doubted clock, has not come."""
    if publicity.closed_at is not None:
        return False
    period = period_of(publicity)
    return not period.final or not clock_doubt.has_passed(close_of(publicity, period))


def entry_now(case: Application, kind: str) -> PublicityEntry | None:
    """Return the entry under which a case stands in a publicity of this kind now."""
    waiting = case.publicity_entries.filter(publicity__kind=kind, released_at=None)
    return waiting.select_related("publicity__plan").order_by("-pk").first()


def is_over(publicity: Publicity, period: Period) -> bool:
    """Whether the day has come on which it may end."""
    return period.final and clock.now() >= close_of(publicity, period)


def holds(entry: PublicityEntry) -> Iterator[str]:
    """Yield a sentence for each thing that keeps the period from ending for this person."""
    publicity = entry.publicity
    period = period_of(publicity)
    close = close_of(publicity, period)
    if not period.final:
        yield "公示期内有日期的节假日安排尚未由国务院办公厅公布，截止时间为暂定，公布后重新计算方可结束。"
    if clock.now() < close:
        yield f"公示最早于{cn_close(close)}截止，尚未期满，届时由系统自动结束。"
    stages = set(entry.objections.values_list("stage", flat=True))
    if ObjectionStage.OPEN in stages:
        yield "有异议正在核查，作出核查结论前公示不结束。"
    if ObjectionStage.UPHELD in stages:
        yield "异议核查成立，应由公示单位退回补正或作出不予推荐、不予受理的决定。"
    if entry.snapshot_id != entry.application.snapshot_id:
        yield "申报内容在公示后有变更，须以变更后的内容重新公示。"
    yield from holds_on_list(publicity)


def holds_on_list(publicity: Publicity) -> Iterator[str]:
    """Yield a sentence for each thing that keeps the list as a whole from ending, whatever the day."""
    stages = set(publicity.objections.filter(entry=None).values_list("stage", flat=True))
    if ObjectionStage.OPEN in stages:
        yield "有针对整份公示的异议正在核查，作出核查结论前公示不结束。"
    if ObjectionStage.UPHELD in stages:
        yield "针对整份公示的异议核查成立，应由公示单位重新公示。"
    if publicity.is_held:
        yield "公示单位已决定暂缓结束整份公示，恢复前不结束。"


def was_disputed(entry: PublicityEntry) -> bool:
    """Whether an objection or a hold may have kept this person back, here or where he was shown before."""
    seen: PublicityEntry | None = entry
    while seen is not None:
        listed = seen.publicity.objections.filter(entry=None).exists() or seen.publicity.list_holds.exists()
        if listed or seen.objections.exists():
            return True
        seen = seen.previous
    return False


def disputed_entries(entries: QuerySet[PublicityEntry]) -> QuerySet[PublicityEntry]:
    """Return those of some entries of which was_disputed() is true in the publicity in which they stand."""
    against_one = Objection.objects.filter(entry=OuterRef("pk"))
    against_list = Objection.objects.filter(entry=None, publicity=OuterRef("publicity"))
    held = ListHold.objects.filter(publicity=OuterRef("publicity"))
    return entries.filter(Exists(against_one) | Exists(against_list) | Exists(held))


def held_entries(entries: QuerySet[PublicityEntry]) -> QuerySet[PublicityEntry]:
    """Return those of some entries whose period may not end now, whatever the day: the sweep leaves them out.

    The one place that says in the database what holds() says in sentences.
    """
    undecided = Objection.objects.exclude(stage=ObjectionStage.DISMISSED)
    against_one = undecided.filter(entry=OuterRef("pk"))
    against_list = undecided.filter(entry=None, publicity=OuterRef("publicity"))
    is_other_content = ~Q(snapshot=F("application__snapshot"))
    return entries.filter(Exists(against_one) | Exists(against_list) | Q(publicity__is_held=True) | is_other_content)


def still_showing(publicity: Publicity) -> QuerySet[PublicityEntry]:
    """Return the entries whose cases still stand in it: not released, returned, withdrawn or shown anew."""
    return standing_in(publicity.kind, [publicity.pk])


def standing_in(kind: str, keys: Collection[int]) -> QuerySet[PublicityEntry]:
    """Return the entries of several publicities of one kind whose cases still stand in them."""
    newer = PublicityEntry.objects.filter(
        application=OuterRef("application"), publicity__kind=kind, pk__gt=OuterRef("pk")
    )
    stage = STAGE_IN_PUBLICITY[PublicityKind(kind)]
    entries = PublicityEntry.objects.filter(publicity__in=keys, released_at=None, application__stage=stage)
    return entries.filter(~Exists(newer))


def days_counted(period: Period, close: dt.datetime) -> dict[str, Any]:
    """Return what the journal keeps of a period."""
    return {"earliest_close": close.isoformat(), "counted": [day.isoformat() for day in period.counted]}
