"""What of a person's data a screen shows when the viewer need not know the rest."""

from django import template

register = template.Library()


def masked(text: str, head: int, tail: int) -> str:
    """Keep the first and last characters; a text too short to hide anything is hidden whole."""
    if len(text) <= head + tail:
        return "*" * len(text)
    end = len(text) - tail
    return text[:head] + "*" * (end - head) + text[end:]


@register.filter
def mask_id(number: str | None) -> str:
    """330***********1234: no birthday, no district."""
    return masked(number or "", 3, 4)


@register.filter
def mask_phone(number: str | None) -> str:
    """138****5678"""
    return masked(number or "", 3, 4)


@register.filter
def mask_name(name: str | None) -> str:
    """张*, 张*明: the family name stays, as public lists of officials do."""
    name = name or ""
    return masked(name, 1, 1) if name[2:] else masked(name, 1, 0)
