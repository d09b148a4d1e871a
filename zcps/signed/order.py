"""What a signer is asked for."""

import datetime as dt
from dataclasses import dataclass

from zcps.signed.seal import Place, Seal


@dataclass(frozen=True)
class Order:
    """What is to be signed: the paper, its number, the seal and where it stands, and the moment."""

    pdf: bytes
    number: str
    seal: Seal
    place: Place
    at: dt.datetime
