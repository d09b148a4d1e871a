"""The province's seal service as the signer of papers: it gets a digest, never a paper, and gives a seal with SM2.

    POST SEAL_SERVICE_ADDRESS  {"digest": "…", "algorithm": "SM3", "number": "…", "name": "…"}
    → DER of the seal, as zcps/signed/sm2.py defines it

The service's own protocol, once it is known, is spoken here and nowhere else.
"""

import datetime as dt
import json
import urllib.request

from django.conf import settings

from zcps.signed.errors import CannotSign
from zcps.signed.order import Order

GONE = "省级签章服务暂时不可用，文书尚未签章。系统会自动重试，无需重新办理。"
_PATIENCE = 10


class ProvincialSeal:
    """Signs with the province's seals; their keys are no concern of ours."""

    def sign(self, order: Order) -> bytes:
        """Have the paper's digest sealed."""
        # Only a process that signs loads what signing takes.
        from zcps.signed.sm2 import Draft  # noqa: PLC0415

        draft = Draft(order)
        return draft.filled(self._sealed(draft.digest, order))

    def ends(self, at: dt.datetime) -> dt.datetime | None:
        """Return None: the province renews its own keys."""
        return None

    def _sealed(self, digest: bytes, order: Order) -> bytes:
        address = settings.SEAL_SERVICE_ADDRESS
        if not address.startswith(("http://", "https://")):
            raise CannotSign("没有配置省级签章服务，文书尚未签章。请系统管理员配置，之后系统自动补签。")
        asked = {"digest": digest.hex(), "algorithm": "SM3", "number": order.number, "name": order.seal.name}
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(address, json.dumps(asked).encode(), headers)  # noqa: S310 - as above
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as reply:  # noqa: S310 - as above
                sealed: bytes = reply.read()
        except OSError as error:
            raise CannotSign(GONE) from error
        return sealed
