"""Text as papers need it."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# From here a cell fills a third of a page: kept together it would leave the page before half empty.
LONG = 400


@register.filter
def is_long(row: Mapping[str, Any]) -> bool:
    """Whether a row has to go on over the page."""
    return any(len(value) > LONG for value in row.values() if isinstance(value, str))


@register.filter
def csstext(text: object) -> SafeString:
    r"""A text inside quotes of a style sheet: every mark that is no letter or figure by its number (\201c)."""
    return mark_safe("".join(_escaped(mark) for mark in str(text)))  # noqa: S308 - nothing is left that could end it


def _escaped(mark: str) -> str:
    return mark if mark.isalnum() else f"\\{ord(mark):06x}"
