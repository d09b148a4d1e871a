"""The route of bodies between employer and committee, as the data of a plan (X15).

Sources: S0 一(一)3; S1 三(三), 附件1十三; S2 附件2五、六.

A leg is a mapping: `kind` and `label` of the body; `level`, the level of the body's region where it is not the
employer's own; `closes`, a moment, or empty where the notice gives words alone, in `text`; `joint`, the kinds of body
that examine together with it (会同); `for`, a key of FOR_WHOM where the leg binds some people only.

What the procedure does with it: a case passes the legs that bind it, in their order: those for everybody, and those for
provincial units or for all others by the region of its employer. The body named first acts for a joint pair. A leg for
units without a department (S1 附件1十三 可通过其人事代理机构) is kept and shown, and nobody's case waits at it: whether
it is taken is the unit's choice, and no act for that exists. A plan whose legs leave some people without a body would
strand them, so that is a problem of the plan (reviews/services/plan_problems.py); the others are notes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.enums import AdminLevel
from accounts.models import Region

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
        "市经信部门会同人力社保部门；省直单位经省级主管部门（浙经信消费〔2022〕203号 三(三)、附件1十三）",
        [
            _leg("personnel_agency", "人事代理机构", **{"for": NO_DEPARTMENT}),
            _leg("industry_bureau", "市经信部门", level="city", joint=["hr_bureau"], **{"for": LOCAL}),
            _leg("competent_department", "省级主管部门", level="province", **{"for": PROVINCIAL}),
        ],
    ),
    "receiving_point": (
        "受理点 → 区、县（市）人力社保部门（杭州市2020年通知 附件2五、六）",
        [
            _leg("receiving_point", "区、县（市）受理点"),
            _leg("hr_bureau", "区、县（市）人力社保部门"),
        ],
    ),
}


def binds_everybody(leg: Leg) -> bool:
    """Whether every case passes this leg."""
    return (leg.get("for") or EVERYBODY) == EVERYBODY


def binds(leg: Leg, region: Region | None) -> bool:
    """Whether a case passes this leg whose employer is of this region."""
    is_provincial = region is not None and region.level == AdminLevel.PROVINCE
    return (leg.get("for") or EVERYBODY) in (EVERYBODY, PROVINCIAL if is_provincial else LOCAL)


def leg_from(route: Sequence[Leg], number: int, region: Region | None) -> int | None:
    """Return the first leg from `number` on that binds such a case; None where the committee office comes next."""
    return next((place for place in range(number, len(route)) if binds(route[place], region)), None)


def region_at(leg: Leg, region: Region | None) -> Region | None:
    """Return the region of the body: the employer's own, or the one above it at the level that the leg names."""
    level = leg.get("level")
    while level and region is not None and region.level != level:
        region = region.parent
    return region


def named(leg: Leg) -> str:
    """Return a leg as the plan's page names it: with its joint partners and whom it is for."""
    partners = "、".join(KINDS.get(kind, kind) for kind in leg.get("joint", ()))
    together = f"会同{partners}" if partners else ""
    whom = "" if binds_everybody(leg) else f"（{FOR_WHOM.get(leg['for'], leg['for'])}）"
    return f"{leg['label']}{together}{whom}"
