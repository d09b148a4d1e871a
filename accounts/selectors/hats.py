"""The capacities an account may act in."""

from accounts.actor import PUBLIC, Actor
from accounts.enums import AccountKind, Role
from accounts.guardian import allowed_ids
from accounts.models import Agency, User


def hats_of(user: User, *, is_proven: bool = False) -> list[Actor]:
    """Return every capacity of an account, the usual one first; empty for an office account whose work has ended.

    Args:
        user: whose.
        is_proven: whether he showed lately who he is; decisive acts are closed to him else.
    """
    if user.kind == AccountKind.PERSONAL:
        own = [Actor(Role.APPLICANT, user, is_proven=is_proven)]
        return [*own, Actor(Role.EXPERT, user, is_proven=is_proven)] if user.is_expert else own
    if user.kind == AccountKind.LEGAL_PERSON:
        return [Actor(Role.EMPLOYER, user, is_proven=is_proven)]
    agencies = Agency.objects.filter(pk__in=allowed_ids(user, "act_for_agency", Agency)).select_related("region")
    return [Actor(agency.role, user, agency, is_proven=is_proven) for agency in agencies]


def hat_worn(user: User, key: str, *, is_proven: bool = False) -> tuple[Actor, list[Actor]]:
    """Return the hat with this key, or the first one, and all hats; PUBLIC where there is none left."""
    hats = hats_of(user, is_proven=is_proven)
    return next((hat for hat in hats if hat.key == key), hats[0] if hats else PUBLIC), hats
