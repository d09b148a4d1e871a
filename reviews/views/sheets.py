"""Sheets on the screen as they are printed: papers that wait to be made, and papers before the act that makes them."""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.steps.base import ActRefused
from reviews.documents.build import VIEWS, html_of
from reviews.documents.foresight import foreseen
from reviews.models import Document
from reviews.permissions import may_read_document

# A sheet brings its own style, as it is printed, and nothing else: no script, no address outside itself.
SHEET_ONLY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
    "sandbox": True,
}
# The name of the button that asks for a look instead of the act.
LOOK = "look"


@require_safe
@allow(may_read_document, Document)
def paper_sheet(request: Request, document: Document) -> HttpResponseBase:
    """What a paper says while it waits to be made or signed; one that is made, or void, is shown as what it is."""
    if document.voided_at or document.file_id:
        return redirect("paper", document.pk)
    return as_sheet(request, html_of(document, VIEWS[document.kind](document)))


def as_sheet(request: HttpRequest, page: str) -> HttpResponseBase:
    """Return a sheet under the policy for sheets; nobody keeps it."""
    answer = csp_replace(SHEET_ONLY)(lambda _: HttpResponse(page))(request)
    answer["Cache-Control"] = "private, no-store"
    return answer


def looked_at(
    request: Request, act: Callable[[], object], among: QuerySet[Document]
) -> tuple[HttpResponseBase | None, list[str]]:
    """Return the paper that an act would make, for whoever pressed the button for it; or why it cannot be done."""
    try:
        page = foreseen(act, among.filter(kind=request.POST[LOOK]))
    except ActRefused as refused:
        return None, refused.reasons
    return (as_sheet(request, page), []) if page else (None, ["现在办理不会生成这份文书，没有样稿可看。"])
