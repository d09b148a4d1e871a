"""The library of documents that published plans rest on: one entry for each document, under all its numbers (X41)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from reviews.selectors.plans import published_plans

PAGE = 20
_YEAR = re.compile(r"〔(\d{4})〕")
_NOT_ATTACHED = "未附"
_T = TypeVar("_T")


@dataclass
class Policy:
    """One document: its numbers, what the plans say of it, and which plans cite it."""

    number: str
    title: str
    aliases: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # (code, name) of the plans that cite it, and of those that it announces itself.
    cited_by: list[tuple[str, str]] = field(default_factory=list)
    announces: list[tuple[str, str]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What tells it from all others: its number, or its title where it has none."""
        return self.number or self.title

    @property
    def is_absent(self) -> bool:
        """Whether a plan says that the document is not attached (X42)."""
        return any(note.startswith(_NOT_ATTACHED) for note in self.notes)

    @property
    def remarks(self) -> list[str]:
        """What is said of it besides."""
        told = (note.removeprefix(_NOT_ATTACHED).lstrip("；") for note in self.notes)
        return [remark for remark in told if remark]

    @property
    def words(self) -> str:
        """Everything that a search looks at."""
        plans = [part for plan in (*self.cited_by, *self.announces) for part in plan]
        return " ".join([self.number, self.title, *self.aliases, *self.notes, *plans]).casefold()


@dataclass(frozen=True)
class PolicyPage:
    """One page; `previous` and `following` are query strings, empty where there is no such page."""

    rows: list[Policy]
    previous: str
    following: str


def policies(query: str = "") -> list[Policy]:
    """Return the documents that mention every word of the query, the newest first, those without a number last."""
    found = [policy for policy in _all() if all(word.casefold() in policy.words for word in query.split())]
    return sorted(found, key=_place)


def page_of(found: list[Policy], query: str, after: str = "", before: str = "", size: int = PAGE) -> PolicyPage:
    """Return the page behind or before a document, by its key; the first one where that document is not there."""
    keys = [policy.key for policy in found]
    start = keys.index(after) + 1 if after in keys else max(keys.index(before) - size, 0) if before in keys else 0
    rows = found[start : start + size]
    return PolicyPage(
        rows,
        _link(query, "before", rows[0].key) if rows and start else "",
        _link(query, "after", rows[-1].key) if start + size < len(found) else "",
    )


def _link(query: str, direction: str, key: str) -> str:
    return f"?{urlencode({'q': query, direction: key})}"


def _place(policy: Policy) -> tuple[int, str]:
    year = _YEAR.search(policy.number)
    return -int(year.group(1)) if year else 0, policy.key


def _all() -> Iterable[Policy]:
    known: dict[str, Policy] = {}
    rows = published_plans().order_by("-year", "code")
    for plan in rows.values("code", "name", "document_number", "document_title", "cited_documents"):
        own = {"number": plan["document_number"], "title": plan["document_title"]}
        named = (plan["code"], plan["name"])
        _entry(known, own).announces.append(named)
        for row in plan["cited_documents"]:
            entry = _entry(known, row)
            _add(entry.cited_by, [named], but=entry.announces)
            _add(entry.notes, [row["note"]] if row.get("note") else [])
    return {id(policy): policy for policy in known.values()}.values()


def _entry(known: dict[str, Policy], row: dict[str, Any]) -> Policy:
    """Return the entry that has these numbers, or a new one; every number leads to it from now on.

    Where the row tells that numbers under which several entries stand are one document, these become one.
    """
    names = [name for name in (row.get("number"), *row.get("aliases", ())) if name] or [row["title"]]
    found = list({id(known[name]): known[name] for name in names if name in known}.values())
    policy, *others = found or [Policy(row.get("number", ""), row["title"])]
    for other in others:
        _join(policy, other)
    _add(policy.aliases, names, but=(policy.number, policy.title))
    known.update(dict.fromkeys((*policy.aliases, *names), policy))
    return policy


def _join(policy: Policy, other: Policy) -> None:
    """Add to an entry what another one of the same document says."""
    _add(policy.aliases, [other.number, *other.aliases], but=("", policy.number))
    _add(policy.notes, other.notes)
    _add(policy.announces, other.announces)
    policy.cited_by[:] = [plan for plan in policy.cited_by if plan not in policy.announces]
    _add(policy.cited_by, other.cited_by, but=policy.announces)


def _add(those: list[_T], more: Iterable[_T], but: Sequence[_T] = ()) -> None:
    """Add what is not there yet, nor among others."""
    those += [each for each in dict.fromkeys(more) if each not in (*those, *but)]
