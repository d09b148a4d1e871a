"""Who may do what for which employer."""

import json

from accounts.actor import Actor
from accounts.enums import Role
from accounts.guardian import allowed_ids
from accounts.models import Job
from accounts.permissions import owns_job
from employers.enums import EmployerStage, PostTableStage
from employers.models import Employer, EmployerOfficer, PostPerson, PostTable, PostTableVersion, SelfFiling

# An institution's department may be an industry bureau: what departments() offers at the registration.
POOL_MANAGERS = frozenset({Role.HR_BUREAU, Role.COMPETENT_DEPARTMENT, Role.INDUSTRY_BUREAU})


def employer_of(actor: Actor) -> Employer | None:
    """Return the employer an officer's account is authorised for; None before the registration or after its end."""
    if actor.role != Role.EMPLOYER or actor.user is None:
        return None
    granted = allowed_ids(actor.user, "act_for_employer", Employer)
    return Employer.objects.select_related("region").filter(pk__in=granted, uscc=actor.user.uscc).first()


def acts_for(actor: Actor, employer: Employer | None) -> bool:
    """An officer acts for the employer that authorised him, and for no other (S1 附件1-1)."""
    own = employer_of(actor)
    return own is not None and employer is not None and own.pk == employer.pk


def acts_for_some_employer(actor: Actor) -> bool:
    """An officer whose authorisation holds; not one whose registration waits, nor one who was ended."""
    return employer_of(actor) is not None


def keeps_job(actor: Actor, job: Job) -> bool:
    """Whoever had it begun; of an employer's people only while his authorisation holds."""
    return owns_job(actor, job) and (job.role != Role.EMPLOYER or acts_for_some_employer(actor))


def ends_officer(actor: Actor, officer: EmployerOfficer) -> bool:
    """The officers of an employer look after one another's authorisations."""
    return acts_for(actor, officer.employer)


def is_bureau_of(actor: Actor, employer: Employer) -> bool:
    """The HR bureau of the county, or of the city itself, where the employer is."""
    return (
        actor.role == Role.HR_BUREAU
        and actor.agency is not None
        and employer.region_id is not None
        and actor.agency.region_id == employer.region_id
    )


def registers(actor: Actor, employer: Employer) -> bool:
    """An officer of the legal person whose registration is still being filled in or examined."""
    return (
        actor.role == Role.EMPLOYER
        and actor.user is not None
        and employer.stage != EmployerStage.BOUND
        and employer.uscc == actor.user.uscc
    )


def sees_registration(actor: Actor, employer: Employer) -> bool:
    """That bureau, once the employer has submitted; what is still being filled in is the employer's own."""
    return is_bureau_of(actor, employer) and employer.submitted_at is not None


def manages_pool(actor: Actor, table: PostTable) -> bool:
    """The office that a sheet names as the manager of its shared posts; it signs for them (S2 附件3 注)."""
    return (
        actor.role in POOL_MANAGERS and table.pool_manager_id is not None and actor.agency_id == table.pool_manager_id
    )


def _signs_for(actor: Actor, table: PostTable) -> bool:
    """That office while it has to sign, and afterwards for as long as what it signed stands; no draft is its business.

    Being named is not enough: the institution may name another office while it revises the sheet.
    """
    if not manages_pool(actor, table):
        return False
    has_signed = table.signed_at is not None
    is_before_it = table.stage == PostTableStage.SIGNING
    return is_before_it or (has_signed and table.stage in {PostTableStage.SUBMITTED, PostTableStage.CONFIRMED})


def sees_post_table(actor: Actor, table: PostTable) -> bool:
    """The bureau that confirms it, once it has been handed in, and the office that signs for it (S2 附件2-7)."""
    is_handed_in = table.submitted_at is not None and table.employer.is_public_institution
    return is_handed_in and (is_bureau_of(actor, table.employer) or _signs_for(actor, table))


def sees_version(actor: Actor, version: PostTableVersion) -> bool:
    """The institution itself, the bureau that confirms, and the office whose signature this version carries."""
    table = version.table
    if acts_for(actor, table.employer):
        return True
    return sees_post_table(actor, table) and (is_bureau_of(actor, table.employer) or _has_signed(actor, version))


def _has_signed(actor: Actor, version: PostTableVersion) -> bool:
    return actor.agency is not None and json.loads(version.content).get("pool", {}).get("by") == actor.agency.name


def owns_posts(actor: Actor, person: PostPerson) -> bool:
    """An officer of the institution whose list it is."""
    return acts_for(actor, person.table.employer)


def reads_post_number(actor: Actor, person: PostPerson) -> bool:
    """The ID number in clear: the institution, the bureau that confirms the sheet, the office that signs for it."""
    return owns_posts(actor, person) or sees_post_table(actor, person.table)


def oversees_posts(actor: Actor, table: PostTable) -> bool:
    """The bureau of the place, and the city's above it, which announces the titles (S2 附件3 注: 事后监督核查)."""
    region = table.employer.region
    if actor.role != Role.HR_BUREAU or actor.agency is None or region is None or table.submitted_at is None:
        return False
    return actor.agency.region_id in (region.pk, region.parent_id)


def settles_self_appointing(actor: Actor, employer: Employer) -> bool:
    """The bureau of the place settles which bound institutions appoint their own people (S3 三(二))."""
    return is_bureau_of(actor, employer) and employer.stage == EmployerStage.BOUND


def decides_self_filing(actor: Actor, filing: SelfFiling) -> bool:
    """That bureau, once a filing was handed in."""
    return is_bureau_of(actor, filing.employer) and filing.submitted_at is not None


def may_read_self_filing(actor: Actor, filing: SelfFiling) -> bool:
    """The institution, and the bureau with which it was filed."""
    return acts_for(actor, filing.employer) or decides_self_filing(actor, filing)
