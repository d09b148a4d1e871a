"""Who holds a case next, and until when. Called by acts only; perform() saves."""

import datetime as dt
from collections.abc import Iterator

from accounts.models import Agency, Region
from reviews.enums import Stage
from reviews.models import Application
from reviews.routes import leg_from, region_at
from reviews.selectors.deadlines import closes_of
from reviews.services.calendar import after_working_days
from zcps import clock


def body_at(application: Application, leg: int) -> Agency | None:
    """Return the office of the plan's route at this leg for the employer's region; None where there is none."""
    found = application.plan.route[leg]
    return Agency.objects.filter(kind=found["kind"], region=region_at(found, _region(application))).first()


def no_body_at(application: Application, leg: int) -> Iterator[str]:
    """Yield the sentence for a leg of the route that no office of the employer's region can take."""
    if body_at(application, leg) is None:
        label = application.plan.route[leg]["label"]
        region = _region(application)
        yield f"没有找到{region or '单位所在地'}的{label}，无法送审。请联系评委会办公室或人力社保部门设置机构后再办理。"


def first_leg(application: Application) -> int:
    """Return the leg of the route to which the employer sends a case; a published plan has one for everybody."""
    first = leg_from(application.plan.route, 0, _region(application))
    assert first is not None, "a plan without a body for everybody is not published"  # noqa: S101 - plan_lint refuses
    return first


def leg_after(application: Application, leg: int) -> int | None:
    """Return the next leg of the route; None where the committee office comes next."""
    return leg_from(application.plan.route, leg + 1, _region(application))


def _region(application: Application) -> Region | None:
    return application.employer.region if application.employer else None


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
    """Give the case to a body of the route, until that body's deadline."""
    application.leg = leg
    ordinary = due_of_leg(application, leg)
    due = _extended(application, ordinary, application.plan.correction_days) if ordinary else None
    _move(application, Stage.RECOMMENDATION, body_at(application, leg), due)


def to_office(application: Application, stage: Stage) -> None:
    """Give the case to the committee office; what follows is governed by its meeting, not by a deadline."""
    _move(application, stage, application.plan.office, None)


def to_hr_bureau(application: Application) -> None:
    """Give the case to the HR bureau that approves results."""
    _move(application, Stage.APPROVAL, application.plan.hr_bureau, None)


def to_nobody(application: Application, stage: Stage) -> None:
    """The case has ended: nobody holds it and nothing is due."""
    _move(application, stage, None, None)


def _extended(application: Application, ordinary: dt.datetime, days: int) -> dt.datetime:
    # The notices set a time limit for corrections (S3 三(五)) and none for what follows them. A case that was sent back
    # in time must not lapse because it was sent back, so each body after it has at least these working days.
    return max(ordinary, after_working_days(days)) if application.is_correction else ordinary


def _move(application: Application, stage: Stage, holder: Agency | None, due: dt.datetime | None) -> None:
    application.stage = stage
    application.holder = holder
    application.due_at = due
    application.entered_at = clock.now()
