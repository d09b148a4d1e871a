"""Our people reviewed elsewhere: who examines, who entrusts, what is kept (S3 二(一))."""

from typing import Any

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind
from accounts.models import Agency, Region
from applicants.models import Profile
from employers.enums import EmployerStage
from employers.models import Employer
from reviews.models import Entrustment
from reviews.services.numbers import dated_number
from zcps import clock

ENTRUST_OUT_CLAUSE = "衢市人社专〔2021〕61号 二(一)"


def bureau_for(employer: Employer) -> Agency | None:
    """Return the HR bureau that entrusts (按照权限): the city's, for a provincial unit the province's."""
    region: Region | None = employer.region
    while region is not None and region.level == AdminLevel.COUNTY:
        region = region.parent
    return Agency.objects.filter(kind=AgencyKind.HR_BUREAU, region=region).first() if region else None


def against_asking(profile: Profile | None) -> str:
    """Say why somebody cannot ask now; empty where he can."""
    employer = profile.employer if profile else None
    if employer is None or employer.stage != EmployerStage.BOUND:
        return "委托评审经所在单位申请，请先在“个人信息”中选择已注册的工作单位。"
    if bureau_for(employer) is None:
        return f"没有找到{employer.name}所在地的人力社保部门，请联系单位在“单位信息”中核对所在地。"
    return ""


def examiner_for(entrustment: Entrustment) -> Agency | None:
    """Return who examines before the HR bureau: the employer's department, else the county's HR bureau; or nobody."""
    employer = entrustment.employer
    if employer.competent_department_id:
        return employer.competent_department
    here = Agency.objects.filter(kind=AgencyKind.HR_BUREAU, region=employer.region).first()
    return None if here is None or here.pk == entrustment.bureau_id else here


def new_entrustment(profile: Profile, bureau: Agency) -> Entrustment:
    """Make the row of a new request; called by the view that fills it in, within the transaction of its submission."""
    assert profile.employer is not None  # noqa: S101 - asked before
    return Entrustment.objects.create(
        number=dated_number("WTSQ"),
        profile=profile,
        employer=profile.employer,
        year=clock.today().year,
        bureau=bureau,
        created_at=clock.now(),
    )


def keep_opinion(entrustment: Entrustment, actor: Actor, verdict: str, text: str) -> None:
    """Add what a body said; perform() saves."""
    said: dict[str, Any] = {"body": actor.hat_label, "verdict": verdict, "text": text, "at": clock.now().isoformat()}
    entrustment.opinions = [*entrustment.opinions, said]
