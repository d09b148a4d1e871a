"""The board of draws for everybody: what was sealed, when, by which event; and each expert's own proof."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from law import draw as law_draw
from law.draw import Expert as Record
from reviews.models import Draw
from reviews.selectors.conflicts import EXCLUSIONS
from reviews.selectors.draws import BUNDLE_IS_PUBLIC, odds_of, parties_of
from reviews.selectors.meetings import other_draws

# What a line of the list does not need; a bundle can be large.
HEAVY = ("bundle", "labels", "odds", "secrets", "commitments")


def board() -> QuerySet[Draw]:
    """Return every draw that was sealed, and every one that was given up: none of them vanishes."""
    return Draw.objects.exclude(sealed_at=None, abandoned_at=None).select_related("meeting__committee", "meeting__plan")


def searched(draws: QuerySet[Draw], words: str) -> QuerySet[Draw]:
    """Keep those whose number, meeting or committee contains the words."""
    if not words:
        return draws
    return draws.filter(
        Q(draw_id__icontains=words) | Q(meeting__name__icontains=words) | Q(meeting__committee__name__icontains=words)
    )


def is_open(draw: Draw) -> bool:
    """Whether the blinded bundle is public: the meeting is over, so that nothing can be gained by knowing it."""
    return draw.drawn_at is not None and draw.meeting.stage in BUNDLE_IS_PUBLIC


def announced(draw: Draw) -> dict[str, Any]:
    """Return what the public page shows beside the manifest itself."""
    rows = draw.bundle["experts"]
    return {
        "parties": [(label, draw.commitments.get(party, "")) for party, label in parties_of(draw).items()],
        "exclusions": [
            (label, number)
            for code, label in EXCLUSIONS.items()
            if (number := sum(row["excluded"] == code for row in rows))
        ],
        "odds": odds_of(draw),
        "trials": draw.odds.get("trials", 0),
        "groups": draw.legend["groups"],
        "others": [other for other in other_draws(draw.meeting) if other.pk != draw.pk],
        "is_over": is_open(draw),
    }


def proofs_of(user: User) -> list[Draw]:
    """Return the draws whose frozen pool holds this person, once their bundles are public."""
    expert = getattr(user, "expert", None)
    if expert is None:
        return []
    found = Draw.objects.filter(meeting__committee__experts=expert, drawn_at__isnull=False).select_related("meeting")
    return [draw for draw in found.order_by("-drawn_at")[:200] if is_open(draw) and expert.pk in draw.labels.values()]


def proof_of(draw: Draw, user: User) -> dict[str, Any]:
    """Return a person's own leaf with what leads from it to the sealed root: he alone learns which record is his."""
    label = next(label for label, pk in draw.labels.items() if pk == user.expert.pk)
    leaves = {row["label"]: law_draw.leaf(_record(row)) for row in draw.bundle["experts"]}
    path = law_draw.merkle_path(leaves.values(), leaves[label])
    return {
        "draw_id": draw.draw_id,
        "record": next(row for row in draw.bundle["experts"] if row["label"] == label),
        "path": [[side, beside.hex()] for side, beside in path],
        "pool_root": draw.manifest["pool_root"],
    }


def _record(row: dict[str, str]) -> Record:
    return Record(row["label"], row["group"], row["employer"], row["excluded"], bytes.fromhex(row["salt"]))
