"""The board of draws for everybody: what was sealed, when, by which event; and each expert's own proof."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from law import draw as law_draw
from law.draw import Expert as Record
from reviews.models import Draw
from reviews.permissions import RESULTS_STAND, bundle_is_public
from reviews.selectors.draws import exclusions_of, odds_of, parties_of
from reviews.selectors.meetings import other_draws

# What a line of the list does not need; a bundle can be large.
HEAVY = ("bundle", "labels", "odds", "secrets", "commitments")
_MOST_PROOFS = 200


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


def announced(draw: Draw) -> dict[str, Any]:
    """Return what the public page shows beside the manifest itself."""
    return {
        "parties": [(label, draw.commitments.get(party, "")) for party, label in parties_of(draw).items()],
        "exclusions": exclusions_of(draw),
        "odds": odds_of(draw),
        "trials": draw.odds.get("trials", 0),
        "groups": draw.legend["groups"],
        "others": [other for other in other_draws(draw.meeting) if other.pk != draw.pk],
        "is_over": bundle_is_public(draw),
    }


def proofs_of(user: User) -> list[Draw]:
    """Return the draws whose frozen pool holds this person, once their bundles are public."""
    expert = getattr(user, "expert", None)
    if expert is None:
        return []
    found = Draw.objects.filter(meeting__committee__experts=expert, drawn_at__isnull=False)
    public = found.filter(meeting__stage__in=RESULTS_STAND).select_related("meeting")
    lines = public.defer(*(set(HEAVY) - {"labels"})).order_by("-drawn_at")
    return [draw for draw in lines[:_MOST_PROOFS] if expert.pk in draw.labels.values()]


def proof_of(draw: Draw, user: User) -> dict[str, Any]:
    """Return a person's own leaf with what leads from it to the sealed root: he alone learns which record is his."""
    label = next(label for label, pk in draw.labels.items() if pk == user.expert.pk)
    records = {row["label"]: Record.of_json(row) for row in draw.bundle["experts"]}
    leaves = {name: law_draw.leaf(record) for name, record in records.items()}
    path = law_draw.merkle_path(leaves.values(), leaves[label])
    return {
        "draw_id": draw.draw_id,
        "record": records[label].as_json(),
        "path": [[side, beside.hex()] for side, beside in path],
        "pool_root": draw.manifest["pool_root"],
    }
