"""The seam behind which papers are signed. Which signer it is, is a setting (PAPER_SIGNER).

What ships: own_keys.OwnKeys, the key store's keys on the curve P-256 as PAdES B-LTA; and provincial.ProvincialSeal, the
province's seal service with SM2, of which the platform knows nothing but the address and the published key.
"""

import datetime as dt
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from zcps.signed.order import Order


class PaperSigner(Protocol):
    """Somebody who signs papers."""

    def sign(self, order: Order) -> bytes:
        """Return the signed paper. Raise CannotSign with a sentence where that is not possible now."""

    def ends(self, at: dt.datetime) -> dt.datetime | None:
        """Return until when the key that signs is valid; None where somebody else sees to that."""


def signer() -> PaperSigner:
    """Return the one that the settings name."""
    made: PaperSigner = import_string(settings.PAPER_SIGNER)()
    return made
