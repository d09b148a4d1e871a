"""What every article, difference and requirement of the notices asks, in our words, and where the project does it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from law.breakthrough import breakthrough_items
from law.credits import policies
from law.recognition import known_routes
from law.rulebook import load, plans
from law.vocabulary import vocabulary
from law.yaml_data import read_yaml

Row = Mapping[str, Any]


@cache
def articles() -> Mapping[str, list[Row]]:
    """Return the articles of each notice, in its order, by the notice's code."""
    data: Mapping[str, list[Row]] = read_yaml("data/articles.yaml")
    return data


@cache
def differences() -> Mapping[str, Row]:
    """Return in what the notices differ, X01–X54, and which parameter each difference is."""
    data: Mapping[str, Row] = read_yaml("data/differences.yaml")
    return data


@cache
def constraints() -> Mapping[str, Row]:
    """Return the constraints of the full senior title that a machine can check, ZGC-1 to ZGC-19."""
    data: Mapping[str, Row] = read_yaml("data/constraints.yaml")
    return data


@cache
def requirements() -> Mapping[str, Row]:
    """Return the requirements about credits, plans, eligibility, and skills, each with what does it."""
    data: Mapping[str, Row] = read_yaml("data/requirements.yaml")
    return data


@cache
def law_ids() -> frozenset[str]:
    """Return the ids by which an article can name what the law holds."""
    rules = {rule.id for plan in plans() for rule in load(plan).every_rule}
    gates = {gate.id for plan in plans() for gate in load(plan).gates}
    words = vocabulary().ambiguities.keys() | breakthrough_items().keys()
    return frozenset(rules | gates | policies().keys() | known_routes().keys() | words)
