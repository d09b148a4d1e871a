"""Who may give, reset and end the accounts of offices."""

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, Role
from accounts.models import Agency, AgencyOfficer, Job, Notice, Partner, SignIn


def assigns_accounts(actor: Actor, agency: Agency) -> bool:
    """An HR bureau gives accounts to the offices of its region and to the HR bureaus one level below (S3 一 L19)."""
    if actor.role != Role.HR_BUREAU or actor.agency is None:
        return False
    if agency.region_id == actor.agency.region_id:
        return True
    return agency.kind == AgencyKind.HR_BUREAU and agency.region.parent_id == actor.agency.region_id


def assigns_account_of(actor: Actor, officer: AgencyOfficer) -> bool:
    """The same bureau looks after the account it may give."""
    return assigns_accounts(actor, officer.agency)


def is_recipient(actor: Actor, notice: Notice) -> bool:
    """A notice is its recipient's alone."""
    return actor.user is not None and notice.recipient_id == actor.user.pk


def owns_sign_in(actor: Actor, visit: SignIn) -> bool:
    """Whose account was entered."""
    return actor.user is not None and visit.user_id == actor.user.pk


def owns_job(actor: Actor, job: Job) -> bool:
    """Whoever had it begun, for the office for which he did; what it leads to has a rule of its own.

    The work of an office stays with that office: not with him under another of his hats, nor once his post has ended.
    """
    return actor.user is not None and job.owner_id == actor.user.pk and job.agency_id == actor.agency_id


def keeps_partners(actor: Actor) -> bool:
    """The HR bureau of a city or of the province gives data to other systems; no county does, as with credit (R318)."""
    return actor.role == Role.HR_BUREAU and actor.agency is not None and actor.agency.level != AdminLevel.COUNTY


def keeps_partner(actor: Actor, partner: Partner) -> bool:
    """The bureau that admits it."""
    return keeps_partners(actor) and partner.agency_id == actor.agency_id


def is_partner(actor: Actor) -> bool:
    """A system to which data are given; what it may ask stands in its terms."""
    return actor.role == Role.PARTNER
