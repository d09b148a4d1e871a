"""Reads about dry runs: the counts, and who would change, as far as one may know who it is."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from law.examination import Outcome
from law.trial import OUTCOMES
from reviews.models import DryRun, DryRunChange, Plan
from reviews.permissions import prepares_plan

NO_TITLE = "no_title"
WORDS = {**{outcome.value: word for outcome, word in OUTCOMES.items()}, NO_TITLE: "没有相应资格"}
SHAPES = {Outcome.ELIGIBLE.value: "done", Outcome.NOT_ELIGIBLE.value: "stop", NO_TITLE: "stop"}
ANSWERS = {"met": "符合", "not_met": "不符合", "unknown": "待核定"}
# The examination at filing tells of one way that is met, and of no other.
UNTOLD = {"was": "原未列出", "now": "没有此条"}
HEADERS = ["姓名", "用人单位", "原计划", "申报资格", "原结论", "新结论", "原途径", "新途径", "原因"]


def table_of(run: DryRun) -> list[tuple[str, list[int], int]]:
    """Return the counts: a row for each old outcome, its numbers by new outcome, its sum."""
    counts: dict[str, int] = run.counts
    found = []
    for old, word in WORDS.items():
        numbers = [counts.get(f"{old}>{new}", 0) for new in WORDS]
        if any(numbers):
            found.append((word, numbers, sum(numbers)))
    return found


def changes_of(run: DryRun, asked: dict[str, str], visible: frozenset[int]) -> QuerySet[DryRunChange]:
    """Return who would change, filtered by `change` (old>new) and by words in `q`.

    Names are searched in the `visible` plans only: elsewhere a hit would tell what is not shown.
    """
    rows = run.changes.select_related("application__applicant__user", "application__employer", "application__plan")
    old, arrow, new = asked.get("change", "").partition(">")
    if arrow:
        rows = rows.filter(old_outcome=old, new_outcome=new)
    for word in asked.get("q", "").split():
        rows = rows.filter(
            Q(application__plan__in=visible)
            & (Q(application__applicant__user__name__icontains=word) | Q(application__employer__name__icontains=word))
            | Q(target__icontains=word)
            | Q(application__plan__code__icontains=word)
        )
    return rows


def visible_plans(actor: Actor, run: DryRun) -> frozenset[int]:
    """Return the past plans whose cases the actor may open: only there names are shown."""
    used = Plan.objects.filter(pk__in=run.changes.values("application__plan_id"))
    return frozenset(plan.pk for plan in used if prepares_plan(actor, plan))


def shown(change: DryRunChange, visible: frozenset[int]) -> dict[str, Any]:
    """Return one change as it is shown; whoever may not open the case learns neither name nor circumstances."""
    case = change.application
    is_known = case.plan_id in visible
    reasons = [_told(reason, is_known=is_known) for reason in change.reasons]
    return {
        "pk": change.pk,
        "case": case if is_known else None,
        "name": case.applicant.user.name if is_known else "不公开",
        "employer": case.employer.name if is_known and case.employer else "",
        "plan": case.plan.code,
        "target": change.target,
        "old": WORDS.get(change.old_outcome, change.old_outcome),
        "new": WORDS.get(change.new_outcome, change.new_outcome),
        "shape": SHAPES.get(change.new_outcome, "due"),
        "old_route": change.old_route,
        "new_route": change.new_route,
        "reasons": reasons,
    }


def _told(reason: dict[str, str], *, is_known: bool) -> dict[str, str]:
    words = {name: ANSWERS.get(reason.get(name, ""), word) for name, word in UNTOLD.items()}
    because = reason.get("because", "") if is_known else ""
    return {"clause": reason.get("clause", ""), "asks": reason.get("asks", ""), "because": because, **words}


def exported(rows: QuerySet[DryRunChange], visible: frozenset[int]) -> Iterator[list[Any]]:
    """Yield the table for a spreadsheet, its head first."""
    yield HEADERS
    for change in rows.order_by("pk").iterator(chunk_size=1000):
        row = shown(change, visible)
        why = "；".join(_line(reason) for reason in row["reasons"])
        plain = [row[name] for name in ("name", "employer", "plan", "target", "old", "new", "old_route", "new_route")]
        yield [*plain, why]


def _line(reason: dict[str, str]) -> str:
    return f"{reason['asks']}（{reason['clause']}）：{reason['was']}→{reason['now']}。{reason['because']}"
