"""Plans as data: from a file of reviews/plans/ to a draft, and what stands in the way of publishing one."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from accounts.actor import Actor
from accounts.enums import AgencyKind
from accounts.models import Agency, Region
from accounts.services import journal
from law.deadlines import latest_filing_day, lint_deadlines
from law.errors import RulebookError
from law.lint import lint
from law.rulebook import Rulebook
from law.yaml_data import read_yaml
from reviews.models import Committee, Plan, PlanTitle
from reviews.rulebooks import as_text, book_of
from reviews.selectors.deadlines import known_calendar, last_day, leg_closes
from reviews.services.committees import load_committees, named
from zcps import clock

_TITLE = ("name", "level", "mode", "scope")
FOLDER = Path(__file__).resolve().parent.parent / "plans"
_PLAIN = (
    "code",
    "name",
    "year",
    "kind",
    "series",
    "specialties",
    "document_number",
    "document_title",
    "rulebook",
    "cutoff",
    "publicity_days",
    "count_start_day",
    "filing_lead_days",
    "correction_days",
    "tally_base",
    "materials",
    "public_fields",
    "form_name",
    "watermark",
    "paper_copies",
    "stamp_chain",
    "paper_receiver",
    "fee",
    "contact",
    "sections",
    "issues_certificate",
)
# What a file may leave out: the plan then has the default.
_OPTIONAL = (
    "deadline_texts",
    "roll_policy",
    "publicity_kinds",
    "paper_address",
    "archive_mode",
    "contacts",
    "audience",
    "employer_duties",
    "commitment_text",
    "credit_sources",
    "credit_proof",
    "post_source",
    "archive_ratio",
    "cited_documents",
    "result_publisher",
)


def plan_codes() -> tuple[str, ...]:
    """Return the codes of the plans that ship with the project."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))


@transaction.atomic
def draft_plan(code: str, office: Agency, hr_bureau: Agency) -> Plan:
    """Write a plan and its titles from its file, in draft; raise KeyError for a code without a file.

    Args:
        code: name of the file in reviews/plans/.
        office: the committee office that announces it.
        hr_bureau: the bureau that approves it (S3 一(一)).
    """
    if code not in plan_codes():
        raise KeyError(f"no plan {code} in reviews/plans/; there are {', '.join(plan_codes())}")
    data = _read(code)
    plan = Plan.objects.create(office=office, hr_bureau=hr_bureau, created_at=clock.now(), **_fields(data))
    for order, row in enumerate(data["titles"]):
        PlanTitle.objects.create(
            plan=plan, order=order, committee=_committee(row["committee"]), **{n: row[n] for n in _TITLE if n in row}
        )
    return plan


def undrafted(office: Agency) -> list[tuple[str, str]]:
    """Return (code, name) of the announcements entered as data for the committees of this office, not drafted yet."""
    known = set(Plan.objects.values_list("code", flat=True))
    own = set(Committee.objects.filter(office=office).values_list("name", flat=True))
    files = ((code, _read(code)) for code in plan_codes() if code not in known)
    return [(code, data["name"]) for code, data in files if any(_named_so(row, own) for row in data["titles"])]


def _named_so(row: Mapping[str, Any], names: set[str]) -> bool:
    return _committee(row["committee"]).name in names


def draft_for(code: str, by: Actor) -> Plan:
    """Draft a plan for the actor's office, under the HR bureau of its region; the drafting is journaled."""
    assert by.agency is not None, "an office drafts"  # noqa: S101 - an Actor without one is a mistake of ours
    bureau = Agency.objects.get(kind=AgencyKind.HR_BUREAU, region=by.agency.region)
    with transaction.atomic():
        plan = draft_plan(code, by.agency, bureau)
        journal.record("draft_plan", plan, by, after=plan.stage, code=code)
    return plan


def _read(code: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    return data


def _fields(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: data[name] for name in _PLAIN},
        **{name: data[name] for name in _OPTIONAL if name in data},
        "rules": as_text(read_yaml(f"rulebooks/{data['rulebook']}.yaml")),
        "region": Region.objects.get(code=data["region"]),
        "filing_opens": dt.datetime.combine(data["filing_opens"], dt.time(), clock.SHANGHAI),
        "filing_closes": clock.midnight_after(data["filing_closes"]),
        "employer_closes": clock.midnight_after(data["employer_closes"]),
        "paper_closes": clock.midnight_after(data["paper_closes"]) if "paper_closes" in data else None,
        "route": [{**leg, "closes": clock.midnight_after(leg["closes"]).isoformat()} for leg in data["route"]],
        "quorum_numerator": data["quorum"][0],
        "quorum_denominator": data["quorum"][1],
    }


def _committee(name: str) -> Committee:
    """Return a committee by any of its names (X34); enter those of the notices where it is not there yet."""
    try:
        return named(name)
    except Committee.DoesNotExist:
        load_committees()
        return named(name)


def problems_of(plan: Plan) -> list[str]:
    """Return everything that stands in the way of publishing a plan, one Chinese sentence each (S3 一(一))."""
    return [*_rule_problems(plan), *_title_problems(plan), *_deadline_problems(plan), *_content_problems(plan)]


def remarks_on(plan: Plan) -> list[str]:
    """Return what the publisher must know though it does not stand in the way: holidays, assumed parameters."""
    days = {"filing": last_day(plan.filing_closes), "employer": last_day(plan.employer_closes)}
    legs = {"recommendation": last_day(leg_closes(plan)[-1])} if plan.route else {}
    warnings = [warning.because for warning in lint_deadlines({**days, **legs}, known_calendar())]
    return [*warnings, *(found.because for found in lint(book_of(plan)) if not found.info)]


def _rule_problems(plan: Plan) -> Iterator[str]:
    try:
        book = book_of(plan)
    except RulebookError as wrong:
        yield from (f"规则库有误：{problem}，请改正后再报审。" for problem in wrong.problems)
    else:
        yield from _differences(plan, book)


def _differences(plan: Plan, book: Rulebook) -> Iterator[str]:
    if book.cutoff.day != plan.cutoff:
        yield f"计划的年限截止日 {plan.cutoff} 与规则库的 {book.cutoff.day} 不一致，请核对公告后统一。"
    for title in plan.titles.all():
        if title.name not in book.targets:
            yield f"规则库没有“{title.name}”的申报条件，请补充规则，或从计划中去掉该资格。"


def _title_problems(plan: Plan) -> Iterator[str]:
    titles = list(plan.titles.select_related("committee"))
    if not titles:
        yield "计划没有可申报的资格，请至少填写一项。"
    for title in titles:
        if title.name not in title.committee.titles:
            yield f"{title.committee.name}不评审“{title.name}”，请核对该资格的评委会。"


def _deadline_problems(plan: Plan) -> Iterator[str]:
    if not plan.route:
        yield "计划没有审核推荐路径，请按顺序填写用人单位之后的各级机构。"
    named = [
        ("开始申报", plan.filing_opens),
        ("个人申报截止", plan.filing_closes),
        ("单位推荐截止", plan.employer_closes),
    ]
    named += zip((f"{leg['label']}审核推荐截止" for leg in plan.route), leg_closes(plan), strict=True)
    for (earlier, first), (later, second) in pairwise(named):
        if second < first:
            yield f"“{later}”（{last_day(second)}）早于“{earlier}”（{last_day(first)}），请核对各环节时间。"
    yield from _haste(plan)


def _haste(plan: Plan) -> Iterator[str]:
    latest = last_day(plan.employer_closes)
    suggested = latest_filing_day(latest, publicity_days=plan.publicity_days, calendar=known_calendar())
    opens = plan.filing_opens.astimezone(clock.SHANGHAI).date()
    if suggested < opens:
        yield (
            f"从 {opens} 开始申报，到单位推荐截止日 {latest} 之间来不及完成"
            f"不少于 {plan.publicity_days} 个工作日的单位公示，请推迟单位推荐截止日。"
        )


def _content_problems(plan: Plan) -> Iterator[str]:
    wanted = {
        "公告内容": plan.sections,
        "申报材料": plan.materials,
        "公示字段": plan.public_fields,
        "专业": plan.specialties,
    }
    yield from (f"计划缺少“{name}”，请补充后再报审。" for name, value in wanted.items() if not value)
    yield from _uncited(plan.materials)


def _uncited(materials: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in materials:
        if not row.get("clause"):
            yield f"申报材料“{row['name']}”没有写明依据条款，请补充：没有依据的材料不得要求申报人提供。"
