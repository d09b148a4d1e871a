"""For whom an account acts."""

from accounts.actor import Actor
from accounts.enums import Role
from accounts.guardian import allowed_ids
from employers.models import Employer


def employer_of(actor: Actor) -> Employer | None:
    """Return the employer an officer's account is authorised for; None before the registration or after its end."""
    if actor.role != Role.EMPLOYER or actor.user is None:
        return None
    granted = allowed_ids(actor.user, "act_for_employer", Employer)
    return Employer.objects.select_related("region").filter(pk__in=granted, uscc=actor.user.uscc).first()
