"""Read an item of a component: a dict, a tuple in a known order, or any object with attributes."""

from collections.abc import Iterable, Mapping
from typing import Any


def read(item: object, name: str, default: Any = "") -> Any:
    """Return a field of an item, or the default where it has none or it is None."""
    value = item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
    return default if value is None else value


def row(item: object, **fields: Any) -> dict[str, Any]:
    """Return exactly these fields of an item, each with its default, so that a template never meets a gap."""
    if isinstance(item, tuple) and type(item) is tuple:
        item = dict(zip(fields, item, strict=False))
    elif isinstance(item, str):
        item = {next(iter(fields)): item}
    return {name: read(item, name, default) for name, default in fields.items()}


def rows(items: Iterable[object] | None, **fields: Any) -> list[dict[str, Any]]:
    """Return the rows of all items."""
    return [row(item, **fields) for item in items or ()]
