"""What somebody has and is: education, titles, skills, work, assessments, employment. Untold stays untold."""

import datetime as dt
from typing import Any

from applicants.enums import EmploymentKind, Module
from applicants.facts.service import Records, title_starts
from applicants.facts.spans import last_day, spans_of, tenure_of
from applicants.models import ArchiveRecord, Profile
from applicants.modules import values_of
from applicants.modules.person import DEGREES, POSTING, is_registered_online
from applicants.modules.words import SKILL_LEVELS
from law.materials import ENTRUST_LETTER, EXPERT_FORM

_PASSED, _FAILED = ("优秀", "合格（称职）"), ("不合格",)
_EMPLOYED = {EmploymentKind.ESTABLISHMENT: True, EmploymentKind.OFF_ESTABLISHMENT: False}


def highest_education(records: Records, on: dt.date) -> ArchiveRecord | None:
    """Return the highest education finished by the day; of two equal ones the earlier."""
    done = [
        e for e in records[Module.EDUCATION] if e.ended and last_day(e.ended) <= on and e.data.get("level") in DEGREES
    ]
    return max(sorted(done, key=lambda e: e.ended), key=lambda e: DEGREES.index(e.data["level"]), default=None)


def education(record: ArchiveRecord | None) -> dict[str, Any]:
    """Return the facts about an education; empty where there is none."""
    if record is None:
        return {}
    facts = {name: record.data.get(name) for name in ("level", "mode", "related", "degree_only", "technical_school")}
    # The employer has verified it against the ministry's registration form, which is what it has to carry.
    facts["chsi_verified"] = True if is_registered_online(values_of(record)) else None
    return told(facts)


def titles(records: Records) -> dict[str, Any]:
    """Return the titles held."""
    wanted = {"assistant": ("助理级", True), "senior": ("副高级", True), "other_series_assistant": ("助理级", False)}
    return {name: True for name, (level, crafts) in wanted.items() if any(title_starts(records, level, crafts=crafts))}


def papers(records: Records) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the papers tell that others issue: about the affiliation, and about what is handed in."""
    kinds = {held.data.get("kind") for held in records[Module.CREDENTIAL]}
    affiliation = {"entrust_letter": ENTRUST_LETTER in kinds, "dispatched_and_filed": POSTING in kinds}
    # None among the records proves nothing: somebody may still have the paper at home.
    handed_in = {"expert_recommendation_form": True} if EXPERT_FORM in kinds else {}
    return {name: True for name, is_there in affiliation.items() if is_there}, handed_in


def skill(records: Records) -> dict[str, Any]:
    """Return the highest skill level held and whether the person still works in its field."""
    held = [held for held in records[Module.CREDENTIAL] if held.data.get("skill_level") in SKILL_LEVELS]
    if not held:
        return {}
    top = max(held, key=lambda record: SKILL_LEVELS.index(record.data["skill_level"]))
    return told({"level": top.data["skill_level"], "still_in_field": top.data.get("still_in_field")})


def work(records: Records, on: dt.date) -> dict[str, Any]:
    """Return what the work history tells about enterprises and breaks.

    Somebody who left an enterprise for something else and came back has a break; whether he has been in enterprises
    all along is then for a person to say (AMB-17), so it is not denied here.
    """
    history = sorted((job for job in records[Module.WORK] if job.started), key=lambda job: job.started)
    kinds = [job.data.get("employer_type") for job in history]
    if not history or None in kinds:
        return {}
    in_enterprises = [job for job in history if job.data.get("employer_type") == "企业"]
    at_present = [job.data.get("employer_type") for job in history if not job.ended]
    facts: dict[str, Any] = {}
    if set(kinds) == {"企业"} or "企业" not in at_present:
        facts["enterprise_always"] = set(kinds) == {"企业"}
    if in_enterprises and tenure_of(spans_of(in_enterprises, on), on).get("gap_days"):
        facts["continuity_broken"] = True
    if "事业单位" in at_present:
        facts["moved_from_enterprise"] = bool(in_enterprises)
    return facts


def assessment(records: Records) -> dict[str, Any]:
    """Return whether the last assessment was passed; 基本合格 is for a person to judge."""
    last = max(records[Module.ASSESSMENT], key=lambda record: record.data.get("year") or 0, default=None)
    result = last.data.get("result") if last else None
    return {"passed": result in _PASSED} if result in (*_PASSED, *_FAILED) else {}


def person(profile: Profile) -> dict[str, Any]:
    """Return what the profile tells about employment."""
    facts = {
        "employer_type": profile.employer.get_kind_display() if profile.employer and profile.employer.kind else None,
        "on_establishment": _EMPLOYED.get(EmploymentKind(profile.employment)) if profile.employment else None,
        "civil_servant": profile.employment == EmploymentKind.CIVIL_SERVANT if profile.employment else None,
    }
    return told(facts)


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts without those that nothing tells."""
    return {name: value for name, value in facts.items() if value not in (None, "")}
