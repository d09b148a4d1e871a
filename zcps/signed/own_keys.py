"""The platform's own keys as the signer of its papers."""

import datetime as dt

from django.conf import settings

from zcps.signed.errors import CannotSign
from zcps.signed.order import Order
from zcps.signed.store import key_store


class OwnKeys:
    """Signs with the newest key in force, stamped by the time-stamp authority that the settings name."""

    def sign(self, order: Order) -> bytes:
        """Sign and have it stamped."""
        # Only a process that signs loads what signing takes.
        from zcps.signed.pades import sign  # noqa: PLC0415 - loaded where it is needed
        from zcps.signed.stamps import stamper  # noqa: PLC0415 - loaded where it is needed

        try:
            return sign(order, key_store(), stamper(settings.TIME_STAMP_ADDRESS, order.at.date()))
        except CannotSign:
            # The authority may have another certificate since.
            stamper.cache_clear()
            raise

    def ends(self, at: dt.datetime) -> dt.datetime | None:
        """Return the end of the key that signs. Raise CannotSign where there is none."""
        return key_store().key_at(at).ends
