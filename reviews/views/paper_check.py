"""Checking a paper page by page before it is received: a swapped sheet is found here."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request
from accounts.questions import DEARLY
from reviews.enums import DocumentKind
from reviews.forms import panel
from reviews.models import Application, Document
from reviews.permissions import receives_paper
from reviews.selectors.paper_pages import LONGEST_TEXT, Check, check
from reviews.services.paper_scans import read
from reviews.views.cases import CASES
from zcps.headers import uses_camera

MOST_SEEN = 200


@uses_camera
@never_cache
@require_http_methods(["GET", "POST"])
@allow(receives_paper, CASES, costs=DEARLY)
def paper_check(request: Request, application: Application) -> HttpResponse:
    """Show the pages of the form in force; mark those whose codes were read from pictures, and name every stranger."""
    document = _form_of(application)
    seen = [text for text in request.POST.getlist("seen")[:MOST_SEEN] if len(text) <= LONGEST_TEXT]
    read_now, problems = read(request.FILES.getlist("sheets")) if request.method == "POST" else ([], [])
    if request.POST.get("source") == "camera":
        # Most pictures of a camera show no code; only what was read counts.
        problems = []
    texts = list(dict.fromkeys([*seen, *read_now]))[:MOST_SEEN]
    context: dict[str, Any] = {
        "case": application,
        "document": document,
        "checked": check(document, texts) if document else None,
        "texts": texts,
        "problems": problems,
    }
    if request.htmx:
        return render(request, "reviews/papers/checked.html", context)
    context["offer"] = _receipt(request, application, context["checked"])
    return render(request, "reviews/papers/check.html", context, status=422 if problems else 200)


def _receipt(request: Request, application: Application, checked: Check | None) -> panel.Offer | None:
    """The act of receiving; the form's code stands in its place once every page was seen, before it has to be read."""
    offer = next((each for each in panel.offers(application, request.actor) if each.is_mark), None)
    if offer and offer.form and checked and checked.is_whole:
        offer.form.initial = {"code": checked.document.short_code}
    return offer


def _form_of(application: Application) -> Document | None:
    """The newest review form of the version in force that was made."""
    made = application.documents.filter(
        kind=DocumentKind.REVIEW_FORM, snapshot=application.snapshot, voided_at=None, file__isnull=False
    )
    return made.order_by("-pk").first()
