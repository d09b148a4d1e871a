"""Who holds a case next, and until when. Called by acts only; perform() saves.

At a joint leg (会同) several bodies are due at once. Each has a SignOff; `holder` is always one that is still due, the
others are found by their rows (reviews/permissions/cases.py: holds). The round ends when all have signed, or when one
of them sends the case back or refuses it: what was signed until then is void.
"""

import datetime as dt
from collections.abc import Iterator

from accounts.enums import AdminLevel, AgencyKind
from accounts.models import Agency
from employers.models import Employer
from employers.selectors.registrations import bureau_for
from reviews.enums import Stage
from reviews.models import Application, Opinion, SignOff
from reviews.permissions import WITH_EMPLOYER
from reviews.routes import KINDS, Leg, kinds_at, leg_from, region_at
from reviews.selectors.deadlines import closes_of
from reviews.services.calendar import after_working_days
from zcps import clock

# Of an initial determination: in these the office that determines has the case.
BY_DETERMINER = frozenset({Stage.DETERMINATION, Stage.DETERMINED, Stage.RESULT_PUBLICITY})
# A publicity that was broken off begins anew: from where it is opened.
_AGAIN = {
    Stage.EMPLOYER_PUBLICITY: Stage.EMPLOYER_PUBLICITY_DUE,
    Stage.PRE_REVIEW_PUBLICITY: Stage.QUALIFIED,
    Stage.RESULT_PUBLICITY: Stage.PASSED,
}


def bodies_at(application: Application, leg: int) -> list[Agency]:
    """Return every office that examines at this leg, the one named first first."""
    found = application.plan.route[leg]
    offices = (_office(kind, found, application.employer) for kind in kinds_at(found))
    return list(dict.fromkeys(office for office in offices if office is not None))


def _office(kind: str, leg: Leg, employer: Employer | None) -> Agency | None:
    """A department and a personnel agency are those that the employer named; the others are found by the place."""
    if kind == AgencyKind.COMPETENT_DEPARTMENT:
        return employer.competent_department if employer else None
    if kind == AgencyKind.PERSONNEL_AGENCY and employer and employer.personnel_agency:
        return employer.personnel_agency
    return Agency.objects.filter(kind=kind, region=region_at(leg, employer)).first()


def no_body_at(application: Application, leg: int) -> Iterator[str]:
    """Yield a sentence for each body of a leg that does not exist for the employer: what is missing, who settles it."""
    found = application.plan.route[leg]
    for place, kind in enumerate(kinds_at(found)):
        if _office(kind, found, application.employer) is None:
            label = KINDS.get(kind, kind) if place else found["label"]
            yield _missing(kind, label, found, application.employer)


def _missing(kind: str, label: str, leg: Leg, employer: Employer | None) -> str:
    region = employer.region if employer else None
    settles = bureau_for(region) or "所在地人力社保部门"
    if kind == AgencyKind.COMPETENT_DEPARTMENT:
        return (
            f"{employer}没有登记主管部门，无法送{label}审核。请在“单位信息”中申请核定隶属关系，"
            f"由{settles}核定主管部门后再办理（浙经信消费〔2022〕203号 三(三)）。"
        )
    if leg.get("level") == AdminLevel.COUNTY and region and region.level != AdminLevel.COUNTY:
        return (
            f"{employer}登记在{region}，没有登记实际所在的县（市、区），无法按属地送{label}审核。请在“单位信息”中"
            f"申请核定隶属关系，由{settles}核定后再办理（杭州市2020年工艺美术中级职称评审通知 附件2 五）。"
        )
    place = region_at(leg, employer) or region or "单位所在地"
    return f"没有找到{place}的{label}，无法送审。请联系评委会办公室或人力社保部门设置机构后再办理。"


def first_leg(application: Application) -> int:
    """Return the leg of the route to which the employer sends a case; a published plan has one for everybody."""
    first = leg_from(application.plan.route, 0, application.employer)
    assert first is not None, "a plan without a body for everybody is not published"  # noqa: S101 - plan_lint refuses
    return first


def leg_after(application: Application, leg: int) -> int | None:
    """Return the next leg of the route; None where the committee office comes next."""
    return leg_from(application.plan.route, leg + 1, application.employer)


def due_of_leg(application: Application, leg: int) -> dt.datetime | None:
    """Return the deadline of a body of the route; None where the notice gives no day: the case then waits for it."""
    return closes_of(application.plan.route[leg])


def to_applicant(application: Application, due: dt.datetime) -> None:
    """Give the case back to the person."""
    _move(application, Stage.DRAFT, None, due)


def to_employer(application: Application, stage: Stage) -> None:
    """Give the case to the employer, until the plan's deadline for employers."""
    ordinary = application.plan.employer_closes
    days = application.plan.correction_days + application.plan.publicity_days
    _move(application, stage, None, _extended(application, ordinary, days))


def stays_with_employer(application: Application, stage: Stage) -> None:
    """Move the case on within the employer; its deadline stays what it was when it came."""
    _move(application, stage, None, application.due_at)


def to_leg(application: Application, leg: int) -> None:
    """Give the case to the body of the route, to all of them at a joint leg, until that leg's deadline."""
    ordinary = due_of_leg(application, leg)
    due = _extended(application, ordinary, application.plan.correction_days) if ordinary else None
    bodies = bodies_at(application, leg)
    _move(application, Stage.RECOMMENDATION, bodies[0] if bodies else None, due)
    application.leg = leg
    if len(bodies) > 1:
        SignOff.objects.bulk_create(
            SignOff(application=application, leg=leg, agency=body, order=place) for place, body in enumerate(bodies)
        )


def sign(application: Application, opinion: Opinion, agency: Agency | None) -> list[Agency]:
    """Count an office's opinion at a joint leg; return who is still due, the first of whom now holds the case."""
    rows = list(application.sign_offs.filter(ended_at=None).select_related("agency"))
    for row in rows:
        if row.agency == agency and row.opinion_id is None:
            row.opinion = opinion
            row.save(update_fields=["opinion"])
    due = [row.agency for row in rows if row.opinion_id is None]
    if due:
        application.holder = due[0]
    return due


def to_office(application: Application, stage: Stage) -> None:
    """Give the case to the committee office; what follows is governed by its meeting, not by a deadline."""
    plan = application.plan
    determines = plan.is_initial and stage in BY_DETERMINER
    _move(application, stage, plan.determiner if determines else plan.office, None)


def past_the_route(application: Application) -> None:
    """Give the case to the office that decides once every body of the route has examined it."""
    to_office(application, Stage.DETERMINATION if application.plan.is_initial else Stage.QUALIFICATION)


def to_hr_bureau(application: Application) -> None:
    """Give the case to the HR bureau that approves results."""
    _move(application, Stage.APPROVAL, application.plan.hr_bureau, None)


def resume(application: Application, stage: str, leg: int) -> None:
    """Give a case back to where it stood when a decision ended it that does not stand, with time enough to go on.

    Args:
        application: the case.
        stage: in which it was; a publicity that was broken off begins anew.
        leg: of the route, where it was in recommendation.
    """
    again = Stage.DETERMINED if _is_shown_determination(application, stage) else _AGAIN.get(Stage(stage), Stage(stage))
    if again == Stage.RECOMMENDATION:
        to_leg(application, leg)
    elif again == Stage.APPROVAL:
        to_hr_bureau(application)
    elif again in WITH_EMPLOYER:
        to_employer(application, again)
    else:
        to_office(application, again)
    if application.due_at:
        # What the decision took away is not held against the person: the days of a correction at the least.
        plan = application.plan
        days = plan.correction_days + (plan.publicity_days if again in WITH_EMPLOYER else 0)
        application.due_at = max(application.due_at, after_working_days(days))


def _is_shown_determination(application: Application, stage: str) -> bool:
    return stage == Stage.RESULT_PUBLICITY and application.plan.is_initial


def to_nobody(application: Application, stage: Stage) -> None:
    """The case has ended: nobody holds it and nothing is due."""
    _move(application, stage, None, None)


def _extended(application: Application, ordinary: dt.datetime, days: int) -> dt.datetime:
    # A correction has a time limit (人社部令第40号), and what follows it has none. A case that was sent back in time
    # must not lapse because it was sent back, so each body after it has at least these working days.
    return max(ordinary, after_working_days(days)) if application.is_correction else ordinary


def _move(application: Application, stage: Stage, holder: Agency | None, due: dt.datetime | None) -> None:
    moment = clock.now()
    if application.stage == Stage.RECOMMENDATION:
        _end_round(application, moment)
    application.stage = stage
    application.holder = holder
    application.due_at = due
    application.entered_at = moment


def _end_round(application: Application, moment: dt.datetime) -> None:
    """Close the round of a joint leg; where somebody had not signed yet, what was signed is void for the next."""
    # Where the clock acts on many, their rounds have been read for all of them at once.
    fetched: list[SignOff] | None = getattr(application, "joint_round", None)
    live = list(application.sign_offs.filter(ended_at=None)) if fetched is None else fetched
    if any(row.opinion_id is None for row in live):
        Opinion.objects.filter(sign_off__in=live).update(voided_at=moment)
    if live:
        application.sign_offs.filter(ended_at=None).update(ended_at=moment)
