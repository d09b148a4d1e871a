"""The plans of an office, or of the bureau above it: searched, filtered, as table and as export; one as a task list."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.actor import Actor
from accounts.selectors.narrowing import with_words
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.plan_sections import RULES, SECTIONS
from reviews.selectors.task_list import DONE, NOT_STARTED, TO_MEND, UNDER_WAY, Task
from zcps.templatetags.chinese import cn_close

PLANS = Plan.objects.select_related("office", "hr_bureau", "region", "corrects")
CHIPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "": ("全部", ()),
    "work": ("在办", (PlanStage.DRAFT, PlanStage.SUBMITTED, PlanStage.APPROVED)),
    "published": ("已发布", (PlanStage.PUBLISHED,)),
    "closed": ("已结束", (PlanStage.CLOSED,)),
    "gone": ("已并入和放弃", (PlanStage.MERGED, PlanStage.DROPPED)),
}
HEADINGS = ["编号", "名称", "年度", "类别", "公告文号", "个人申报截止", "评委会办公室", "状态", "版次"]


def plans_of(actor: Actor) -> QuerySet[Plan]:
    """Return the plans that an office draws up, or above which a bureau stands."""
    return PLANS.filter(Q(office=actor.agency) | Q(hr_bureau=actor.agency))


def narrowed(plans: QuerySet[Plan], words: str, chosen: str, year: str) -> QuerySet[Plan]:
    """Return the plans that hold every word, in the chosen stages, of the year."""
    plans = with_words(plans, words, "name", "code", "document_number")
    stages = CHIPS.get(chosen, CHIPS[""])[1]
    plans = plans.filter(stage__in=stages) if stages else plans
    return plans.filter(year=int(year[:9])) if year.isdecimal() else plans


def years_of(plans: QuerySet[Plan]) -> list[int]:
    """Return the years in which there are plans, the latest first."""
    return list(plans.order_by("-year").values_list("year", flat=True).distinct())


def exported(plans: Iterable[Plan]) -> Iterator[list[Any]]:
    """Yield the list for a spreadsheet."""
    yield HEADINGS
    for plan in plans:
        closes = cn_close(plan.filing_closes)
        names = [plan.code, plan.name, plan.year, plan.get_kind_display(), plan.document_number, closes]
        yield [*names, plan.office.name, plan.get_stage_display(), plan.version]


def tasks_of(plan: Plan, missing: Iterable[tuple[str, str]]) -> list[Task]:
    """Return the sections of a draft with what is missing beside each; `missing` is (section, sentence)."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for section, sentence in missing:
        wanted[section].append(sentence)
    rows = [
        Task(each.name, reverse("plan_section", args=[plan.pk, each.key]), "", wanted[each.key], each.hint, each.key)
        for each in SECTIONS
    ]
    rows.append(Task(RULES.name, reverse("plan_rules", args=[plan.pk]), "", wanted["rules"], RULES.hint, RULES.key))
    return [Task(t.name, t.url, _state(plan, t.key, t.missing), t.missing, t.hint, t.key) for t in rows]


# What a section sets, by whose presence one sees that somebody has begun it.
_BEGUN = {
    "identity": ("document_number", "series"),
    "route": ("route",),
    "materials": ("materials",),
    "paper": ("paper_receiver", "stamp_chain"),
    "policy": ("fee", "credit_sources"),
    "contacts": ("contact", "contacts"),
    "documents": ("cited_documents",),
    "notice": ("sections",),
}
# Nothing need be in these.
_MAY_BE_EMPTY = ("documents", "attachments")


def _state(plan: Plan, key: str, missing: Collection[str]) -> str:
    begun = _is_begun(plan, key)
    if missing:
        return TO_MEND if plan.corrects_id else UNDER_WAY if begun else NOT_STARTED
    return DONE if begun or key not in _MAY_BE_EMPTY else NOT_STARTED


def _is_begun(plan: Plan, key: str) -> bool:
    if key == "titles":
        return plan.titles.exists()
    if key == "attachments":
        return plan.attachments.exists()
    if key == "deadlines":
        return "unset" not in plan.unconfirmed.values()
    return any(getattr(plan, name) for name in _BEGUN.get(key, ())) or key in ("publicity", "rules")
