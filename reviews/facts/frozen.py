"""The facts of an application that was filed before facts were kept with it, rebuilt from what was frozen then."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import Region
from applicants.enums import EmploymentKind
from applicants.facts import person_facts
from applicants.models import ArchiveRecord, Profile
from employers.enums import EmployerKind
from employers.models import Employer
from law.vocabulary import vocabulary
from reviews.models import Snapshot

_LISTS = ("education", "work", "titles", "appointments", "assessments", "papers", "others")
_YES_NO = {"是": True, "否": False}
_DAY = 10


def rebuilt(content: Mapping[str, Any], regions: Mapping[str, Region], area: Region | None) -> dict[str, Any] | None:
    """Return the facts that a frozen application tells; None where it was frozen in another form.

    Args:
        content: Snapshot.content.
        regions: every region by name; affiliations were frozen by name.
        area: where the plan applies.
    """
    try:
        day = dt.date.fromisoformat(str(content["examination"]["examined_on"]))
        facts = person_facts(_profile(content["profile"], regions), list(_records(content)), day, area)
        answers = list(content["answers"])
    except (KeyError, TypeError, ValueError):
        return None
    facts["credits"] = dict(content.get("credits") or {})
    facts["apply"] = {"series": content.get("plan", {}).get("series", "")}
    for answer in answers:
        _answered(facts, str(answer.get("path")), str(answer.get("answer")))
    return facts


def regions_by_name() -> dict[str, Region]:
    """Return what rebuilt() takes: every region, with those above it (one query)."""
    return {region.name: region for region in Region.objects.select_related("parent__parent")}


def facts_filed(snapshot: Snapshot, area: Region | None) -> dict[str, Any] | None:
    """Return the facts of a filed version: kept with it, else rebuilt; never those of today. None: see rebuilt()."""
    kept: dict[str, Any] | None = snapshot.examination.get("facts")
    return rebuilt(snapshot.content, regions_by_name(), area) if kept is None else kept


def _profile(frozen: Mapping[str, Any], regions: Mapping[str, Region]) -> Profile:
    employment = next((kind for kind in EmploymentKind if kind.label == frozen["employment"]), "")
    kind = next((kind for kind in EmployerKind if kind.label == frozen["employer_kind"]), "")
    return Profile(
        employer=Employer(name=frozen["employer"], kind=kind) if frozen["employer"] else None,
        employment=employment,
        insurance_region=regions.get(frozen["insurance_region"]),
        file_region=regions.get(frozen["file_region"]),
    )


def _records(content: Mapping[str, Any]) -> Iterator[ArchiveRecord]:
    listed = [row for name in _LISTS for row in content[name]]
    for row in (*listed, *content["achievements"]["before"], *content["achievements"]["after"]):
        plain = {name: row[name] for name in ("module", "title", "started", "ended", "data")}
        yield ArchiveRecord(pk=row["id"], **plain)


def _answered(facts: dict[str, Any], path: str, said: str) -> None:
    """Add a declared answer; what a record tells is never overruled by one."""
    word = vocabulary().facts.get(path)
    section, _, name = path.partition(".")
    if word is None or name in facts.get(section, {}):
        return
    value = _YES_NO.get(said, said) if word.kind == "flag" else said
    if value is True and word.proof:
        return
    facts.setdefault(section, {})[name] = value
    for tenure in word.denies if value is word.denial else ():
        facts.setdefault("tenure", {}).setdefault(tenure, 0)


def later(facts: Mapping[str, Any], years: int) -> dict[str, Any]:
    """Return the facts with every day moved on by whole years: everybody files so much later, as senior as then."""
    if not years:
        return dict(facts)
    moved = {**facts, "as_of": _moved(facts.get("as_of"), years)}
    if isinstance(facts.get("tenure"), Mapping):
        moved["tenure"] = {name: _service(stated, years) for name, stated in facts["tenure"].items()}
    if isinstance(facts.get("credits"), Mapping):
        moved["credits"] = {_year(year, years): hours for year, hours in facts["credits"].items()}
    if isinstance(facts.get("started_year"), int):
        moved["started_year"] = facts["started_year"] + years
    return {name: value for name, value in moved.items() if value is not None}


def _service(stated: Any, years: int) -> Any:
    if not isinstance(stated, Mapping):
        return stated
    return {key: _moved(value, years) if key in {"from", "alt_from"} else value for key, value in stated.items()}


def _year(year: Any, years: int) -> str:
    return str(int(year) + years) if str(year).isdecimal() else str(year)


def _moved(day: Any, years: int) -> Any:
    """Move `2018-12-01` or `2018-12`; 29 February becomes the 28th in a common year."""
    if not isinstance(day, str) or not day[:4].isdecimal():
        return day
    moved = f"{int(day[:4]) + years:04d}{day[4:]}"
    if len(moved) == _DAY and moved.endswith("-02-29"):
        try:
            dt.date.fromisoformat(moved)
        except ValueError:
            return f"{moved[:4]}-02-28"
    return moved
