"""Reading a rulebook that is still being written: what is there in the right form; anything else reads as not there."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from law.credits import policies
from law.errors import BadInput
from law.sources import NOTICES, Notice, registered

Draft = Mapping[str, Any]
_DIGEST = 16


def mapping(value: Any) -> dict[str, Any]:
    """Return a mapping as a dictionary, anything else as an empty one."""
    return dict(value) if isinstance(value, Mapping) else {}


def rows(value: Any) -> list[dict[str, Any]]:
    """Return the mappings of a list."""
    return [dict(row) for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def texts(value: Any) -> list[str]:
    """Return a list's entries as texts."""
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


def rules_of(data: Draft) -> list[dict[str, Any]]:
    """Return the rules."""
    return rows(data.get("rules"))


def vectors_of(data: Draft) -> list[dict[str, Any]]:
    """Return the author's cases."""
    return rows(data.get("vectors"))


def awards_of(data: Draft) -> dict[str, list[str]]:
    """Return the award tables by name."""
    return {str(name): texts(names) for name, names in mapping(data.get("award_tables")).items()}


def cutoff_of(data: Draft) -> dt.date | None:
    """Return the end of counting; None where none is written."""
    written = mapping(data.get("cutoff")).get("date")
    try:
        return dt.date.fromisoformat(written) if isinstance(written, str) else written
    except ValueError:
        return None


def documents_of(data: Draft) -> dict[str, Notice]:
    """Return what may be cited, by code: the registered notices and those of the rulebook's own that are complete."""
    known = dict(NOTICES)
    for code, row in mapping(data.get("documents")).items():
        try:
            known |= registered({code: mapping(row)})
        except (BadInput, TypeError, ValueError):
            continue
    return known


def policy_names(data: Draft) -> list[str]:
    """Return the credit policies that a title can have: of the notices, then of the rulebook's own."""
    return list(dict.fromkeys([*policies(), *mapping(data.get("credit_policies"))]))


def nodes_of(rule: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the conditions of a rule with the places at which an editor shows them."""
    needs = rule.get("needs")
    listed = needs if isinstance(needs, list) else [] if needs in (None, "") else [needs]
    return [("for", rule.get("for") or {}), *((f"needs.{number}", node) for number, node in enumerate(listed))]


def walk(node: Any, place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield a condition and everything below it, each with its place."""
    if not isinstance(node, Mapping):
        return
    yield place, node
    for number, part in enumerate(_parts(node)):
        yield from walk(part, f"{place}.{number}")


def _parts(node: Mapping[str, Any]) -> list[Any]:
    for kind in ("all", "any"):
        if kind in node:
            return list(node[kind]) if isinstance(node[kind], list) else []
    return [node[name] for name in ("not", "if") if node.get(name)]


def digest(part: Any) -> str:
    """Return a short mark of a part of the rules, by which a form knows whether somebody else changed it meanwhile."""
    canonical = json.dumps(part, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(canonical.encode()).hexdigest()[:_DIGEST]
