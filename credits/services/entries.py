"""Writing credit entries; stages are the steps' business."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import StoredFile
from applicants.models import Profile
from credits.enums import CreditOrigin, CreditStage
from credits.hours import estimate
from credits.models import CardUpload, CreditEntry
from law.credit_doubts import normal
from zcps import clock

EDITABLE = frozenset({CreditStage.DRAFT, CreditStage.RETURNED})
_FIELDS = ("year", "kind", "route", "title", "quantity", "hours", "number", "is_joint", "spans_years")
_DERIVED = ("title_key", "number_key")


class EntryLockedError(Exception):
    """The entry cannot be changed now; the message is a Chinese sentence that says what to do."""


def start_entry(
    profile: Profile, values: Mapping[str, Any], evidence: StoredFile | None = None, card: CardUpload | None = None
) -> CreditEntry:
    """Create a draft from checked values; hours follow from the route, or from the card whose line it is."""
    entry = CreditEntry(profile=profile, created_at=clock.now(), evidence=evidence, card=card)
    entry.origin = CreditOrigin.CARD if card else CreditOrigin.OWN
    _fill(entry, values)
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def save_entry(entry: CreditEntry, values: Mapping[str, Any], evidence: StoredFile | None = None) -> CreditEntry:
    """Store checked values, and a new evidence file if any. Raise EntryLockedError where it may not change."""
    fresh = _open_entry(entry)
    _fill(fresh, values)
    fresh.evidence = evidence or fresh.evidence
    fresh.save(update_fields=[*_FIELDS, *_DERIVED, "evidence"])
    return fresh


@transaction.atomic
def delete_entry(entry: CreditEntry) -> None:
    """Delete a draft or a returned entry for good. Raise EntryLockedError for any other."""
    _open_entry(entry).delete()


def _open_entry(entry: CreditEntry) -> CreditEntry:
    fresh = CreditEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    if fresh.stage not in EDITABLE:
        raise EntryLockedError(f"此学时的状态为“{fresh.get_stage_display()}”，不能修改或删除。待认定的，请先撤回。")
    return fresh


def _fill(entry: CreditEntry, values: Mapping[str, Any]) -> None:
    for name in _FIELDS:
        if name in values:
            setattr(entry, name, values[name])
    entry.title_key, entry.number_key = normal(entry.title), normal(entry.number)
    # None: the notice has no rule, the registrar sets the hours when he recognises the entry.
    entry.hours = estimate(entry.kind, entry.route, entry.quantity, entry.hours or 0).hours or 0
