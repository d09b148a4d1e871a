"""Who may do what with a case, and read what lies in it."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.guardian import allowed_ids
from accounts.models import Agency
from employers.permissions import acts_for
from reviews.enums import ConflictStage, Stage, Verdict
from reviews.models import (
    Application,
    Conflict,
    Inspection,
    Meeting,
    PanelSeat,
    SignOff,
)
from reviews.permissions.plans import runs_plan, supervises_plan, watches_plan

# The offices that examine cases on the way; which of them holds a case is written on the case.
BODIES = frozenset(
    {
        Role.INDUSTRY_BUREAU,
        Role.HR_BUREAU,
        Role.COMPETENT_DEPARTMENT,
        Role.PERSONNEL_AGENCY,
        Role.RECEIVING_POINT,
        Role.COMMITTEE_OFFICE,
    }
)

# Whoever works for an office at all; which of them is meant is asked of each subject.
OFFICES = BODIES | {Role.FOUNDING_BODY}


def owns(actor: Actor, application: Application) -> bool:
    """The applicant, and nobody in his name."""
    return actor.role == Role.APPLICANT and actor.user is not None and application.applicant.user_id == actor.user.pk


def employs(actor: Actor, application: Application) -> bool:
    """An officer of the employer under which the case was filed, also after the person has moved on."""
    return actor.role == Role.EMPLOYER and acts_for(actor, application.employer)


def holds(actor: Actor, application: Application) -> bool:
    """The one who has to act now: the office named as holder; at a joint leg every office that has not signed yet."""
    if actor.role not in BODIES or actor.agency is None or application.holder_id is None:
        return False
    return application.holder_id == actor.agency.pk or _signs_too(actor.agency, application)


def _signs_too(agency: Agency, application: Application) -> bool:
    if application.stage != Stage.RECOMMENDATION:
        return False
    # Lists and the case file have read the round already (reviews/selectors/joint.py).
    fetched: list[SignOff] | None = getattr(application, "joint_round", None)
    if fetched is not None:
        return any(row.agency_id == agency.pk and row.opinion_id is None for row in fetched)
    return application.sign_offs.filter(agency=agency, opinion=None, ended_at=None).exists()


# While a case is in one of these, its employer has to act and nobody else.
WITH_EMPLOYER = frozenset(
    {Stage.EMPLOYER_REVIEW, Stage.EMPLOYER_PUBLICITY_DUE, Stage.EMPLOYER_PUBLICITY, Stage.EMPLOYER_OPINION_DUE}
)


def has_turn(actor: Actor, application: Application) -> bool:
    """The body whose act comes next: the employer while the case is with it, afterwards the office that holds it."""
    if application.stage in WITH_EMPLOYER:
        return employs(actor, application)
    return holds(actor, application)


def has_examined(actor: Actor, application: Application) -> bool:
    """An office that the case has passed keeps sight of it: it answers for its opinion."""
    return actor.agency is not None and application.opinions.filter(body=actor.agency.name).exists()


def has_recommended(actor: Actor, application: Application) -> bool:
    """The employer or an office whose recommendation of the version in force stands."""
    if actor.role == Role.EMPLOYER:
        body = application.employer.name if employs(actor, application) and application.employer else ""
    else:
        body = actor.agency.name if actor.role in BODIES and actor.agency else ""
    given = application.opinions.filter(
        body=body,
        verdict=Verdict.AGREE,
        voided_at=None,
        stage__in=(Stage.EMPLOYER_OPINION_DUE, Stage.RECOMMENDATION),
        snapshot=application.snapshot,
    )
    return bool(body) and given.exists()


def held_seats(actor: Actor) -> QuerySet[PanelSeat]:
    """Return the seats that an expert holds: he was drawn into the panel, and his right to enter was not taken back."""
    if actor.role != Role.EXPERT or actor.user is None:
        return PanelSeat.objects.none()
    meetings = allowed_ids(actor.user, "sit_in_meeting", Meeting)
    return PanelSeat.objects.filter(expert__user=actor.user, meeting__in=meetings)


def reviews_case(actor: Actor, application: Application) -> bool:
    """An expert reads the cases of a meeting he was drawn into, once he has declared his ties, if none forbids it.

    A recusal, or a tie that was confirmed, closes the case to him.
    """
    if actor.role != Role.EXPERT or actor.user is None:
        return False
    me = actor.user.pk
    seats = held_seats(actor).filter(declaration__isnull=False)
    tied = Conflict.objects.filter(expert__user_id=me, profile=application.applicant_id, stage=ConflictStage.CONFIRMED)
    items = application.meeting_items.filter(meeting__panel__in=seats).exclude(recusals__seat__expert__user_id=me)
    return items.exists() and not tied.exists()


def may_read_case(actor: Actor, application: Application) -> bool:
    """Whoever files, employs, holds, has examined, runs, supervises or reviews the case; a draft is its author's."""
    if owns(actor, application):
        return True
    is_party = (
        employs(actor, application)
        or holds(actor, application)
        or has_examined(actor, application)
        or runs_plan(actor, application.plan)
        or supervises_plan(actor, application.plan)
        or watches_plan(actor, application.plan)
        or reviews_case(actor, application)
    )
    # Asked last, so that a refusal costs the same for a draft as for a case that was filed.
    return is_party and application.filed_at is not None


def may_read_inspection(actor: Actor, inspection: Inspection) -> bool:
    """Offices and the employer: the sheets may show who appraised whom, so neither the applicant nor experts."""
    case = inspection.application
    return actor.role not in {Role.APPLICANT, Role.EXPERT} and may_read_case(actor, case)


def may_take_bundle(actor: Actor, application: Application) -> bool:
    """Whoever answers for the case, and the applicant his own copy; nobody before it was filed."""
    if application.filed_at is None:
        return False
    plan = application.plan
    return (
        owns(actor, application) or runs_plan(actor, plan) or supervises_plan(actor, plan) or watches_plan(actor, plan)
    )


def may_sign(actor: Actor, application: Application) -> bool:
    """The applicant signs while the case is being filled in."""
    return owns(actor, application) and application.stage == Stage.DRAFT


# The form can be printed from the moment of qualification (S0 一(一)4), and stays available afterwards.
_NOT_YET_QUALIFIED = frozenset(
    {
        Stage.DRAFT,
        Stage.EMPLOYER_REVIEW,
        Stage.EMPLOYER_PUBLICITY_DUE,
        Stage.EMPLOYER_PUBLICITY,
        Stage.EMPLOYER_OPINION_DUE,
        Stage.RECOMMENDATION,
        Stage.QUALIFICATION,
        Stage.DETERMINATION,
        Stage.NOT_DETERMINED,
        Stage.NOT_RECOMMENDED,
        Stage.NOT_ACCEPTED,
        Stage.WITHDRAWN,
        Stage.LAPSED,
    }
)


def receives_paper(actor: Actor, application: Application) -> bool:
    """The committee office to which the paper forms are handed in, once there is one to hand in."""
    return application.stage not in _NOT_YET_QUALIFIED and runs_plan(actor, application.plan)


def is_printable(application: Application) -> bool:
    """Whether the review form can be printed at all; who may is asked beside it."""
    return application.stage not in _NOT_YET_QUALIFIED


def may_print_review_form(actor: Actor, application: Application) -> bool:
    """The applicant, his employer and the offices, once the case is qualified; experts read on the screen."""
    return is_printable(application) and actor.role != Role.EXPERT and may_read_case(actor, application)
