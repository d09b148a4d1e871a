"""Asking a time-stamp authority, wherever it is: settings.TIME_STAMP_ADDRESS."""

import asyncio
import datetime as dt
import logging
from functools import lru_cache

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from zcps import outbound
from zcps.signed.errors import CannotSign
from zcps.signed.stamp_reply import GRANTED, QUERY, REPLY, Reply

log = logging.getLogger(__name__)
GONE = "时间戳服务暂时不可用，文书尚未签章。系统会自动重试，无需重新办理。"


class HttpStamper(TimeStamper):
    """Speaks RFC 3161 over HTTP; whatever fails on the way is CannotSign."""

    def __init__(self, address: str, patience: float = 5) -> None:
        """Take the authority's address and how many seconds it is waited for."""
        super().__init__()  # type: ignore[no-untyped-call]  # the package carries no types
        self._address, self._patience = address, patience

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Send a query and return the reply."""
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, query: bytes) -> tsp.TimeStampResp:
        return ask(self._address, query, self._patience)


def ask(address: str, query: bytes, patience: float = 5) -> tsp.TimeStampResp:
    """Send a query and return the reply. Raise CannotSign where there is none, or a refusal."""
    if not address.startswith(("http://", "https://")):
        raise CannotSign("没有配置时间戳服务，文书尚未签章。请系统管理员配置，之后系统自动补签。")
    try:
        said = outbound.ask(address, query, {"Content-Type": QUERY, "Accept": REPLY}, patience).body
        status = Reply.load(said, strict=True)["status"]
        if status["status"].native not in GRANTED:
            log.error("the time-stamp authority refused: %s", status.native)
            raise CannotSign(GONE)
        return tsp.TimeStampResp.load(said, strict=True)
    except (outbound.NoAnswer, ValueError) as error:
        raise CannotSign(GONE) from error


@lru_cache(maxsize=2)
def stamper(address: str, _day: dt.date) -> HttpStamper:
    """Return the one for an address, anew each day.

    pyHanko asks each stamper for a stamp on nothing, to learn the authority's certificates: once a day suffices.
    """
    return HttpStamper(address)
