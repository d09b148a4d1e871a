"""The systems in which credits are registered, as the notices name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from law.sources import cite
from law.yaml_data import read_yaml


@dataclass(frozen=True, slots=True)
class CreditSource:
    """One system: what it registers, and how its hours are proved (`card` or `extract`)."""

    id: str
    name: str
    covers: str
    proof: str
    clause: str
    address: str = ""


@cache
def credit_sources() -> Mapping[str, CreditSource]:
    """Return the systems by id, in the order in which they are offered."""
    rows = read_yaml("data/credit_sources.yaml")
    return {key: CreditSource(key, **{**row, "clause": cite(row["clause"])}) for key, row in rows.items()}
