"""The committees of the notices, from reviews/committees/*.yaml into the database."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from accounts.enums import AgencyKind
from accounts.models import Agency, Region
from reviews.enums import CommitteeStage
from reviews.models import Committee
from zcps.templatetags.chinese import cn_date

FOLDER = Path(__file__).resolve().parent.parent / "committees"
CITY = "衢州市"
HR_BUREAU = "衢州市人力资源和社会保障局"
# One supervision office watches the draws of all committees of a region (S3 三(二)).
SUPERVISOR = "职称评审监督机构"
TERM_CLAUSE = "衢市人社专〔2021〕61号 三(四)；浙人社发〔2020〕47号"


@cache
def committee_rows() -> tuple[dict[str, Any], ...]:
    """Return what the notices say of each committee, in the order of their files; offices only, no persons."""
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(row for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))["committees"])


@transaction.atomic
def load_committees() -> list[Committee]:
    """Write all committees and the offices they need; doing it again changes nothing that is as the notices say.

    Regions must have been loaded before (accounts.services.seed).
    """
    return [_load(row) for row in committee_rows()]


def named(name: str) -> Committee:
    """Return a committee by its present or a former name: the notices write several names differently (X34).

    Raises:
        Committee.DoesNotExist: no committee has or had this name.
    """
    found = (
        Committee.objects.filter(name=name).first() or Committee.objects.filter(former_names__contains=[name]).first()
    )
    if found is None:
        raise Committee.DoesNotExist(f"没有名为“{name}”的评审委员会，请核对名称或先导入评审委员会名录。")
    return found


def term_problems(committee: Committee, day: dt.date) -> Iterator[str]:
    """Yield the sentence for a meeting on a day on which the committee is not in office.

    A committee whose terms nobody has recorded is not refused: a missing fact goes to a person.
    """
    if committee.stage == CommitteeStage.DISSOLVED and committee.ended_on and day >= committee.ended_on:
        yield f"{committee.name}已于{cn_date(committee.ended_on)}撤销，不能在{cn_date(day)}召开评审会议。"
        return
    terms = list(committee.terms.order_by("starts_on"))
    if not terms or any(term.starts_on <= day <= term.ends_on for term in terms):
        return
    known = "，".join(f"第 {term.number} 届自{cn_date(term.starts_on)}至{cn_date(term.ends_on)}" for term in terms[-2:])
    yield (
        f"会议定于{cn_date(day)}召开，不在{committee.name}的任期内（{known}）。"
        f"请由{committee.hr_bureau.name}办理换届，或改定召开时间（{TERM_CLAUSE}）。"
    )


def _load(row: dict[str, Any]) -> Committee:
    # The committees of Quzhou need not say where they are.
    region = Region.objects.get(name=row.get("region", CITY))
    founding = _agency(row["founding_body"], AgencyKind.COMPETENT_DEPARTMENT, region)
    office = _agency(row.get("office", f"{founding.name}职称评审委员会办公室"), AgencyKind.COMMITTEE_OFFICE, region)
    committee, _ = Committee.objects.update_or_create(
        name=row["name"],
        defaults={
            "former_names": row.get("former_names", []),
            "level": row["level"],
            "office": office,
            "founding_body": founding,
            "hr_bureau": _agency(row.get("hr_bureau", HR_BUREAU), AgencyKind.HR_BUREAU, region),
            "supervisor": _supervisor(region),
            "titles": row["titles"],
            "recommends": row["recommends"],
            "specialties": _specialties(row),
            "scope": row["scope"],
            "source": row["source"],
        },
    )
    return committee


def _specialties(row: dict[str, Any]) -> str:
    """Return one text to read and to search: the committee's own specialties, then those of 2023."""
    added = [f"{path['series']}：{path['specialties']}" for path in row.get("pathways_2023", ())]
    return "\n".join([row["specialties"], *added])


def _agency(name: str, kind: AgencyKind, region: Region) -> Agency:
    found, _ = Agency.objects.get_or_create(name=name, defaults={"kind": kind, "level": region.level, "region": region})
    return found


def _supervisor(region: Region) -> Agency:
    known = Agency.objects.filter(kind=AgencyKind.SUPERVISION, region=region).order_by("pk").first()
    return known or _agency(f"{region.name}{SUPERVISOR}", AgencyKind.SUPERVISION, region)
