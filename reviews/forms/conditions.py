"""A condition of the law's grammar as fields of a form, and back, whatever the depth.

A place such as `needs.0.1` names a condition; its fields are `needs.0.1.kind`, `needs.0.1.fact` … and its parts stand
at `needs.0.1.0`, `needs.0.1.1` …. What is incomplete or mistyped survives as typed: a draft is kept, not refused.
A condition that these fields cannot say exactly is carried along as it was written (kind `raw`).
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from law.vocabulary import FactWord, vocabulary

Fields = Mapping[str, Sequence[str]]
Node = dict[str, Any]
KINDS = {
    "fact": "事实",
    "tenure": "年限",
    "count": "清单中的项数",
    "awarded": "荣誉奖项",
    "doubt": "有此情形的，转人工核定",
    "human": "一律人工核定",
    "all": "同时符合（一组）",
    "any": "符合其一（一组）",
    "not": "不属于（一组）",
}
RAW = "raw"
GROUPS = ("all", "any", "not", "doubt")
# Under which key the parts of a group stand; the last two have exactly one.
_PARTS = {"all": "all", "any": "any", "not": "not", "doubt": "if"}
LISTS = ("all", "any")
_WHOLE = re.compile(r"0|-?[1-9]\d{0,5}")
_MOST_PARTS = 200


def kind_of(node: object) -> str:
    """Return the kind of a condition; empty where none was chosen yet, `raw` where it is no condition that we know."""
    if node == {} or node is None:
        return ""
    kinds = [kind for kind in KINDS if isinstance(node, Mapping) and kind in node]
    return kinds[0] if len(kinds) == 1 else RAW


def parts_of(node: Node) -> list[Any]:
    """Return the conditions that a group is made of."""
    kind = kind_of(node)
    if kind not in GROUPS:
        return []
    inside = node.get(_PARTS[kind])
    if kind in LISTS:
        return list(inside) if isinstance(inside, list) else []
    return [] if inside in (None, {}) else [inside]


def with_parts(node: Node, parts: list[Any]) -> Node:
    """Return the group with other parts; where it takes one only, several go into a group of their own."""
    kind = kind_of(node)
    if kind in LISTS:
        return {**node, kind: parts}
    only = parts[0] if len(parts) == 1 else {"all": parts} if parts else {}
    return {**node, _PARTS[kind]: only}


def fields_of(node: Any, place: str) -> dict[str, list[str]]:
    """Return the fields that say a condition, by name."""
    kind = kind_of(node)
    if not kind:
        return {f"{place}.kind": [""]}
    try:
        fields = _written(node, kind, place) if kind != RAW else {}
    except (TypeError, AttributeError, KeyError):
        fields = {}
    if fields and _same(node_from(fields, place), node):
        return fields
    return {f"{place}.kind": [RAW], f"{place}.raw": [json.dumps(node, ensure_ascii=False)]}


def _same(one: Any, other: Any) -> bool:
    # As text: 1 and true are equal to Python, and not to the law.
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _written(node: Node, kind: str, place: str) -> dict[str, list[str]]:
    fields = {f"{place}.kind": [kind]}
    for name, values in _WRITERS[kind](node).items():
        fields[f"{place}.{name}"] = values
    for number, part in enumerate(parts_of(node)):
        fields |= fields_of(part, f"{place}.{number}")
    return fields


def node_from(fields: Fields, place: str) -> Node:
    """Return the condition that the fields at a place say."""
    kind = one(fields, f"{place}.kind")
    if kind == RAW:
        written: Node = _raw(one(fields, f"{place}.raw"))
        return written
    if kind not in KINDS:
        return {}
    return _READERS[kind](fields, place)


def _raw(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return {}


def nodes_from(fields: Fields, place: str) -> list[Node]:
    """Return the conditions that stand below a place, in their order."""
    found = re.compile(rf"{re.escape(place)}\.(\d{{1,6}})\.kind")
    numbers = sorted({int(match[1]) for name in fields if (match := found.fullmatch(name))})
    return [node_from(fields, f"{place}.{number}") for number in numbers[:_MOST_PARTS]]


def one(fields: Fields, name: str) -> str:
    """Return the value of a field, empty where there is none."""
    values = fields.get(name) or [""]
    return str(values[-1]).strip()


def whole(text: str) -> int | str | None:
    """Return a whole number; anything else as it was typed, so that it is not lost."""
    if not text:
        return None
    return int(text) if _WHOLE.fullmatch(text) else text


def tests_for(word: FactWord | None) -> tuple[str, ...]:
    """Return the comparisons that make sense for a fact."""
    if word is None:
        return ()
    kinds = {"flag": ("holds",), "number": ("at_most", "at_least", "is"), "choice": ("one_of", "is", "is_not")}
    return kinds.get(word.kind, ("is", "is_not", "one_of", "holds"))


def word_of(path: object) -> FactWord | None:
    """Return a word of the vocabulary; None for one that is not in it."""
    return vocabulary().facts.get(path) if isinstance(path, str) else None


# Writing: a condition as (name → values), without its kind and its parts.


def _write_fact(node: Node) -> dict[str, list[str]]:
    fields = {"fact": [_text(node["fact"])], "asks": [node.get("asks", "")]}
    tests = [test for test in ("is", "is_not", "one_of", "holds", "at_most", "at_least") if test in node]
    if tests:
        fields |= {"test": tests[:1], "value": _values(node[tests[0]])}
    if "assume" in node:
        fields |= {"assumes": ["yes"], "assume": [_spelled(node["assume"])]}
    return fields


def _values(value: Any) -> list[str]:
    return [_spelled(each) for each in value] if isinstance(value, list) else [_spelled(value)]


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _write_count(node: Node) -> dict[str, list[str]]:
    fields = {name: [_text(node.get(name))] for name in ("count", "needed", "one_each", "asks")}
    for number, (code, text) in enumerate(node.get("from", {}).items()):
        fields |= {f"from.{number}.code": [code], f"from.{number}.text": [text]}
    return fields


def _write_awarded(node: Node) -> dict[str, list[str]]:
    named = node["awarded"]
    return {"awarded": [named] if isinstance(named, str) else list(named), "asks": [node.get("asks", "")]}


_WRITERS: dict[str, Callable[[Node], dict[str, list[str]]]] = {
    "fact": _write_fact,
    "tenure": lambda node: {name: [_text(node.get(name))] for name in ("tenure", "years", "words")},
    "count": _write_count,
    "awarded": _write_awarded,
    "doubt": lambda node: {"doubt": [_text(node["doubt"])]},
    "human": lambda node: {"human": [_text(node["human"])]},
    "all": lambda _: {},
    "any": lambda _: {},
    "not": lambda _: {},
}


# Reading: the fields at a place as a condition.


def _read_fact(fields: Fields, place: str) -> Node:
    path, test = one(fields, f"{place}.fact"), one(fields, f"{place}.test")
    word = word_of(path)
    allowed = tests_for(word)
    if word is not None and test not in allowed:
        test = allowed[0] if len(allowed) == 1 else ""
    node: Node = {"fact": path}
    if test:
        node[test] = _read_value(fields, f"{place}.value", word, test)
    assumed = _typed(one(fields, f"{place}.assume"), word)
    if one(fields, f"{place}.assumes") and assumed is not None:
        node["assume"] = assumed
    return _with_words(node, fields, place, "asks")


def _read_value(fields: Fields, name: str, word: FactWord | None, test: str) -> Any:
    values = [str(value).strip() for value in fields.get(name) or ()]
    if test == "holds":
        return {"true": True, "false": False}.get(values[-1] if values else "")
    if test == "one_of":
        typed = [part for value in values for part in re.split("[、，,]", value)] if not _answers(word) else values
        return [each for each in dict.fromkeys(typed) if each]
    return _typed(values[-1] if values else "", word)


def _answers(word: FactWord | None) -> tuple[str, ...]:
    return word.answers if word else ()


def _typed(text: str, word: FactWord | None) -> Any:
    if word is not None and word.kind == "flag":
        return {"true": True, "false": False}.get(text)
    return whole(text) if word is not None and word.kind == "number" else text


def _with_words(node: Node, fields: Fields, place: str, *names: str) -> Node:
    said = {name: text for name in names if (text := one(fields, f"{place}.{name}"))}
    return {**node, **said}


def _read_tenure(fields: Fields, place: str) -> Node:
    node: Node = {"tenure": one(fields, f"{place}.tenure"), "years": whole(one(fields, f"{place}.years"))}
    return _with_words(node, fields, place, "words")


def _read_count(fields: Fields, place: str) -> Node:
    node: Node = {"count": one(fields, f"{place}.count")}
    codes = [name for name in fields if re.fullmatch(rf"{re.escape(place)}\.from\.\d{{1,4}}\.code", name)]
    rows = sorted((int(name.rsplit(".", 2)[1]), name) for name in codes)
    members = {code: one(fields, f"{name[:-5]}.text") for _, name in rows if (code := one(fields, name))}
    if members:
        node["from"] = members
    node["needed"] = whole(one(fields, f"{place}.needed"))
    return _with_words(node, fields, place, "one_each", "asks")


def _read_awarded(fields: Fields, place: str) -> Node:
    named = list(dict.fromkeys(value for value in fields.get(f"{place}.awarded") or () if value))
    return _with_words({"awarded": named[0] if len(named) == 1 else named}, fields, place, "asks")


def _read_group(kind: str) -> Callable[[Fields, str], Node]:
    def read(fields: Fields, place: str) -> Node:
        code = {kind: one(fields, f"{place}.{kind}")} if kind == "doubt" else {kind: None}
        return with_parts(code, nodes_from(fields, place))

    return read


_READERS: dict[str, Callable[[Fields, str], Node]] = {
    "fact": _read_fact,
    "tenure": _read_tenure,
    "count": _read_count,
    "awarded": _read_awarded,
    "human": lambda fields, place: {"human": one(fields, f"{place}.human")},
    **{kind: _read_group(kind) for kind in GROUPS},
}
