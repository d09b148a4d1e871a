"""Who may see and recognise whose credits."""

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Region, StoredFile
from applicants.models import Profile
from applicants.permissions import owns_profile
from credits.enums import CreditStage
from credits.models import CreditCard, CreditEntry, CreditImport


def is_registrar(actor: Actor) -> bool:
    """An officer of a body that registers credits."""
    return actor.role == Role.REGISTRAR and actor.agency is not None


def owns_entry(actor: Actor, entry: CreditEntry) -> bool:
    """The person whose hours they are."""
    return owns_profile(actor, entry.profile)


def place_of(profile: Profile) -> Region | None:
    """Return where a person's credits are registered: at the employer, or where the social insurance is paid."""
    return profile.employer.region if profile.employer else profile.insurance_region


def may_review_entry(actor: Actor, entry: CreditEntry) -> bool:
    """The registrar of the county, the city or the province; what is still being written is nobody else's business."""
    if not is_registrar(actor) or actor.agency is None or entry.stage == CreditStage.DRAFT:
        return False
    here = place_of(entry.profile)
    while here is not None:
        if here.pk == actor.agency.region_id:
            return True
        here = here.parent
    return False


def is_of_agency(actor: Actor, batch: CreditImport) -> bool:
    """An officer of the body that handed a table in."""
    return is_registrar(actor) and actor.agency_id == batch.agency_id


def may_read_credit_evidence(actor: Actor, file: StoredFile) -> bool:
    """The person, and the registrars who may see an entry that rests on the file."""
    entries = CreditEntry.objects.filter(evidence=file).select_related(
        "profile__employer__region__parent__parent", "profile__insurance_region__parent__parent"
    )
    if any(owns_entry(actor, entry) or may_review_entry(actor, entry) for entry in entries):
        return True
    cards = CreditCard.objects.filter(file=file).select_related("profile")
    return any(owns_profile(actor, card.profile) for card in cards)
