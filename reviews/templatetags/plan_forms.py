"""Rows of a plan's section: the buttons that add, move and remove them, and where the cursor stands afterwards."""

from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.context import Context

register = template.Library()


@register.filter
def focused(bound: BoundField) -> BoundField:
    """The field of a row that was just added takes the cursor."""
    bound.field.widget.attrs["autofocus"] = True
    return bound


@register.inclusion_tag("reviews/plans/row_act.html", takes_context=True)
def row_act(context: Context, verb: str, number: int | str, label: str, word: str) -> dict[str, Any]:
    """A button of the section's form: it sends everything that is typed and gets it back rearranged, saving nothing."""
    value = verb if number == "" else f"{verb}:{number}"
    which = f" {number + 1}" if isinstance(number, int) else ""
    shown = {"value": value, "label": label, "word": word, "which": which}
    return {"plan": context["plan"], "section": context["section"], **shown}
