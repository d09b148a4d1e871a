"""Papers on the screen: asked for, being made, made."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.questions import DEARLY
from employers.models import PostTableVersion
from employers.permissions import sees_version
from reviews.documents.build import MOST_ATTEMPTS
from reviews.documents.sealing import LOOKS
from reviews.enums import DocumentKind
from reviews.models import Application, Document
from reviews.permissions import may_print_review_form, may_read_document
from reviews.services.papers import request as ask_for

_KNOWN = Document.objects.select_related(
    "application__plan", "application__applicant", "meeting__plan", "publicity", "file", "post_table__table__employer"
)


@require_POST
@allow(may_print_review_form, Application, costs=DEARLY)
def ask_review_form(_request: Request, application: Application) -> HttpResponse:
    """Ask for the review form of the present snapshot; asking twice gives the same one."""
    return redirect("paper", ask_for(DocumentKind.REVIEW_FORM, application=application).pk)


@require_POST
@allow(sees_version, PostTableVersion.objects.select_related("table__employer__region"))
def post_table_paper(_request: Request, version: PostTableVersion) -> HttpResponse:
    """Ask for the post table as it was confirmed, to be signed and sealed."""
    return redirect("paper", ask_for(DocumentKind.POST_TABLE, post_table=version).pk)


@require_safe
@allow(may_read_document, _KNOWN, costs=DEARLY)
def paper(request: Request, document: Document) -> HttpResponse:
    """Show a paper, or how far its making has come; the waiting page asks again by itself."""
    template = "reviews/papers/state.html" if request.htmx else "reviews/papers/paper.html"
    # A paper that failed is tried again by each sweep until it has failed for good.
    is_tried = bool(document.failure) and document.attempts < MOST_ATTEMPTS
    context = {"document": document, "is_tried": is_tried, "is_signed": document.kind in LOOKS}
    return render(request, template, context)
