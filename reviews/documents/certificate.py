"""The e-certificate (职称电子证书), as valid as one on paper (S0 五(三))."""

from django.conf import settings

from reviews.documents.paper import Paper
from reviews.documents.review_form import photo_data
from reviews.models import Document
from reviews.services.certificates import key_of
from zcps.documents.symbols import qr_data
from zcps.templatetags.chinese import cn_date


def view_of(document: Document) -> Paper:
    """Return the certificate as it was frozen at issue."""
    application = document.application
    assert application is not None, "a certificate belongs to a case"  # noqa: S101 - the row's kind promises it
    certificate = application.certificate
    content = certificate.content
    address = f"{settings.SITE_ADDRESS}/v/{certificate.number}/?k={key_of(certificate.number)}"
    context = {
        **content,
        "number": certificate.number,
        "obtained": cn_date(content["obtained_on"]),
        "issued": cn_date(content["issued_on"]),
        "qr": qr_data(address),
        "photo": photo_data(application.snapshot.content["profile"]["photo"]) if application.snapshot else "",
        "simulated": settings.DEMO_IDENTITY,
    }
    return Paper("reviews/documents/certificate.html", "职称电子证书", context)
