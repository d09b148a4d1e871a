"""Who may do what with entrusted reviews, and with the yearly allowance."""

from django.db.models import Q

from accounts.actor import Actor
from accounts.enums import Role
from employers.permissions import acts_for, acts_for_some_employer
from reviews.models import Allowance, EntrustedReply, Entrustment
from reviews.permissions.plans import runs_plan, supervises_plan

# An employer's competent department may be an industry bureau: what departments() offers at the registration.
EXAMINERS = frozenset({Role.COMPETENT_DEPARTMENT, Role.INDUSTRY_BUREAU, Role.HR_BUREAU})


def reads_entrustments(actor: Actor) -> bool:
    """An employer for its people; departments and HR bureaus for what comes before them."""
    return actor.role in EXAMINERS or (actor.role == Role.EMPLOYER and acts_for_some_employer(actor))


def entrustments_within(actor: Actor) -> Q:
    """Return which requests an office examines, has examined, or keeps in its register."""
    at = Q(bureau=actor.agency_id) | Q(holder=actor.agency_id) | Q(employer__competent_department=actor.agency_id)
    if actor.role == Role.HR_BUREAU and actor.agency is not None:
        # The county's bureau examines only for an employer without a department.
        at |= Q(employer__region=actor.agency.region_id, employer__competent_department=None)
    return at


def may_read_entrustment(actor: Actor, entrustment: Entrustment) -> bool:
    """The person; his employer; the offices that examine; the bureau that keeps the register."""
    if actor.role == Role.APPLICANT:
        return actor.user is not None and entrustment.profile.user_id == actor.user.pk
    if actor.role == Role.EMPLOYER:
        return acts_for(actor, entrustment.employer)
    if actor.role not in EXAMINERS or actor.agency is None:
        return False
    return Entrustment.objects.filter(entrustments_within(actor), pk=entrustment.pk).exists()


def may_see_reply(actor: Actor, reply: EntrustedReply) -> bool:
    """The office that sends it, and the bureau of the plan."""
    return runs_plan(actor, reply.filing.plan) or supervises_plan(actor, reply.filing.plan)


def reads_allowances(actor: Actor) -> bool:
    """An employer for its people, an HR bureau for its list."""
    return actor.role == Role.HR_BUREAU or (actor.role == Role.EMPLOYER and acts_for_some_employer(actor))


def may_see_allowance(actor: Actor, allowance: Allowance) -> bool:
    """The employer that declared; the bureau that confirms."""
    if actor.role == Role.EMPLOYER:
        return acts_for(actor, allowance.employer)
    return actor.role == Role.HR_BUREAU and actor.agency_id == allowance.bureau_id
