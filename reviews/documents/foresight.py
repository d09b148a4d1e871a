"""A paper before the act that makes it: the act is done, its paper shown, and everything undone.

So a notice or a form is looked at exactly as it would be made, with every obstacle that the act would meet.
"""

from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from reviews.documents.build import VIEWS, html_of
from reviews.models import Document

MARK = "样稿"


def foreseen(act: Callable[[], object], among: QuerySet[Document]) -> str:
    """Return the first paper that an act asks for, as a page; nothing of the act remains.

    Args:
        act: what would be done; it may raise ActRefused, which passes through.
        among: the papers of the act's subject and of the kind that is wanted.

    Returns:
        The page; empty where the act asks for no such paper.
    """
    with transaction.atomic():
        known = set(among.values_list("pk", flat=True))
        act()
        made = among.exclude(pk__in=known).order_by("pk").first()
        page = _shown(made) if made else ""
        transaction.set_rollback(True)
    return page


def _shown(document: Document) -> str:
    paper = VIEWS[document.kind](document)
    document.number, document.short_code = MARK, ""
    return html_of(document, paper)
