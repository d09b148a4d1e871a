"""The seam behind which papers are signed. Which signer it is, is a setting (PAPER_SIGNER).

What ships: OwnKeys, the key store's keys on the curve P-256 as PAdES B-LTA; and ProvincialSeal, the province's seal
service with SM2, of which the platform knows the address and the published key only (zcps/signed/provincial.py).
"""

import datetime as dt
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from zcps.signed.order import Order
from zcps.signed.pades import sign
from zcps.signed.stamps import HttpStamper
from zcps.signed.store import key_store


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


class OwnKeys:
    """The platform's own keys."""

    def sign(self, order: Order) -> bytes:
        """Sign with the newest key in force and have it stamped."""
        return sign(order, key_store(), HttpStamper(settings.TIME_STAMP_ADDRESS))

    def ends(self, at: dt.datetime) -> dt.datetime | None:
        """Return the end of the key that signs. Raise CannotSign where there is none."""
        return key_store().key_at(at).ends
