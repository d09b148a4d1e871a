"""Which words of the vocabulary the rules of a plan use: only these are worth filling in for a case of that plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from law.vocabulary import FactWord, vocabulary
from law.yaml_data import read_yaml
from reviews.facts.draft_rules import Draft, mapping, nodes_of, rules_of, walk


@dataclass(frozen=True)
class UsedWords:
    """Facts, services and lists that somebody's outcome can depend on."""

    facts: list[FactWord]
    tenures: list[tuple[str, str]]
    lists: list[str]


def used_words(data: Draft) -> UsedWords:
    """Return the words of the rules and of the gates that apply, in the order of the vocabulary."""
    words = vocabulary()
    nodes = list(_nodes(data))
    facts = {str(node["fact"]) for node in nodes if "fact" in node}
    tenures = {str(node["tenure"]) for node in nodes if "tenure" in node}
    lists = {str(node["count"]) for node in nodes if "count" in node} | {
        "awards" for node in nodes if "awarded" in node
    }
    return UsedWords(
        [word for path, word in words.facts.items() if path in facts],
        [(name, label) for name, label in words.tenures.items() if name in tenures],
        [name for name in words.lists if name in lists],
    )


def _nodes(data: Draft) -> Iterator[Mapping[str, Any]]:
    known = read_yaml("data/gates.yaml")
    for gate in mapping(data.get("gates")):
        if gate in known:
            yield from (node for _, node in walk(known[gate]["when"], "when"))
    for rule in rules_of(data):
        for place, node in nodes_of(rule):
            yield from (each for _, each in walk(node, place))
