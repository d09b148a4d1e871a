"""Plans as data: from a file of reviews/plans/ to a draft, and what stands in the way of publishing one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import AgencyKind
from accounts.models import Agency, Region
from accounts.services import journal
from law.yaml_data import parse_yaml, read_yaml
from reviews.models import Committee, Plan, PlanTitle
from reviews.plan_dates import moment_of, opening_of
from reviews.rulebooks import as_text
from reviews.services.committees import load_committees, named
from zcps import clock

_TITLE = ("name", "level", "mode", "scope")
FOLDER = Path(__file__).resolve().parent.parent / "plans"
# What stands in a file otherwise than in the plan; every other key is a field of it.
_READ = frozenset(
    {
        "titles", "region", "route", "quorum", "filing_opens", "filing_closes", "employer_closes", "paper_closes",
        "co_publisher",
    }
)  # fmt: skip


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
    own = Committee.objects.filter(office=office).values_list("name", "former_names")
    names = {name for present, former in own for name in (present, *former)}
    files = ((code, _read(code)) for code in plan_codes() if code not in known)
    return [(code, data["name"]) for code, data in files if any(row["committee"] in names for row in data["titles"])]


def draft_for(code: str, by: Actor) -> Plan:
    """Draft a plan for the actor's office, under the HR bureau of its region; the drafting is journaled."""
    assert by.agency is not None, "an office drafts"  # noqa: S101 - an Actor without one is a mistake of ours
    bureau = Agency.objects.get(kind=AgencyKind.HR_BUREAU, region=by.agency.region)
    with transaction.atomic():
        plan = draft_plan(code, by.agency, bureau)
        journal.record("draft_plan", plan, by, after=plan.stage, code=code)
    return plan


def _read(code: str) -> dict[str, Any]:
    data: dict[str, Any] = parse_yaml((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    return data


def _fields(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: value for name, value in data.items() if name not in _READ},
        "rules": as_text(read_yaml(f"rulebooks/{data['rulebook']}.yaml")),
        "region": Region.objects.get(code=data["region"]),
        # Where the office is not on the platform, `result_publisher` says its name all the same.
        "co_publisher": Agency.objects.filter(name=data.get("co_publisher", "")).first(),
        "filing_opens": opening_of(data["filing_opens"]),
        "filing_closes": moment_of(data["filing_closes"]),
        "employer_closes": moment_of(data["employer_closes"]),
        "paper_closes": moment_of(data["paper_closes"]) if "paper_closes" in data else None,
        "route": [_leg(leg) for leg in data["route"]],
        "quorum_numerator": data["quorum"][0],
        "quorum_denominator": data["quorum"][1],
    }


def _leg(row: Mapping[str, Any]) -> dict[str, Any]:
    # A body may have words instead of a day: {"closes": "", "text": "8月上旬"}.
    day = row.get("closes")
    return {**row, "closes": moment_of(day).isoformat() if day else ""}


def _committee(name: str) -> Committee:
    """Return a committee by any of its names (X34); enter those of the notices where it is not there yet."""
    try:
        return named(name)
    except Committee.DoesNotExist:
        load_committees()
        return named(name)
