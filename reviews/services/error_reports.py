"""Receiving reports of errors in certificates."""

from accounts.models import Agency
from reviews.models import Certificate, ErrorReport
from zcps import clock
from zcps.codes import random_code


def certificate_numbered(number: str) -> Certificate | None:
    """Return the certificate with this number."""
    return Certificate.objects.select_related("application__plan__hr_bureau").filter(number=number).first()


def receive(agency: Agency, certificate: Certificate | None, **told: str) -> ErrorReport:
    """Keep a report under a number that cannot be guessed."""
    while True:
        receipt = f"CW{clock.today():%Y%m%d}{random_code(6)}"
        if not ErrorReport.objects.filter(receipt=receipt).exists():
            break
    return ErrorReport.objects.create(
        receipt=receipt, agency=agency, certificate=certificate, raised_at=clock.now(), **told
    )
