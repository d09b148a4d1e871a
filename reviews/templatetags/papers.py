"""The papers of a case, wherever the case is shown."""

from typing import Any, cast

from django import template
from django.db.models import Count, Max, Q
from django.template.context import Context

from accounts.actor import PUBLIC, Actor
from reviews.enums import DocumentKind
from reviews.models import Application, Document, ResultFiling
from reviews.permissions import may_print_review_form, may_read_document
from reviews.terms import terms_for

register = template.Library()
ISSUED = (DocumentKind.CERTIFICATE, DocumentKind.PROOF, DocumentKind.RECOMMENDATION)


@register.inclusion_tag("reviews/components/issue_progress.html")
def issue_progress(filing: ResultFiling) -> dict[str, Any]:
    """How many certificates of an announced list are made and signed: a worker makes one after the other."""
    papers = Document.objects.filter(
        application__result_lines__filing=filing, kind__in=ISSUED, voided_at=None
    ).aggregate(all=Count("pk"), made=Count("built_at"), why=Max("failure", filter=Q(built_at=None)))
    return {**papers, "waits": papers["made"] < papers["all"]}


@register.inclusion_tag("reviews/components/papers.html", takes_context=True)
def case_papers(context: Context, application: Application) -> dict[str, Any]:
    """List the valid papers of a case that the actor may read; offer the review form where it may be printed."""
    actor = cast("Actor", context.get("actor", PUBLIC))
    known = application.documents.filter(voided_at=None).order_by("requested_at")
    documents = [document for document in known if may_read_document(actor, document)]
    has_form = any(document.kind == DocumentKind.REVIEW_FORM for document in documents)
    may_ask = not has_form and may_print_review_form(actor, application)
    return {
        "application": application,
        "form_name": terms_for(application).form_name if may_ask else "",
        "documents": documents,
        "may_ask": may_ask,
        "csrf_token": context.get("csrf_token", ""),
    }
