"""The journal's part in a case bundle: the acts of the case as they were digested, and what proves their place.

Of other entries nothing but digests leaves the platform; so too of acts by experts and by members of the public, whose
names would say who voted or who objected, and in the applicant's copy of what says more than he knows.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import JournalAnchor, JournalEntry
from accounts.services import clock_doubt
from accounts.services.anchors import Inclusion, inclusions, is_stamped, token_of
from accounts.services.journal import content_of
from reviews.models import Application
from reviews.permissions import OFFICES
from zcps.signed.contents import LATER, statement_name, token_name

_NOBODY = frozenset({Role.EXPERT, Role.PUBLIC})
_OF_APPLICANTS = frozenset({Role.APPLICANT, Role.EMPLOYER, Role.CLOCK, *OFFICES})
# What the applicant's own timeline says of an act, or what his own papers carry.
_KNOWN = frozenset(
    {"awaits", "certificate", "clause", "document_number", "due_at", "opinion", "reason", "sha256", "short_code"}
    | {"version", "voids", clock_doubt.KEY}
)


def entries_of(case: Application) -> QuerySet[JournalEntry]:
    """Return the acts of a case."""
    of_it = Q(case_id=case.pk) | Q(subject_type=case._meta.label_lower, subject_id=case.pk)
    return JournalEntry.objects.filter(of_it).order_by("number")


@dataclass(frozen=True)
class Part:
    """What of the journal goes into a bundle: the acts, the anchors, and the files with which those are verified."""

    acts: list[dict[str, Any]]
    anchors: list[dict[str, Any]]
    stamps: dict[str, bytes]

    @property
    def stamped(self) -> int:
        """How many of the acts an authority's time stamp proves."""
        by_authority = {each["number"] for each in self.anchors if each["is_stamped"]}
        return sum(each["anchor"] in by_authority for each in self.acts)


def part_of(case: Application, *, is_own: bool) -> Part:
    """Return the acts as the verification reads them; without a content where the reader does not get it."""
    entries = list(entries_of(case))
    found = inclusions([entry.number for entry in entries])
    anchors = sorted({one.anchor.pk: one.anchor for one in found.values()}.values(), key=lambda each: each.number)
    stamps = {statement_name(each.number): each.head.statement() for each in anchors}
    stamps |= {token_name(each.number): token_of(each) for each in anchors if is_stamped(each)}
    acts = [_written(entry, found.get(entry.number), is_own=is_own) for entry in entries]
    return Part(acts, [_anchor(each) for each in anchors], stamps)


def _written(entry: JournalEntry, found: Inclusion | None, *, is_own: bool) -> dict[str, Any]:
    return {
        "number": entry.number,
        "content": content_of(entry) if _is_open(entry, is_own=is_own) else None,
        "previous": entry.previous,
        "digest": entry.digest,
        "anchor": found.anchor.number if found else None,
        "path": found.path if found else [],
        "state": _state(found),
    }


def _state(found: Inclusion | None) -> str:
    if found is None:
        return LATER
    return "已加盖时间戳" if is_stamped(found.anchor) else "记入平台本地存证，没有时间戳"


def _anchor(one: JournalAnchor) -> dict[str, Any]:
    return {
        "number": one.number,
        "digest": one.digest,
        "since": one.since,
        "root": one.root,
        "at": one.anchored_at.isoformat(),
        "authority": one.authority,
        "is_stamped": is_stamped(one),
    }


def _is_open(entry: JournalEntry, *, is_own: bool) -> bool:
    if is_own:
        return entry.role in _OF_APPLICANTS and entry.data.keys() <= _KNOWN
    return entry.role not in _NOBODY


def as_json(content: Any) -> bytes:
    """Return plain data as it is read: indented, in UTF-8."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
