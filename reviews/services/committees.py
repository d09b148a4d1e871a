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
from accounts.services.seed import as_given
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
    offices, names = _Offices(), [row["name"] for row in committee_rows()]
    known = Committee.objects.in_bulk(names, field_name="name")
    return [_load(row, known.get(row["name"]), offices) for row in committee_rows()]


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


class _Offices:
    """Regions and offices, each read or made once for all committees."""

    def __init__(self) -> None:
        self._known = {agency.name: agency for agency in Agency.objects.all()}
        self.region = cache(lambda name: Region.objects.get(name=name))
        self.supervisor = cache(self._supervisor)

    def named(self, name: str, kind: AgencyKind, region: Region) -> Agency:
        if name not in self._known:
            self._known[name] = Agency.objects.create(name=name, kind=kind, level=region.level, region=region)
        return self._known[name]

    def _supervisor(self, region: Region) -> Agency:
        known = Agency.objects.filter(kind=AgencyKind.SUPERVISION, region=region).order_by("pk").first()
        return known or self.named(f"{region.name}{SUPERVISOR}", AgencyKind.SUPERVISION, region)


def _load(row: dict[str, Any], found: Committee | None, offices: _Offices) -> Committee:
    # The committees of Quzhou need not say where they are.
    region = offices.region(row.get("region", CITY))
    founding = offices.named(row["founding_body"], AgencyKind.COMPETENT_DEPARTMENT, region)
    office_name = row.get("office", f"{founding.name}职称评审委员会办公室")
    return as_given(
        Committee,
        found,
        name=row["name"],
        former_names=row.get("former_names", []),
        level=row["level"],
        office_id=offices.named(office_name, AgencyKind.COMMITTEE_OFFICE, region).pk,
        founding_body_id=founding.pk,
        hr_bureau_id=offices.named(row.get("hr_bureau", HR_BUREAU), AgencyKind.HR_BUREAU, region).pk,
        supervisor_id=offices.supervisor(region).pk,
        titles=row["titles"],
        recommends=row["recommends"],
        specialties=_specialties(row),
        scope=row["scope"],
        source=row["source"],
    )


def _specialties(row: dict[str, Any]) -> str:
    """Return one text to read and to search: the committee's own specialties, then those of 2023."""
    added = [f"{path['series']}：{path['specialties']}" for path in row.get("pathways_2023", ())]
    return "\n".join([row["specialties"], *added])
