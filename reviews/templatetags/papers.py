"""The papers of a case, wherever the case is shown."""

from typing import Any, cast

from django import template
from django.template.context import Context

from accounts.actor import PUBLIC, Actor
from reviews.enums import DocumentKind
from reviews.models import Application
from reviews.permissions import may_print_review_form, may_read_document
from reviews.terms import terms_for

register = template.Library()


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
