"""What an office that watches over reviews sees: warnings, the figures of a season, archives and cases compared."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from applicants.views.worklist import address_with
from employers.models import Employer
from reviews.models import Plan
from reviews.permissions import oversees, reads_statistics
from reviews.selectors import archive_ratio, statistics
from reviews.selectors.early_warnings import KINDS, EarlyWarning, warnings_for
from reviews.selectors.supervision import plans_overseen
from reviews.views.bureau import csv_of
from zcps import clock

# As many seasons as anybody looks at together.
MOST_PLANS = 40
MOST_EXPORTED = 5000
# The first season that the platform knows of.
FIRST_YEAR = 2020
OFFICES = (Role.SUPERVISION, Role.HR_BUREAU, Role.COMMITTEE_OFFICE)


@require_safe
@allow(oversees)
def supervision(request: Request) -> HttpResponse | StreamingHttpResponse:
    """Show the warnings about the plans overseen, of one kind or of all; `format=csv` exports them."""
    plans = list(plans_overseen(request.actor)[:MOST_PLANS])
    everything = warnings_for(plans)
    kind = request.GET.get("kind", "")
    label = KINDS[kind][0] if kind in KINDS else ""
    found = [each for each in everything if not label or each.kind == label]
    if request.GET.get("format") == "csv":
        return csv_of(_sheet(found), f"监督预警{clock.today():%Y%m%d}.csv")
    context = {
        "warnings": found,
        "chips": _chips(request, everything, kind),
        "plans": plans,
        "export": address_with(request, format="csv"),
    }
    return render(request, "reviews/supervision/desk.html", context)


def _chips(request: Request, found: list[EarlyWarning], chosen: str) -> list[dict[str, Any]]:
    counts = [("", "全部", len(found))]
    counts += [(key, label, sum(each.kind == label for each in found)) for key, (label, _) in KINDS.items()]
    return [
        {"label": label, "url": address_with(request, kind=key), "count": count, "active": chosen == key}
        for key, label, count in counts
        if count or key in {"", chosen}
    ]


def _sheet(found: list[EarlyWarning]) -> Any:
    yield ["类别", "计划", "情况", "依据"]
    for each in found:
        yield [each.kind, each.plan, each.sentence, each.clause]


@require_safe
@allow(only(*OFFICES))
def seasons(request: Request) -> HttpResponse:
    """List the plans whose figures an office may see."""
    words = request.GET.get("q", "").strip()
    plans = plans_overseen(request.actor)
    page = page_of(plans.filter(name__icontains=words) if words else plans, "year", request.GET)
    return render(request, "reviews/supervision/seasons.html", {"page": page, "query": words})


@require_safe
@allow(reads_statistics, Plan)
def season(request: Request, plan: Plan) -> HttpResponse | StreamingHttpResponse:
    """Show the figures of a plan's season; `format=csv` exports them."""
    if request.GET.get("format") == "csv":
        return csv_of(statistics.exported(plan), f"评审统计-{plan.code}.csv")
    whole = statistics.totals(plan)
    context = {
        "plan": plan,
        "whole": whole,
        "bars": [{"label": label, "value": whole.counts[key]} for key, label in statistics.MILESTONES.items()],
        "heads": list(statistics.MILESTONES.values()),
        "tables": [(label, statistics.rows_by(plan, key)) for key, (label, _) in statistics.GROUPS.items()],
        "ends": statistics.ends_of(plan),
        "bodies": statistics.bodies_of(plan),
        "days": statistics.days_to_the_end(plan),
        "export": address_with(request, format="csv"),
    }
    return render(request, "reviews/supervision/season.html", context)


@require_safe
@allow(only(Role.SUPERVISION, Role.HR_BUREAU, Role.EMPLOYER))
def archive_ratios(request: Request) -> HttpResponse | StreamingHttpResponse:
    """Show archives newly filled in against cases filed, by place and by employer; `format=csv` exports the latter."""
    year = _year(request.GET.get("year", ""))
    employers = archive_ratio.counted(_searched(request), year).select_related("region")
    if request.GET.get("format") == "csv":
        rows = archive_ratio.exported(employers.order_by("pk")[:MOST_EXPORTED])
        return csv_of(rows, f"业绩档案填报比例{year}.csv")
    regions = archive_ratio.by_region(request.actor, year)
    page = page_of(employers, "pk", request.GET, newest_first=False)
    context = {
        "year": year,
        "years": _years(request, year),
        "regions": regions,
        "whole": archive_ratio.total(regions),
        "wanted": archive_ratio.WANTED,
        "is_told": year == archive_ratio.YEAR_OF_CLAUSE,
        "clause": archive_ratio.CLAUSE,
        "page": page,
        "rows": [(each.region, archive_ratio.ratio_of(each)) for each in page.rows],
        "query": request.GET.get("q", ""),
        "kept": [("year", str(year))],
        "export": address_with(request, format="csv"),
    }
    return render(request, "reviews/supervision/archive_ratios.html", context)


def _years(request: Request, chosen: int) -> list[dict[str, Any]]:
    return [
        {"label": f"{each} 年", "url": address_with(request, year=str(each)), "active": each == chosen}
        for each in range(clock.today().year, FIRST_YEAR - 1, -1)
    ]


def _year(text: str) -> int:
    this = clock.today().year
    return int(text) if text.isdecimal() and FIRST_YEAR <= int(text[:4]) <= this and len(text) == 4 else this  # noqa: PLR2004 - a year has four digits


def _searched(request: Request) -> QuerySet[Employer]:
    employers = archive_ratio.employers_under(request.actor)
    words = request.GET.get("q", "").strip()[:60]
    return employers.filter(name__icontains=words) if words else employers
