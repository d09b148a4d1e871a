"""How ambiguities were settled under an office's plans: the precedents, counted, searched, exported."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from law.vocabulary import Ambiguity, ambiguity, vocabulary
from reviews.models import AmbiguityDecision, Plan
from reviews.selectors.ambiguities import about
from zcps.encryption import blind_indexes
from zcps.templatetags.chinese import cn_datetime

Decisions = QuerySet[AmbiguityDecision]
HEADERS = (
    "计划", "代号", "歧义事项", "核定的理解", "是否有利于申报人", "理由", "依据", "与先例不同的理由", "复函文号",
    "核定机构", "核定时间", "是否现行",
)  # fmt: skip
_PLANS_OF = {
    Role.COMMITTEE_OFFICE: "office",
    Role.HR_BUREAU: "hr_bureau",
    Role.SUPERVISION: "titles__committee__supervisor",
}


@dataclass(frozen=True)
class Tally:
    """How often an ambiguity was read one way and the other under a plan."""

    plan: str
    word: Ambiguity
    favouring: int
    against: int


def plans_seen_by(actor: Actor) -> QuerySet[Plan]:
    """Return the plans that an office runs, supervises or watches."""
    rule = _PLANS_OF.get(Role(actor.role))
    if rule is None or actor.agency_id is None:
        return Plan.objects.none()
    return Plan.objects.filter(**{rule: actor.agency_id}).distinct()


def decisions_of(plans: QuerySet[Plan]) -> Decisions:
    """Return every decision under the plans, those that were replaced too."""
    rows = AmbiguityDecision.objects.filter(plan__in=plans.values("pk"))
    return rows.select_related("plan", "agency")


def narrowed(rows: Decisions, asked: Mapping[str, str]) -> Decisions:
    """Narrow by plan, ambiguity, reading and words, as the address asks."""
    if plan := asked.get("plan"):
        rows = rows.filter(plan__code=plan)
    if code := asked.get("code"):
        rows = rows.filter(about([code]))
    if asked.get("reading") in ("yes", "no"):
        rows = rows.filter(favours=asked["reading"] == "yes")
    if words := asked.get("q", "").strip():
        rows = rows.filter(pk__in=_saying(rows, words.casefold()))
    return rows


def _saying(rows: Decisions, words: str) -> list[int]:
    """What is said is sealed: it is searched row by row, among the decisions of one office's plans."""
    kept = AmbiguityDecision.objects.filter(pk__in=rows.values("pk")).only("code", "says", "reason")
    return [
        row.pk
        for row in kept.iterator()
        if words == row.code.casefold() or words in f"{row.says}\n{row.reason}".casefold()
    ]


def tallies(rows: Decisions) -> list[Tally]:
    """Count the standing decisions by plan and ambiguity, in one query."""
    counted = (
        rows.filter(replaced_at=None)
        .order_by("plan__code", "code_index")
        .values_list("plan__code", "plan__name", "code_index")
        .annotate(favouring=Count("pk", filter=Q(favours=True)), against=Count("pk", filter=Q(favours=False)))
    )
    # While keys change, an ambiguity may be counted under two indexes.
    codes = {index: code for code in vocabulary().ambiguities for index in blind_indexes(code, "ambiguity")}
    sums: dict[tuple[str, str, str], list[int]] = {}
    for plan, name, index, favouring, against in counted:
        found = sums.setdefault((plan, codes[index], name), [0, 0])
        found[0], found[1] = found[0] + favouring, found[1] + against
    return [Tally(name, ambiguity(code), *sums[plan, code, name]) for plan, code, name in sorted(sums)]


def exported(rows: Decisions) -> Iterator[list[Any]]:
    """Yield the table, its heading first; no case is named in it."""
    yield list(HEADERS)
    for row in rows.order_by("-decided_at", "-pk").iterator():
        reading = "是" if row.favours else "否"
        standing = "否" if row.replaced_at else "是"
        ground = [row.reason, row.clause, row.departs, row.document]
        place = [row.agency.name, cn_datetime(row.decided_at), standing]
        yield [row.plan.name, row.code, ambiguity(row.code).open, row.says, reading, *ground, *place]
