"""The province's seal service as the signer of papers: it gets a digest, never a paper, and gives a seal with SM2.

    POST SEAL_SERVICE_ADDRESS  {"digest": "…", "algorithm": "SM3", "number": "…", "name": "…"}
    → DER of the seal, as zcps/signed/sm2.py defines it

The service's own protocol, once it is known, is spoken here and nowhere else.
"""

import datetime as dt
import json
import logging

from django.conf import settings

from zcps.outbound import NoAnswer, ask
from zcps.signed.errors import CannotSign, PaperNotSigned
from zcps.signed.order import Order

GONE = "省级签章服务暂时不可用，文书尚未签章。系统会自动重试，无需重新办理。"
_PATIENCE = 10
log = logging.getLogger(__name__)


class ProvincialSeal:
    """Signs with the province's seals; their keys are no concern of ours."""

    def sign(self, order: Order) -> bytes:
        """Have the paper's digest sealed."""
        # Only a process that signs loads what signing takes.
        from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - the package carries no types
        from pyhanko.sign.general import SigningError  # noqa: PLC0415 - loaded where it is needed

        from zcps.signed.sm2 import Draft  # noqa: PLC0415 - loaded where it is needed

        try:
            draft = Draft(order)
            return draft.filled(self._sealed(draft.digest, order))
        except (SigningError, PdfError, ValueError) as error:
            log.exception("the paper %s could not be sealed", order.number)
            raise PaperNotSigned("文书签章未成功。请系统管理员检查服务器日志后重新生成，文书暂不出具。") from error

    def ends(self, at: dt.datetime) -> dt.datetime | None:
        """Return None: the province renews its own keys."""
        return None

    def _sealed(self, digest: bytes, order: Order) -> bytes:
        from zcps.signed.sm2 import require_seal  # noqa: PLC0415 - loaded where it is needed

        address = settings.SEAL_SERVICE_ADDRESS
        if not address.startswith(("http://", "https://")):
            raise CannotSign("没有配置省级签章服务，文书尚未签章。请系统管理员配置，之后系统自动补签。")
        asked = {"digest": digest.hex(), "algorithm": "SM3", "number": order.number, "name": order.seal.name}
        try:
            sealed = ask(address, json.dumps(asked).encode(), {"Content-Type": "application/json"}, _PATIENCE).body
            require_seal(sealed)
        except (NoAnswer, ValueError) as error:
            log.exception("no seal came back for the paper %s", order.number)
            raise CannotSign(GONE) from error
        return sealed
