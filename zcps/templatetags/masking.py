"""What of a person's data a screen shows when the viewer need not know the rest."""

from django import template

register = template.Library()
# What is shorter is hidden whole; a mobile number has this length.
_SHORTEST, _MOBILE = 8, 11


def masked(text: str, head: int, tail: int) -> str:
    """Keep the first and last characters; a text too short to hide anything is hidden whole."""
    if len(text) <= head + tail:
        return "*" * len(text)
    end = len(text) - tail
    return text[:head] + "*" * (end - head) + text[end:]


@register.filter
def mask_id(number: str | None) -> str:
    """330***********1234: no birthday, no district; E1*****78: of a shorter document half stays hidden at least."""
    number = number or ""
    most = len(number) // 4 if len(number) >= _SHORTEST else 0
    return masked(number, min(3, most), min(4, most))


@register.filter
def mask_phone(number: str | None) -> str:
    """138****5678; a shorter number, of an office or from abroad, is hidden as a document is."""
    number = number or ""
    return masked(number, 3, 4) if len(number) >= _MOBILE else mask_id(number)


@register.filter
def mask_name(name: str | None) -> str:
    """张*, 张*明: the family name stays, as public lists of officials do."""
    name = name or ""
    return masked(name, 1, 1) if name[2:] else masked(name, 1, 0)
