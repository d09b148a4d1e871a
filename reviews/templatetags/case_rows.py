"""How a case bundle shows plain data to a reader: words as they are, what is nested as indented lines."""

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def is_nested(value: Any) -> bool:
    """Whether a value is a list or a record."""
    return isinstance(value, dict | list)


@register.filter
def as_lines(value: Any) -> str:
    """Return it as indented lines."""
    return json.dumps(value, ensure_ascii=False, indent=1)
