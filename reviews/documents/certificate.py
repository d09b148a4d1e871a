"""The e-certificate (S0 五(三)), and what is given instead: a proof (S1 四(五)), a recommendation (S3 附件)."""

from django.conf import settings

from reviews.certificate_numbers import key_of
from reviews.documents.paper import Paper
from reviews.documents.photo import photo_data
from reviews.enums import CredentialKind
from reviews.models import Document
from zcps.documents.symbols import qr_data
from zcps.templatetags.chinese import cn_plain


def view_of(document: Document) -> Paper:
    """Return the certificate as it was frozen at issue."""
    application = document.application
    assert application is not None, "a certificate belongs to a case"  # noqa: S101 - the row's kind promises it
    certificate = application.certificate
    assert certificate is not None, "it was issued with the act that asked for the paper"  # noqa: S101 - same transaction
    content = certificate.content
    address = f"{settings.SITE_ADDRESS}/v/{certificate.number}/?k={key_of(certificate.number)}"
    context = {
        **content,
        "number": certificate.number,
        "obtained": cn_plain(content["obtained_on"]),
        "issued": cn_plain(content["issued_on"]),
        "qr": qr_data(address),
        "photo": photo_data(application.snapshot.content["profile"]["photo"]) if application.snapshot else "",
        "simulated": settings.DEMO_IDENTITY,
    }
    if certificate.kind == CredentialKind.PROOF:
        context["plan"] = application.plan.name
        return Paper("reviews/documents/proof.html", "评审通过证明", context)
    if certificate.kind == CredentialKind.RECOMMENDATION:
        context["plan"] = application.plan.name
        context["bureau"] = application.plan.hr_bureau.name
        return Paper("reviews/documents/recommendation.html", "推荐函", context)
    return Paper("reviews/documents/certificate.html", "职称电子证书", context, is_bound=False)
