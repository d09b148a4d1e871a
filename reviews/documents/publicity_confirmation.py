"""The confirmation sheet (公示确认表): where, from when to when, which days, who, what came of it; to be sealed."""

from typing import Any

from reviews.documents.paper import Paper
from reviews.models import Document, Publicity
from reviews.services.publicity import close_of, period_of
from reviews.services.publicity_record import days_of, with_outcomes
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_close, cn_date, cn_datetime, cn_plain, cn_weekday

# What tells the people of a list apart; the rest of what was shown stands in the notice.
_COLUMNS = ("姓名", "工作单位", "申报资格", "申报专业")


def view_of(document: Document) -> Paper:
    """Return the sheet with everybody who has been confirmed by now."""
    publicity = document.publicity
    assert publicity is not None, "a confirmation sheet belongs to a publicity"  # noqa: S101 - the kind promises it
    period = period_of(publicity)
    last = publicity.confirmations.last()
    context = {
        "title": publicity.title,
        "plan": publicity.plan.name,
        "document_number": publicity.plan.document_number,
        "publisher": str(publicity.employer or publicity.agency or ""),
        "kind": publicity.get_kind_display(),
        "opened": cn_datetime(publicity.opened_at.astimezone(SHANGHAI)),
        "closes": cn_close(close_of(publicity, period).astimezone(SHANGHAI)),
        "days": publicity.working_days,
        "calendar": [
            {"day": f"{cn_date(day)}（{cn_weekday(day)}）", "counted": counted, "reason": reason}
            for day, counted, reason in days_of(period)
        ],
        "confirmations": [
            {"places": each.places, "remarks": each.remarks, "filled": cn_datetime(each.filled_at.astimezone(SHANGHAI))}
            for each in publicity.confirmations.all()
        ],
        "rows": _rows(publicity),
        "hash": publicity.content_hash,
        "dated": cn_plain(last.filled_at.astimezone(SHANGHAI)) if last else "",
    }
    return Paper("reviews/documents/publicity_confirmation.html", f"公示确认表（{publicity.title}）", context)


def _rows(publicity: Publicity) -> list[dict[str, Any]]:
    entries = publicity.entries.filter(confirmation__isnull=False).order_by("pk")
    return [
        {
            "cells": [dict(entry.shown).get(label, "") for label in _COLUMNS],
            "released": cn_datetime(entry.released_at.astimezone(SHANGHAI)) if entry.released_at else "",
            "outcome": outcome,
        }
        for entry, outcome in with_outcomes(publicity, entries)
    ]
