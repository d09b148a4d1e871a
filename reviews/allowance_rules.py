"""Who receives the city's allowance, and how much: reviews/allowances.yaml, read once (S3 二(六))."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from law.yaml_data import parse_yaml
from reviews.enums import AllowanceKind

_FILE = Path(__file__).with_name("allowances.yaml")


@dataclass(frozen=True, slots=True)
class AllowanceRule:
    """One kind of allowance: its amount, whom it is for, where that stands; empty lists ask for nothing."""

    kind: AllowanceKind
    amount: int
    level: str
    clause: str
    assessments: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    post: bool = False


@cache
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = parse_yaml(_FILE.read_text(encoding="utf-8"))
    return found


@cache
def allowance_rules() -> Mapping[AllowanceKind, AllowanceRule]:
    """Return the rules by kind."""
    return {AllowanceKind(kind): _rule(AllowanceKind(kind), row) for kind, row in _data()["kinds"].items()}


def _rule(kind: AllowanceKind, row: Mapping[str, Any]) -> AllowanceRule:
    return AllowanceRule(
        kind=kind,
        amount=int(row["amount"]),
        level=row["level"],
        clause=row["clause"],
        assessments=tuple(row.get("assessments", ())),
        employers=tuple(row.get("employers", ())),
        industries=tuple(row.get("industries", ())),
        post=bool(row.get("post")),
    )


def allowance_region() -> str:
    """Return the code of the region whose policy it is."""
    return str(_data()["region"])
