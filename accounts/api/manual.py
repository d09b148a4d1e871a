"""The description of the API, for machines and as a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

# Imported for what it registers with spectacular: how people and partners prove who they are.
from accounts.api import schema as _registered  # noqa: F401 - importing registers

Schema = dict[str, Any]
# The subjects, in the order in which the page for people has them.
TAGS = ("公开信息", "本人和机构", "办理事项", "数据共享")
_WORDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "真或假",
    "array": "列表",
    "object": "对象",
    "date": "日期",
    "date-time": "时刻",
}


@dataclass(frozen=True)
class Field:
    """A parameter or a field: its name with its place, what it is, what it means."""

    name: str
    kind: str
    note: str
    required: bool


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked."""

    key: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Field]
    takes: list[Field]
    gives: list[Field]


@lru_cache(maxsize=1)
def schema() -> Schema:
    """Return the description in OpenAPI 3; addresses do not change while a process lives."""
    found: Schema = SchemaGenerator(api_version="1").get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # the package carries no types
    return found


@lru_cache(maxsize=1)
def operations() -> dict[str, list[Operation]]:
    """Return what can be asked, by subject, in the order of the addresses."""
    found: dict[str, list[Operation]] = {tag: [] for tag in TAGS}
    for path, methods in schema()["paths"].items():
        for method, told in methods.items():
            found[told["tags"][0]].append(_operation(path, method, told))
    return found


def _operation(path: str, method: str, told: Schema) -> Operation:
    asked = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    given = told["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        key=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        description=told.get("description", ""),
        parameters=[_parameter(each) for each in told.get("parameters", [])],
        takes=list(_fields(asked)),
        gives=list(_fields(given)),
    )


def _parameter(told: Schema) -> Field:
    return Field(told["name"], _kind(told["schema"]), told.get("description", ""), bool(told.get("required")))


def _fields(shape: Schema, before: str = "") -> Iterator[Field]:
    """Every field, those of what lies inside after it."""
    shape = _resolved(shape)
    required = shape.get("required", [])
    for name, told in shape.get("properties", {}).items():
        inner = _resolved(told)
        yield Field(f"{before}{name}", _kind(inner), _note(told, inner), name in required)
        if inner.get("type") == "array":
            yield from _fields(inner["items"], f"{before}{name}[].")
        else:
            yield from _fields(inner, f"{before}{name}.")


def _note(told: Schema, inner: Schema) -> str:
    # What a shape says of itself is written for programmers; of a field only what the field says.
    return str(told.get("description") or (inner.get("title") or "") if "$ref" not in told else "")


def _resolved(told: Schema) -> Schema:
    for word in ("allOf", "oneOf"):
        if word in told:
            told = {**_resolved(told[word][0]), **{key: value for key, value in told.items() if key != word}}
    if "$ref" in told:
        name = told["$ref"].rpartition("/")[2]
        return _resolved(schema()["components"]["schemas"][name])
    return told


def _kind(told: Schema) -> str:
    told = _resolved(told)
    if "enum" in told:
        return "、".join(str(value) for value in told["enum"] if value not in ("", None))
    return _WORDS.get(told.get("format", ""), _WORDS.get(str(told.get("type")), ""))
