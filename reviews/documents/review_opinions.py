"""What the bodies said and the committee decided, as the review form prints it."""

from typing import Any

from reviews.enums import Stage, Verdict
from reviews.models import Application, MeetingItem, Opinion, PublicityEntry, Snapshot
from reviews.selectors.committees import name_at
from reviews.selectors.inspections import standing_inspections, words_of
from reviews.selectors.voting_bodies import body_of
from reviews.services.publicity_record import with_outcomes
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_close, cn_datetime, cn_plain

# Where the employer speaks; every later body reports upward (呈报单位).
_EMPLOYERS = {Stage.EMPLOYER_REVIEW, Stage.EMPLOYER_OPINION_DUE}


def opinions_of(application: Application, snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the opinions on this very version, in the order given; a return is no opinion, and a void one none.

    Those of a joint examination stand one after the other, each marked as such.
    """
    given = application.opinions.filter(snapshot=snapshot).exclude(verdict=Verdict.RETURN)
    return [_opinion(opinion) for opinion in given.filter(voided_at=None).select_related("sign_off").order_by("pk")]


def publicities_of(application: Application, snapshot: Snapshot) -> list[dict[str, str]]:
    """Return where this very version was shown to the public, how long, and what came of it.

    A list that was shown anew counts as it was shown last.
    """
    entries = application.publicity_entries.filter(snapshot=snapshot).exclude(following__snapshot=snapshot)
    return [
        _shown(entry) for entry in entries.select_related("publicity__employer", "publicity__agency").order_by("pk")
    ]


def _shown(entry: PublicityEntry) -> dict[str, str]:
    publicity = entry.publicity
    [(_, outcome)] = with_outcomes(publicity, [entry])
    return {
        "kind": publicity.get_kind_display(),
        "body": str(publicity.employer or publicity.agency or ""),
        "opened": cn_datetime(publicity.opened_at.astimezone(SHANGHAI)),
        "closes": cn_close((entry.released_at or publicity.earliest_close).astimezone(SHANGHAI)),
        "days": str(publicity.working_days),
        "outcome": f"{'公示期满' if entry.released_at else '公示中'}，{outcome}",
    }


def _opinion(opinion: Opinion) -> dict[str, Any]:
    return {
        "is_own": opinion.stage in _EMPLOYERS,
        "body": f"{opinion.body}（会同审核）" if hasattr(opinion, "sign_off") else opinion.body,
        "text": opinion.text or opinion.get_verdict_display(),
        "officer": opinion.officer,
        "dated": cn_plain(opinion.given_at.astimezone(SHANGHAI)),
    }


def inspections_of(application: Application) -> list[dict[str, str]]:
    """Return what was inspected and appraised before the recommendation."""
    return [
        {
            "kind": inspection.get_kind_display(),
            "body": inspection.body,
            "text": words_of(inspection),
            "dated": cn_plain(inspection.held_on),
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
        "seats": body_of(item).members,
        "present": item.present,
        "yes": item.yes,
        "no": item.no,
        "abstained": item.abstained,
        "spoiled": item.spoiled,
        "result": "评审通过" if item.passed else "评审未通过",
        "arithmetic": item.arithmetic,
        "dated": cn_plain(item.closed_at.astimezone(SHANGHAI)),
    }
