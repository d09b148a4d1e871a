"""The capacities an account may act in."""

from accounts.actor import PUBLIC, Actor
from accounts.enums import AccountKind, Role
from accounts.guardian import allowed_ids
from accounts.models import Agency, User


def hats_of(user: User) -> list[Actor]:
    """Return every capacity of an account, the usual one first; empty for an office account whose work has ended."""
    if user.kind == AccountKind.PERSONAL:
        own = [Actor(Role.APPLICANT, user)]
        return [*own, Actor(Role.EXPERT, user)] if user.is_expert else own
    if user.kind == AccountKind.LEGAL_PERSON:
        return [Actor(Role.EMPLOYER, user)]
    agencies = Agency.objects.filter(pk__in=allowed_ids(user, "act_for_agency", Agency)).select_related("region")
    return [Actor(agency.role, user, agency) for agency in agencies]


def hat_worn(user: User, key: str) -> tuple[Actor, list[Actor]]:
    """Return the hat with this key, or the first one, and all hats; PUBLIC where there is none left."""
    hats = hats_of(user)
    return next((hat for hat in hats if hat.key == key), hats[0] if hats else PUBLIC), hats
