"""Writing a plan: begun from nothing or from another plan, changed section by section, and only while it is a draft.

Every change goes through editing(): a plan that has been reported, approved or published is frozen.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind
from accounts.models import Agency, Region, StoredFile
from accounts.services import journal
from reviews.enums import PlanStage
from reviews.models import Committee, Plan, PlanAttachment, PlanTitle
from reviews.plan_dates import DEADLINES, day_of, deadline_of, in_another_year, moment_of, named_day, opening_of
from reviews.rulebooks import as_text, data_of
from reviews.selectors.deadlines import closes_of, last_day
from reviews.services.rulebook_edit import shifted_rules, starter_rules, with_its_notice
from reviews.services.versions import TITLE_TERMS
from zcps import clock

# What a copy takes over from the plan that it begins with; the rest is its own, or has to be confirmed.
_COPIED = (
    "kind",
    "series",
    "specialties",
    "region",
    "audience",
    "roll_policy",
    "determined_by",
    "exam_series",
    "publicity_kinds",
    "publicity_days",
    "count_start_day",
    "filing_lead_days",
    "filing_lead_unit",
    "correction_days",
    "tally_base",
    "vote_scope",
    "quorum_numerator",
    "quorum_denominator",
    "revote_rule",
    "revote_margin",
    "materials",
    "public_fields",
    "employer_fields",
    "objection_days",
    "names_stay_days",
    "anonymous_objections",
    "needs_confirmation_sheet",
    "form_name",
    "watermark",
    "paper_copies",
    "stamp_chain",
    "paper_receiver",
    "paper_address",
    "archive_mode",
    "fee",
    "contact",
    "contacts",
    "employer_duties",
    "commitment_text",
    "credit_sources",
    "credit_proof",
    "post_source",
    "archive_ratio",
    "cited_documents",
    "sections",
    "issues_certificate",
    "entrusting_bodies",
    "proof_bodies",
    "needs_recommendation",
    "result_publisher",
    "co_publisher",
    "result_shown_days",
    "complaint_days",
    "hearing_days",
    "integrity_years",
    "credit_years",
    "integrity_clock",
)
_DATES = ("filing_opens", "filing_closes", "employer_closes", "cutoff")
_PUBLIC_FIELDS = ["name", "employer", "title", "level", "specialty", "way", "education"]
_WATERMARK = "浙江省专业技术任职资格申报与评审管理平台"


class PlanFrozenError(Exception):
    """The plan is no draft any more; the message says so in Chinese."""


@contextmanager
def editing(plan: Plan) -> Iterator[Plan]:
    """Give the plan as it is now, locked, to be changed and saved. Raises PlanFrozenError."""
    with transaction.atomic():
        fresh = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
        if fresh.stage != PlanStage.DRAFT:
            stage = fresh.get_stage_display()
            raise PlanFrozenError(f"该计划已是“{stage}”，内容不能再改动。发布后的计划只能通过更正公告修改。")
        yield fresh


def save_terms(plan: Plan, terms: Mapping[str, Any]) -> Plan:
    """Store some of a plan's fields. Raises PlanFrozenError."""
    with editing(plan) as fresh:
        for name, value in terms.items():
            setattr(fresh, name, value)
        if "document_number" in terms:
            fresh.rules = as_text(with_its_notice(fresh))
        fresh.save(update_fields=[*terms, "rules"])
    return fresh


def save_titles(plan: Plan, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store the titles of a plan in their order; one that is not named any more goes. Raises PlanFrozenError."""
    with editing(plan) as fresh:
        fresh.titles.exclude(name__in=[row["name"] for row in rows]).delete()
        for order, row in enumerate(rows):
            values = {name: row[name] for name in ("level", "committee", "mode", "scope")}
            PlanTitle.objects.update_or_create(plan=fresh, name=row["name"], defaults={**values, "order": order})


def attach(plan: Plan, file: StoredFile, name: str) -> None:
    """Add a file to the notice (R112, R338). Raises PlanFrozenError."""
    with editing(plan) as fresh:
        last = fresh.attachments.last()
        PlanAttachment.objects.create(plan=fresh, file=file, name=name, order=last.order + 1 if last else 0)


def detach(plan: Plan, attachment: int) -> None:
    """Take a file away from the notice. Raises PlanFrozenError."""
    with editing(plan) as fresh:
        fresh.attachments.filter(pk=attachment).delete()


def move_attachment(plan: Plan, attachment: int, by: int) -> None:
    """Move a file up (-1) or down (1) in the list. Raises PlanFrozenError."""
    with editing(plan) as fresh:
        rows = list(fresh.attachments.all())
        place = next((n for n, row in enumerate(rows) if row.pk == attachment), None)
        if place is not None and 0 <= place + by < len(rows):
            rows[place], rows[place + by] = rows[place + by], rows[place]
        for order, row in enumerate(rows):
            PlanAttachment.objects.filter(pk=row.pk).update(order=order)


def accept_warning(plan: Plan, key: str, because: str, reason: str, by: Actor) -> None:
    """Keep that the office has read a warning as it stands and publishes nevertheless. Raises PlanFrozenError."""
    with editing(plan) as fresh:
        kept = {"reason": reason, "because": because, "by": by.label, "at": clock.now().isoformat()}
        fresh.accepted_warnings = {**fresh.accepted_warnings, key: kept}
        fresh.save(update_fields=["accepted_warnings"])
        journal.record("accept_warning", fresh, by, key=key, because=because, reason=reason)


def forget_acceptance(plan: Plan, key: str, by: Actor) -> None:
    """Take an acceptance back. Raises PlanFrozenError."""
    with editing(plan) as fresh:
        fresh.accepted_warnings = {name: kept for name, kept in fresh.accepted_warnings.items() if name != key}
        fresh.save(update_fields=["accepted_warnings"])
        journal.record("forget_acceptance", fresh, by, key=key)


def bureau_above(office: Agency) -> Agency:
    """Return the HR bureau to which an office reports: its committees', else its region's."""
    committee = Committee.objects.filter(office=office).select_related("hr_bureau").first()
    return committee.hr_bureau if committee else Agency.objects.get(kind=AgencyKind.HR_BUREAU, region=office.region)


@transaction.atomic
def plan_from_nothing(by: Actor, code: str, name: str, year: int, kind: str) -> Plan:
    """Begin an empty plan of the actor's office. Its dates are unset: placeholders that cannot be published."""
    office = _office(by)
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    plan = Plan.objects.create(
        code=code,
        name=name,
        year=year,
        kind=kind,
        specialties=[],
        rulebook=code,
        office=office,
        hr_bureau=bureau_above(office),
        region=_reach(office),
        filing_opens=opening_of(first),
        filing_closes=moment_of(last),
        employer_closes=moment_of(last),
        cutoff=last,
        unconfirmed=dict.fromkeys(_DATES, "unset"),
        watermark=_WATERMARK,
        paper_copies=2,
        public_fields=_PUBLIC_FIELDS,
        created_at=clock.now(),
    )
    plan.rules = as_text(starter_rules(plan))
    plan.save(update_fields=["rules"])
    journal.record("draft_plan", plan, by, after=plan.stage, code=code)
    return plan


@transaction.atomic
def plan_from_copy(by: Actor, source: Plan, code: str, name: str, year: int) -> Plan:
    """Begin a plan with all that another one says; its dates are shifted by the years between, each to be confirmed."""
    office, years = _office(by), year - source.year
    plan = Plan(code=code, name=name, year=year, rulebook=code, office=office, hr_bureau=bureau_above(office))
    for field in _COPIED:
        setattr(plan, field, getattr(source, field))
    _shift(plan, source, years)
    rules = shifted_rules(data_of(source), years) if years else data_of(source)
    plan.rules = as_text({**rules, "plan": code, "name": name})
    plan.created_at = clock.now()
    plan.save()
    for title in source.titles.select_related("committee"):
        values = {name: getattr(title, name) for name in TITLE_TERMS}
        PlanTitle.objects.create(plan=plan, committee=title.committee, **values)
    journal.record("draft_plan", plan, by, after=plan.stage, code=code, copied=source.code)
    return plan


def _shift(plan: Plan, source: Plan, years: int) -> None:
    opens = day_of(source, "filing_opens")
    assert opens is not None, "no plan is without it"  # noqa: S101 - a column that may not be null
    plan.filing_opens = opening_of(in_another_year(opens, years))
    for field in DEADLINES:
        day = named_day(source, field)
        moment, named = deadline_of(in_another_year(day, years), source.roll_policy) if day else (None, "")
        setattr(plan, field, moment)
        plan.named_days |= {field: named} if named else {}
    plan.cutoff = in_another_year(source.cutoff, years)
    plan.unconfirmed = dict.fromkeys((*_DATES, *(["paper_closes"] if source.paper_closes else [])), "copied")
    plan.route = [_shifted_leg(leg, years, source.roll_policy) for leg in source.route]


def _shifted_leg(leg: Mapping[str, Any], years: int, policy: str) -> dict[str, Any]:
    closes = closes_of(leg)
    if closes is None:
        return dict(leg)
    day = dt.date.fromisoformat(leg["named"]) if leg.get("named") else last_day(closes)
    moment, named = deadline_of(in_another_year(day, years), policy)
    return {**leg, "closes": moment.isoformat(), "named": named, "proposed": True}


def _reach(office: Agency) -> Region:
    """The region for which an office's plans are called: its city, or the province."""
    region = office.region
    return region.parent if region.level == AdminLevel.COUNTY and region.parent else region


def _office(by: Actor) -> Agency:
    assert by.agency is not None, "an office drafts"  # noqa: S101 - an Actor without one is a mistake of ours
    return by.agency
