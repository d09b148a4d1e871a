"""The figures of a plan's season: who came how far, by specialty, place and title; what each body decided."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet

from employers.enums import EmployerKind
from reviews.enums import ENDED_WITHOUT_TITLE, ItemStage, Stage, TitleMode, Verdict
from reviews.models import Application, Certificate, MeetingItem, Opinion, Plan

# How far a case came, by marks that stay when it goes on.
MILESTONES = {
    "filed": "已提交",
    "recommended": "已推荐",
    "qualified": "资格审查通过",
    "voted": "已表决",
    "passed": "评审通过",
    "announced": "已公布",
    "upward": "已推荐上报",
}
GROUPS = {
    "specialty": ("申报专业", "specialty"),
    "region": ("单位所在地", "employer__region__name"),
    "title": ("申报资格", "title__name"),
    "kind": ("单位性质", "employer__kind"),
}
_WON = (Stage.ANNOUNCED, Stage.ARCHIVED, Stage.REVOKED)
_MOST = 200


@dataclass(frozen=True)
class Row:
    """One line of a table: its name, how many came how far, and how many of those voted on passed."""

    name: str
    counts: dict[str, int]

    @property
    def rate(self) -> str:
        """Return the share of those voted on who passed, in per cent; "—" where nobody was voted on."""
        return percent(self.counts["passed"], self.counts["voted"])

    @property
    def cells(self) -> list[int]:
        """Return the figures in the order of MILESTONES."""
        return [self.counts[key] for key in MILESTONES]


@dataclass(frozen=True)
class Body:
    """What one body decided about the cases of a plan."""

    name: str
    agreed: int
    returned: int
    refused: int

    @property
    def total(self) -> int:
        """All its decisions."""
        return self.agreed + self.returned + self.refused

    @property
    def return_rate(self) -> str:
        """Return the share of its decisions that sent a case back, in per cent."""
        return percent(self.returned, self.total)


def percent(part: int, whole: int) -> str:
    """Return a share with one decimal, or a dash where there is nothing to share."""
    return f"{1000 * part // whole / 10:.1f}%" if whole else "—"


def totals(plan: Plan) -> Row:
    """Return the whole season of a plan in one line (one query)."""
    return Row(plan.name, _marked(plan).aggregate(**_counted()))


def rows_by(plan: Plan, group: str) -> list[Row]:
    """Return the lines of one table, the largest first (one query).

    Args:
        plan: whose cases.
        group: a key of GROUPS.
    """
    field = GROUPS[group][1]
    found = _marked(plan).order_by().values(field).annotate(**_counted()).order_by("-filed", field)[:_MOST]
    return [Row(_named(group, row[field]), {key: row[key] for key in MILESTONES}) for row in found]


def ends_of(plan: Plan) -> list[tuple[str, int]]:
    """Return how many cases ended without a title, by the way they ended (one query)."""
    ended = Application.objects.filter(plan=plan, filed_at__isnull=False, stage__in=ENDED_WITHOUT_TITLE)
    found = dict(ended.order_by().values_list("stage").annotate(Count("pk")))
    return [(stage.label, found[stage]) for stage in ENDED_WITHOUT_TITLE if stage in found]


def bodies_of(plan: Plan) -> list[Body]:
    """Return what each body decided, the busiest first (one query)."""
    said = Opinion.objects.filter(application__plan=plan).order_by()
    rows = said.values("body").annotate(
        agreed=Count("pk", filter=Q(verdict=Verdict.AGREE)),
        returned=Count("pk", filter=Q(verdict=Verdict.RETURN)),
        refused=Count("pk", filter=Q(verdict=Verdict.REFUSE)),
        number=Count("pk"),
    )
    rows = rows.order_by("-number", "body")[:_MOST]
    return [Body(row["body"], row["agreed"], row["returned"], row["refused"]) for row in rows]


def days_to_the_end(plan: Plan) -> int | None:
    """Return the average number of days from filing to certificate; None where there is no certificate (one query).

    One that corrects another was no end of a case.
    """
    took = Certificate.objects.filter(application__plan=plan, replaces=None).aggregate(
        average=Avg(F("issued_at") - F("application__filed_at"))
    )["average"]
    return took.days if took else None


def exported(plan: Plan) -> Iterator[list[Any]]:
    """Yield all tables for a spreadsheet, one after the other."""
    yield ["分类", "项目", *MILESTONES.values(), "通过率"]
    yield from _lines("合计", [totals(plan)])
    for group, (label, _) in GROUPS.items():
        yield from _lines(label, rows_by(plan, group))
    yield []
    yield ["机构", "同意", "退回补正", "不同意", "退回率"]
    for body in bodies_of(plan):
        yield [body.name, body.agreed, body.returned, body.refused, body.return_rate]


def _lines(label: str, rows: Iterable[Row]) -> Iterator[list[Any]]:
    for row in rows:
        yield [label, row.name, *row.cells, row.rate]


def _marked(plan: Plan) -> QuerySet[Application]:
    said = Opinion.objects.filter(application=OuterRef("pk"), verdict=Verdict.AGREE)
    # A vote that is held anew counts no more.
    voted = MeetingItem.objects.filter(application=OuterRef("pk"), stage=ItemStage.CLOSED, re_review=None)
    return Application.objects.filter(plan=plan, filed_at__isnull=False).annotate(
        was_recommended=Exists(said.filter(stage=Stage.RECOMMENDATION)),
        was_qualified=Exists(said.filter(stage__in=[Stage.QUALIFICATION, Stage.DETERMINATION])),
        was_voted=Exists(voted),
        was_passed=Exists(voted.filter(passed=True)),
    )


def _counted() -> dict[str, Count]:
    marks = {key: Q(**{f"was_{key}": True}) for key in ("recommended", "qualified", "voted", "passed")}
    return {
        "filed": Count("pk"),
        **{key: Count("pk", filter=mark) for key, mark in marks.items()},
        "announced": Count("pk", filter=Q(stage__in=_WON) & ~Q(title__mode=TitleMode.RECOMMEND)),
        # Put forward to a higher committee: no title is won by that.
        "upward": Count("pk", filter=Q(stage__in=_WON, title__mode=TitleMode.RECOMMEND)),
    }


def _named(group: str, value: str | None) -> str:
    if group == "kind" and value:
        return str(EmployerKind(value).label)
    return value or "未填写"
