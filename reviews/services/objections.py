"""Receiving objections: the number they are known by, their evidence, and a limit to floods."""

from django.core.cache import cache
from django.core.files.base import File

from accounts.models import StoredFile
from accounts.services.files import keep
from reviews.models import Objection
from zcps import clock
from zcps.codes import random_code
from zcps.uploads import Purpose, accept

# From one address in an hour. An objection holds somebody's publicity: a flood of them must not hold a season.
MOST_AN_HOUR = 10
_HOUR = 3600


def new_receipt() -> str:
    """Return a number that cannot be guessed and can be read over the telephone."""
    while True:
        number = f"YY{clock.today():%Y%m%d}{random_code(6)}"
        if not Objection.objects.filter(receipt=number).exists():
            return number


def keep_evidence(upload: "File[bytes]") -> StoredFile:
    """Check, rebuild and keep a file handed in with an objection; it belongs to no account.

    Raises:
        UploadRefused: with a sentence for the person who handed it in.
    """
    return keep(accept(upload, Purpose.EVIDENCE), None)


def too_many_from(address: str) -> bool:
    """Count one more attempt from an address; say whether it was one too many within the hour."""
    key = f"objections:{address}"
    cache.add(key, 0, _HOUR)
    return cache.incr(key) > MOST_AN_HOUR
