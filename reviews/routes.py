"""The route of bodies between employer and committee, as the data of a plan (X15).

Sources: S0 一(一)3; S1 三(三), 附件1第13条; S2 附件2五、六.

A leg is a mapping: `kind` and `label` of the body; `level`, the level of the body's region where it is not the
employer's own; `closes`, a moment, or empty where the notice gives words alone, in `text`; `joint`, the kinds of body
that examine together with it (会同); `for`, a key of FOR_WHOM where the leg binds some people only.

What the procedure does with it: a case passes the legs that bind it, in their order: those for everybody, and those for
provincial units or for all others by the region of its employer. At a joint leg every body named examines and signs
before the case goes on. A leg for units without a department (S1 附件1第13条 人事代理机构) binds those that have
named their personnel agency: whether it is taken is the unit's choice, and naming one is choosing so; such a unit then
goes the way of the place where its agency is. A plan whose legs leave some people without a body would strand them, so
that is a problem of the plan (reviews/services/plan_problems.py).

Which office a leg means for a case is looked up by reviews/services/handover.py: a competent department and a personnel
agency are those that the employer has named, all others are found by the place.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.enums import AdminLevel
from accounts.models import Region
from employers.models import Employer

Leg = Mapping[str, Any]

EVERYBODY, LOCAL, PROVINCIAL, NO_DEPARTMENT = "", "local", "provincial", "no_department"
FOR_WHOM = {
    EVERYBODY: "所有申报人",
    LOCAL: "省直单位以外的申报人",
    PROVINCIAL: "省直单位的申报人",
    NO_DEPARTMENT: "无主管部门单位的申报人",
}
# What a body of the route may be, each with the words in which the notices name it.
KINDS = {
    "industry_bureau": "经信部门",
    "hr_bureau": "人力社保部门",
    "competent_department": "主管部门",
    "personnel_agency": "人事代理机构",
    "receiving_point": "受理点",
}


def _leg(kind: str, label: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "label": label, "closes": "", **more}


# The routes of the notices, to begin with; every line can be changed afterwards.
TEMPLATES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "county": (
        "县（市、区）经信部门 → 县（市、区）人力社保部门（衢经信产融〔2022〕44号 一(一)3）",
        [
            _leg("industry_bureau", "县（市、区）经信部门"),
            _leg("hr_bureau", "县（市、区）人力社保部门"),
        ],
    ),
    "joint": (
        "市经信部门会同人力社保部门；省直单位经省级主管部门（浙经信消费〔2022〕203号 三(三)、附件1第13条）",
        [
            _leg("personnel_agency", "人事代理机构", **{"for": NO_DEPARTMENT}),
            _leg("industry_bureau", "市经信部门", level="city", joint=["hr_bureau"], **{"for": LOCAL}),
            _leg("competent_department", "省级主管部门", level="province", **{"for": PROVINCIAL}),
        ],
    ),
    "receiving_point": (
        "受理点 → 区、县（市）人力社保部门（杭州市2020年工艺美术中级职称评审通知 附件2 五、六）",
        [
            _leg("receiving_point", "区、县（市）受理点", level="county"),
            _leg("hr_bureau", "区、县（市）人力社保部门", level="county"),
        ],
    ),
}


def binds_everybody(leg: Leg) -> bool:
    """Whether every case passes this leg."""
    return (leg.get("for") or EVERYBODY) == EVERYBODY


def binds(leg: Leg, employer: Employer | None) -> bool:
    """Whether a case of this employer passes this leg."""
    whom = leg.get("for") or EVERYBODY
    if whom == NO_DEPARTMENT:
        return employer is not None and employer.goes_through_agency
    return whom in (EVERYBODY, PROVINCIAL if is_provincial(employer) else LOCAL)


def is_provincial(employer: Employer | None) -> bool:
    """Whether it is a unit of the province (省直单位); one without a department goes through its personnel agency."""
    region = employer.region if employer else None
    return region is not None and region.level == AdminLevel.PROVINCE and not _goes_through_agency(employer)


def _goes_through_agency(employer: Employer | None) -> bool:
    return employer is not None and employer.goes_through_agency


def leg_from(route: Sequence[Leg], number: int, employer: Employer | None) -> int | None:
    """Return the first leg from `number` on that binds such a case; None where the committee office comes next."""
    return next((place for place in range(number, len(route)) if binds(route[place], employer)), None)


def region_at(leg: Leg, employer: Employer | None) -> Region | None:
    """Return the region of the body: the employer's place, or the one above it at the level that the leg names.

    A body of the county, for a unit of the city, is that of the county in which the unit is (S2 附件2五 属地原则).
    """
    region, level = _place_of(employer), leg.get("level")
    if level == AdminLevel.COUNTY and employer and region and region.level != AdminLevel.COUNTY:
        return employer.seat
    while level and region is not None and region.level != level:
        region = region.parent
    return region


def _place_of(employer: Employer | None) -> Region | None:
    """A unit of the province without a department goes the way of its personnel agency's place."""
    if employer is None or employer.region is None:
        return None
    agency = employer.personnel_agency if employer.goes_through_agency else None
    return agency.region if agency and employer.region.level == AdminLevel.PROVINCE else employer.region


def kinds_at(leg: Leg) -> list[str]:
    """Return the kinds of body that examine together at this leg, the one named first first."""
    return list(dict.fromkeys([leg["kind"], *leg.get("joint", ())]))


def named(leg: Leg) -> str:
    """Return a leg as the plan's page names it: with its joint partners and whom it is for."""
    partners = "、".join(KINDS.get(kind, kind) for kind in leg.get("joint", ()))
    together = f"会同{partners}" if partners else ""
    whom = "" if binds_everybody(leg) else f"（{FOR_WHOM.get(leg['for'], leg['for'])}）"
    return f"{leg['label']}{together}{whom}"
