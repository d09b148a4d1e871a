"""Versions of a plan: what was published stays as it was; applications keep the version they were filed under."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from reviews.models import Plan, PlanVersion
from zcps import clock
from zcps.canonical import digest

# What is not a term of the notice: identity, stage, ownership, and what stands in columns of the version itself.
_NOT_TERMS = frozenset(
    {
        "id",
        "stage",
        "office",
        "hr_bureau",
        "created_at",
        "corrects",
        "accepted_warnings",
        "unconfirmed",
        "rules",
        "version",
    }
)
TITLE_TERMS = ("name", "level", "mode", "scope", "order")


def terms_of(plan: Plan) -> dict[str, Any]:
    """Return every term of a plan, with its titles and attachments, as plain data."""
    terms = {
        field.name: field.value_from_object(plan)
        for field in Plan._meta.concrete_fields
        if field.name not in _NOT_TERMS
    }
    titles = plan.titles.select_related("committee")
    terms["titles"] = [{**{n: getattr(t, n) for n in TITLE_TERMS}, "committee": t.committee.name} for t in titles]
    terms["attachments"] = [{"name": each.name, "file": str(each.file_id)} for each in plan.attachments.all()]
    plain: dict[str, Any] = json.loads(json.dumps(terms, cls=DjangoJSONEncoder))
    return plain


def keep_version(plan: Plan, document_number: str = "", document_title: str = "") -> PlanVersion:
    """Freeze a plan as it is published now, under its present number.

    Args:
        plan: as it is published.
        document_number: of the announcement that publishes it, where that is not the plan's own (更正公告).
        document_title: likewise.
    """
    terms = terms_of(plan)
    return PlanVersion.objects.create(
        plan=plan,
        number=plan.version,
        content=terms,
        rules=plan.rules,
        sha256=digest({**terms, "rules": plan.rules}),
        document_number=document_number or plan.document_number,
        document_title=document_title or plan.document_title,
        reason=plan.correction_reason,
        published_at=clock.now(),
    )
