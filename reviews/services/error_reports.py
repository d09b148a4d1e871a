"""Receiving reports of errors in certificates."""

from accounts.models import Agency
from reviews.models import Certificate, ErrorReport
from reviews.services.numbers import free_receipt
from zcps import clock


def certificate_numbered(number: str) -> Certificate | None:
    """Return the certificate with this number."""
    return Certificate.objects.select_related("application__plan__hr_bureau").filter(number=number).first()


def receive(agency: Agency, certificate: Certificate | None, **told: str) -> ErrorReport:
    """Keep a report under a number that cannot be guessed."""
    receipt = free_receipt("CW", ErrorReport.objects.all())
    return ErrorReport.objects.create(
        receipt=receipt, agency=agency, certificate=certificate, raised_at=clock.now(), **told
    )
