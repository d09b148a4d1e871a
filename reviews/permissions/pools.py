"""Who may do what with committees, their pools, and ties between experts and applicants."""

from accounts.actor import Actor
from accounts.enums import Role
from reviews.models import (
    Committee,
    Conflict,
    Expert,
    Membership,
)
from reviews.permissions.plans import is_committee_office


def keeps_expert(actor: Actor, expert: Expert) -> bool:
    """An office looks after those who are in the pools of its own committees, or proposed for them."""
    return is_committee_office(actor) and expert.memberships.filter(committee__office=actor.agency_id).exists()


def keeps_committees(actor: Actor) -> bool:
    """An HR bureau registers committees and their terms, and gives their offices accounts (S3 一)."""
    return actor.role == Role.HR_BUREAU


def keeps_committee(actor: Actor, committee: Committee) -> bool:
    """The bureau with which this very committee is registered."""
    return keeps_committees(actor) and actor.agency_id == committee.hr_bureau_id


def sees_pools(actor: Actor) -> bool:
    """The office that keeps a pool, the bureau that admits to it, the supervision office that reads it (S3 三(四))."""
    return actor.role in {Role.COMMITTEE_OFFICE, Role.HR_BUREAU, Role.SUPERVISION}


def keeps_pools(actor: Actor) -> bool:
    """The office proposes, the bureau may decide; the supervision office only reads."""
    return actor.role in {Role.COMMITTEE_OFFICE, Role.HR_BUREAU}


def handles_membership(actor: Actor, membership: Membership) -> bool:
    """The office of this very committee, and the HR bureau with which it is registered."""
    committee = membership.committee
    if actor.role == Role.COMMITTEE_OFFICE:
        return actor.agency_id == committee.office_id
    return actor.role == Role.HR_BUREAU and actor.agency_id == committee.hr_bureau_id


def sees_expert(actor: Actor, expert: Expert) -> bool:
    """Whoever keeps, confirms or oversees one of the pools the person is in, was in, or is proposed for."""
    if not sees_pools(actor) or actor.agency_id is None:
        return False
    mine = {
        Role.COMMITTEE_OFFICE: "committee__office",
        Role.HR_BUREAU: "committee__hr_bureau",
        Role.SUPERVISION: "committee__supervisor",
    }[actor.role]
    return expert.memberships.filter(**{mine: actor.agency_id}).exists()


def is_expert(actor: Actor) -> bool:
    """Somebody of an expert pool, in that capacity."""
    return actor.role == Role.EXPERT and actor.user is not None


def handles_conflict(actor: Actor, conflict: Conflict) -> bool:
    """The office of the committee under which a tie was found, and the HR bureau with which that is registered."""
    committee = conflict.committee
    if actor.role == Role.COMMITTEE_OFFICE:
        return actor.agency_id == committee.office_id
    return actor.role == Role.HR_BUREAU and actor.agency_id == committee.hr_bureau_id


def sees_conflict(actor: Actor, conflict: Conflict) -> bool:
    """Whoever handles it, and the supervision office: an exclusion nobody can look at could choose a panel."""
    watches = actor.role == Role.SUPERVISION and actor.agency_id == conflict.committee.supervisor_id
    return watches or handles_conflict(actor, conflict)
