"""The truthfulness commitment (材料真实性保证书) as it was signed: the text, its hash, when and on what device."""

from reviews.documents.paper import Paper
from reviews.models import Document
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_datetime


def view_of(document: Document) -> Paper:
    """Return the commitment that was signed for the case's present filing."""
    application = document.application
    assert application is not None, "a commitment belongs to a case"  # noqa: S101 - the row's kind promises it
    signed = application.commitments.exclude(signed_at=None).latest("signed_at")
    assert signed.signed_at is not None, "chosen as signed"  # noqa: S101 - for the type checker
    title = "专业技术职务任职资格评审材料真实性保证书"
    context = {
        # The heading stands above; the text as signed begins with it.
        "text": signed.text.removeprefix(title).strip(),
        "name": application.applicant.user.name,
        "signed": cn_datetime(signed.signed_at.astimezone(SHANGHAI)),
        "sha256": signed.sha256,
        "device": signed.user_agent,
    }
    return Paper("reviews/documents/commitment.html", title, context)
