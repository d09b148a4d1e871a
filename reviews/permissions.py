"""Who may do what with a case, a plan, a meeting. Each rule says whom it lets in, and why."""

from accounts.actor import Actor
from accounts.enums import Role
from employers.permissions import acts_for
from employers.selectors.officers import employer_of
from reviews.enums import Stage
from reviews.models import Application, Meeting, Plan

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


def owns(actor: Actor, application: Application) -> bool:
    """The applicant, and nobody in his name."""
    return actor.role == Role.APPLICANT and actor.user is not None and application.applicant.user_id == actor.user.pk


def employs(actor: Actor, application: Application) -> bool:
    """An officer of the employer under which the case was filed, also after the person has moved on."""
    return actor.role == Role.EMPLOYER and acts_for(actor, application.employer)


def holds(actor: Actor, application: Application) -> bool:
    """The one who has to act now: the office named as holder."""
    return actor.role in BODIES and application.holder_id is not None and application.holder_id == actor.agency_id


def has_examined(actor: Actor, application: Application) -> bool:
    """An office that the case has passed keeps sight of it: it answers for its opinion."""
    return (
        actor.agency is not None
        and application.opinions.filter(body=actor.agency.name).exists()
    )


def runs_plan(actor: Actor, plan: Plan) -> bool:
    """The committee office of the plan."""
    return actor.role == Role.COMMITTEE_OFFICE and actor.agency_id == plan.office_id


def supervises_plan(actor: Actor, plan: Plan) -> bool:
    """The HR bureau that approves the plan, confirms its meetings and approves its results (S3 一)."""
    return actor.role == Role.HR_BUREAU and actor.agency_id == plan.hr_bureau_id


def watches_plan(actor: Actor, plan: Plan) -> bool:
    """The supervision office of one of the plan's committees sees everything but ballots (S3 三(二))."""
    return (
        actor.role == Role.SUPERVISION
        and plan.titles.filter(committee__supervisor_id=actor.agency_id).exists()
    )


def sits_on(actor: Actor, meeting: Meeting) -> bool:
    """An expert drawn into the panel."""
    return (
        actor.role == Role.EXPERT
        and actor.user is not None
        and meeting.panel.filter(expert__user_id=actor.user.pk).exists()
    )


def reviews_case(actor: Actor, application: Application) -> bool:
    """An expert reads the cases on the agenda of a meeting he was drawn into, unless he is recused from them."""
    if actor.role != Role.EXPERT or actor.user is None:
        return False
    items = application.meeting_items.filter(meeting__panel__expert__user_id=actor.user.pk)
    return items.exclude(recusals__seat__expert__user_id=actor.user.pk).exists()


def may_read_case(actor: Actor, application: Application) -> bool:
    """Whoever files, employs, holds, has examined, runs, supervises or reviews the case. A draft is its author's alone."""
    if owns(actor, application):
        return True
    if application.filed_at is None:
        return False
    return (
        employs(actor, application)
        or holds(actor, application)
        or has_examined(actor, application)
        or runs_plan(actor, application.plan)
        or supervises_plan(actor, application.plan)
        or watches_plan(actor, application.plan)
        or reviews_case(actor, application)
    )


def has_employer(actor: Actor) -> bool:
    """An officer whose employer is registered and whose authorisation has not ended."""
    return employer_of(actor) is not None


def is_body(actor: Actor) -> bool:
    """Somebody of an office on the way of cases."""
    return actor.role in BODIES


def may_sign(actor: Actor, application: Application) -> bool:
    """The applicant signs while the case is being filled in."""
    return owns(actor, application) and application.stage == Stage.DRAFT
