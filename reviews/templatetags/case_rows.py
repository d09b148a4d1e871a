"""How the page of a case bundle shows what only a program needs, and where a proof lies."""

import json
from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def as_lines(value: Any) -> str:
    """Return it as indented lines."""
    return json.dumps(value, ensure_ascii=False, indent=1)


@register.filter
def place_of(places: Mapping[str, str], key: str) -> str:
    """Return the name in the archive of a file that a record refers to; empty where it is not in it."""
    return places.get(key, "")
