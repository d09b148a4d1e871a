"""Lists to choose from, written in one go.

Django renders every option by a template of its own; a form of sixty lists that is written anew with every answer
spends most of its time there.
"""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_SELECTED, _CHECKED = mark_safe(" selected"), mark_safe(" checked")


class PlainSelect(forms.Select):
    """One of a list."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        """Write the list with its options."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, _SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


class PlainTicks(forms.CheckboxSelectMultiple):
    """Any of a list."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        """Write a box for each."""
        ticked = {str(each) for each in value or ()}
        place = str((attrs or {}).get("id", name))
        boxes = format_html_join(
            "",
            '<div><label for="{}"><input type="checkbox" name="{}" value="{}" id="{}"{}> {}</label></div>',
            (
                (f"{place}_{n}", name, key, f"{place}_{n}", _CHECKED if str(key) in ticked else "", label)
                for n, (key, label) in enumerate(self.choices)
            ),
        )
        return format_html('<div id="{}">{}</div>', place, boxes)
