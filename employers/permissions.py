"""Who may do what for which employer."""

from accounts.actor import Actor
from employers.models import Employer
from employers.authorisation import employer_of


def acts_for(actor: Actor, employer: Employer | None) -> bool:
    """An officer acts for the employer that authorised him, and for no other (S1 附件1-1)."""
    own = employer_of(actor)
    return own is not None and employer is not None and own.pk == employer.pk
