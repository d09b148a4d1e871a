"""All facts of one person, in the law's vocabulary."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.models import Region
from applicants.enums import Module
from applicants.facts import breakthrough, standing
from applicants.facts.service import Records, craft_spans, tenures
from applicants.models import ArchiveRecord, Profile


def person_facts(
    profile: Profile, records: Iterable[ArchiveRecord], on: dt.date, area: Region | None = None
) -> dict[str, Any]:
    """Return what profile and records tell, as law.examination reads it.

    What nothing tells is left out: the law then answers unknown, and never holds it against anybody.

    Args:
        profile: the person.
        records: verified records only; anything else would be an unproved claim.
        on: the day of the examination; what began or was finished later is not counted.
        area: where the plan applies; tells whether insurance and file lie there.
    """
    sorted_records = by_module(records)
    degree = standing.highest_education(sorted_records, on)
    affiliation, handed_in = standing.papers(sorted_records)
    facts = {
        "as_of": on.isoformat(),
        "edu": {**standing.education(degree), **_related_post(sorted_records, on)},
        "tenure": tenures(sorted_records, degree.ended if degree else "", on),
        "titles": standing.titles(sorted_records),
        "skill": standing.skill(sorted_records),
        "work": standing.work(sorted_records, on),
        "assess": standing.assessment(sorted_records),
        "person": {
            **standing.person(profile),
            **_on_post(profile, sorted_records),
            **_affiliation(profile, area),
            **affiliation,
        },
        "docs": handed_in,
        "breakthrough": breakthrough.items(sorted_records),
        "awards": breakthrough.awards(sorted_records),
        "contest": next(iter(breakthrough.contests(sorted_records[Module.AWARD])), {}),
        "started_year": _started_year(profile, sorted_records, on),
    }
    return {name: value for name, value in facts.items() if value}


def by_module(records: Iterable[ArchiveRecord]) -> Records:
    """Return the records by module; every module has its list."""
    sorted_records: Records = {module: [] for module in Module}
    for record in records:
        sorted_records[record.module].append(record)
    return sorted_records


def _started_year(profile: Profile, records: Records, on: dt.date) -> int | None:
    """Since when credits could be earned: the first verified work in the craft, else what the profile says."""
    spans = craft_spans(records, on)
    stated = profile.craft_started_on or profile.work_started_on
    return spans[0].first.year if spans else stated.year if stated else None


def _related_post(records: Records, on: dt.date) -> dict[str, Any]:
    spans = craft_spans(records, on)
    return {"related_post": True} if any(not span.ended for span in spans) else {}


def _on_post(profile: Profile, records: Records) -> dict[str, Any]:
    """In work at the present employer, by a verified record that has no end."""
    at_work = profile.employer is not None and any(
        not job.ended and job.title == profile.employer.name for job in records[Module.WORK]
    )
    return {"on_post": True} if at_work else {}


def _affiliation(profile: Profile, area: Region | None) -> dict[str, Any]:
    if area is None:
        return {}
    known = {"si_in_area": profile.insurance_region, "personnel_file_in_area": profile.file_region}
    return {name: _lies_in(region, area) for name, region in known.items() if region is not None}


def _lies_in(region: Region, area: Region) -> bool:
    """Whether a region is the area or a part of it; regions are at most three deep."""
    here: Region | None = region
    while here is not None:
        if here.pk == area.pk:
            return True
        here = here.parent
    return False
