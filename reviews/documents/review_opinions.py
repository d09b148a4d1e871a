"""What the bodies said and the committee decided, as the review form prints it."""

from typing import Any

from reviews.enums import Verdict
from reviews.models import Application, MeetingItem, Opinion, Snapshot
from reviews.selectors.committees import name_at
from reviews.selectors.inspections import standing_inspections, words_of
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_date


def opinions_of(application: Application, snapshot: Snapshot) -> list[dict[str, str]]:
    """Return the opinions on this very version, in the order given; a return is no opinion, and a void one none.

    Those of a joint examination stand one after the other, each marked as such.
    """
    given = application.opinions.filter(snapshot=snapshot).exclude(verdict=Verdict.RETURN)
    return [_opinion(opinion) for opinion in given.filter(voided_at=None).select_related("sign_off").order_by("pk")]


def _opinion(opinion: Opinion) -> dict[str, str]:
    return {
        "body": f"{opinion.body}（会同审核）" if hasattr(opinion, "sign_off") else opinion.body,
        "text": opinion.text or opinion.get_verdict_display(),
        "officer": opinion.officer,
        "dated": cn_date(opinion.given_at.astimezone(SHANGHAI)),
    }


def inspections_of(application: Application) -> list[dict[str, str]]:
    """Return what was inspected and appraised before the recommendation."""
    return [
        {
            "kind": inspection.get_kind_display(),
            "body": inspection.body,
            "text": words_of(inspection),
            "dated": cn_date(inspection.held_on),
        }
        for inspection in standing_inspections(application)
    ]


def decision_of(application: Application) -> dict[str, Any]:
    """Return the committee's ballot in numbers; empty before the meeting."""
    item = (
        MeetingItem.objects.filter(application=application, passed__isnull=False)
        .select_related("meeting__committee")
        .order_by("-pk")
        .first()
    )
    if item is None or item.closed_at is None:
        return {}
    return {
        "committee": name_at(item.meeting),
        "meeting": item.meeting.name,
        "seats": item.meeting.seats,
        "present": item.present,
        "yes": item.yes,
        "no": item.no,
        "abstained": item.abstained,
        "result": "评审通过" if item.passed else "评审未通过",
        "arithmetic": item.arithmetic,
        "dated": cn_date(item.closed_at.astimezone(SHANGHAI)),
    }
