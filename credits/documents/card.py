"""The annual credit card (学时卡) as a sheet of paper."""

from django.conf import settings
from django.template.loader import render_to_string

from accounts.models import StoredFile
from accounts.services.files import keep_pdf
from credits.models import CreditCard
from zcps.documents import missing_glyphs, page_texts, render_pdf
from zcps.documents.symbols import qr_data
from zcps.signed.errors import PaperNotSigned
from zcps.signed.papers import seal
from zcps.signed.seal import PLATFORM, Seal

TITLE = "专业技术人员继续教育学时卡"


class CannotPrint(Exception):
    """The sheet cannot be made as things are; the sentence says why and what to do."""


def html_of(card: CreditCard) -> str:
    """Return the page that is printed."""
    address = f"{settings.SITE_ADDRESS}/verify/credits/{card.code}/"
    context = {**card.content, "card": card, "title": TITLE, "qr": qr_data(address), "address": address}
    return render_to_string("credits/documents/card.html", {**context, "simulated": settings.DEMO_IDENTITY})


def print_card(card: CreditCard) -> StoredFile:
    """Render the card, sign it and keep the sheet.

    Raises:
        CannotPrint: the fonts lack a character, or this card takes no signature.
        CannotSign: nothing can be signed now; another try is worth while.
    """
    html = html_of(card)
    if missing := missing_glyphs(html):
        raise CannotPrint(f"字库中没有这些字：{'、'.join(missing)}。请系统管理员安装补充字库后重新出具。")
    pdf = render_pdf(html, title=TITLE)
    look = Seal(PLATFORM, "学时专用", simulated=settings.DEMO_IDENTITY)
    try:
        pdf, _ = seal(pdf, number=card.code, look=look)
    except PaperNotSigned as reason:
        raise CannotPrint(str(reason)) from reason
    return keep_pdf(f"{TITLE}（{card.year}年度）.pdf", pdf, len(page_texts(pdf)))
