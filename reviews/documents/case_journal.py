"""The journal's part in a case bundle: the acts of the case as they were digested, and the chain in which they stand.

Of other entries nothing but number and digest leaves the platform; so too of acts by experts and by members of the
public, whose names would say who voted or who objected, and in the applicant's copy of what says more than he knows.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from accounts.enums import Role
from accounts.models import JournalAnchor, JournalEntry
from accounts.services.journal import content_of
from reviews.models import Application
from reviews.permissions import OFFICES

_NOBODY = frozenset({Role.EXPERT, Role.PUBLIC})
_OF_APPLICANTS = frozenset({Role.APPLICANT, Role.EMPLOYER, Role.CLOCK, *OFFICES})
# What the applicant's own timeline says of an act, or what his own papers carry.
_KNOWN = frozenset(
    {"awaits", "certificate", "clause", "document_number", "due_at", "opinion", "reason", "sha256", "short_code"}
    | {"version", "voids"}
)


def entries_of(case: Application) -> QuerySet[JournalEntry]:
    """Return the acts of a case."""
    of_it = Q(case_id=case.pk) | Q(subject_type=case._meta.label_lower, subject_id=case.pk)
    return JournalEntry.objects.filter(of_it).order_by("number")


def written(case: Application, *, is_own: bool) -> list[dict[str, Any]]:
    """Return the acts as the verification reads them; without a content where the reader does not get it."""
    return [
        {
            "number": entry.number,
            "content": content_of(entry) if _is_open(entry, is_own=is_own) else None,
            "previous": entry.previous,
            "digest": entry.digest,
        }
        for entry in entries_of(case)
    ]


def _is_open(entry: JournalEntry, *, is_own: bool) -> bool:
    if is_own:
        return entry.role in _OF_APPLICANTS and entry.data.keys() <= _KNOWN
    return entry.role not in _NOBODY


def chain_lines(case: Application) -> Iterator[str]:
    """Yield number and digest of every entry from the one before the first act up to the anchor after the last."""
    ends = entries_of(case).order_by().aggregate(first=Min("number"), last=Max("number"))
    if ends["first"] is None:
        return
    anchor = JournalAnchor.objects.filter(number__gte=ends["last"]).order_by("number").first()
    rows = JournalEntry.objects.filter(
        number__gte=ends["first"] - 1, number__lte=anchor.number if anchor else ends["last"]
    )
    for number, digest in rows.order_by("number").values_list("number", "digest").iterator(chunk_size=5000):
        yield f"{number} {digest}\n"


def anchors_of(case: Application) -> list[dict[str, Any]]:
    """Return what was handed to somebody outside the database of that part of the chain."""
    ends = entries_of(case).order_by().aggregate(first=Min("number"), last=Max("number"))
    if ends["first"] is None:
        return []
    after = JournalAnchor.objects.filter(number__gte=ends["last"]).order_by("number").first()
    until = after.number if after else ends["last"]
    return [
        {
            "number": each.number,
            "digest": each.digest,
            "at": each.anchored_at.isoformat(),
            "authority": each.authority,
            "place": each.place,
            "proof": each.proof,
        }
        for each in JournalAnchor.objects.filter(number__gte=ends["first"], number__lte=until).order_by("number")
    ]


def as_json(content: Any) -> bytes:
    """Return plain data as it is read: indented, in UTF-8."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
