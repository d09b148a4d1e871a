"""Fields of the plan's forms: lists typed line by line, days, and forms in which nothing is required yet.

A draft may be incomplete: a form refuses only what cannot be read, and the lint says what is missing.
"""

import re
from typing import Any

from django import forms

from accounts.forms.words import Words

_SEPARATORS = re.compile(r"[\n、,，;；]+")


class LinesField(Words):
    """Several short texts, a line each; commas and 、 part them as well."""

    def __init__(self, *, each: int = 40, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": rows}), required=False, **kwargs)
        self.each = each

    def prepare_value(self, value: Any) -> Any:
        """Show a list as its lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """Return the texts, each once. Raises ValidationError for one that is too long."""
        text = super().clean(value)
        lines = [line.strip() for line in _SEPARATORS.split(text) if line.strip()]
        if long := [line for line in lines if len(line) > self.each]:
            raise forms.ValidationError(f"每项不能超过 {self.each} 字，请精简：{'、'.join(long)}。")
        return list(dict.fromkeys(lines))


def text(label: str, most: int, hint: str = "", rows: int = 0, *, is_address: bool = False) -> forms.CharField:
    """Return a field for a text; with `rows` a box of that height; `is_address`: how an office is reached."""
    return Words(
        mobiles=not is_address,
        label=label,
        required=False,
        max_length=most,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}) if rows else forms.TextInput(),
        error_messages={"max_length": f"{label}不能超过 {most} 字，请精简。"},
    )


def day(label: str, hint: str = "") -> forms.DateField:
    """Return a field for a day."""
    wrong = f"{label}无法识别，请按“2027-09-10”的形式填写。"
    box = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=box, help_text=hint, error_messages={"invalid": wrong})


def number(label: str, least: int, most: int, hint: str = "") -> forms.IntegerField:
    """Return a field for a whole number; one that is left empty keeps what the plan has."""
    wrong = f"{label}应为 {least} 至 {most} 的整数。"
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        help_text=hint,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


def choice(label: str, choices: Any, hint: str = "") -> forms.ChoiceField:
    """Return a field for one of several."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        help_text=hint,
        error_messages={"invalid_choice": f"{label}请从列表中选择。"},
    )


def several(label: str, choices: Any, hint: str = "") -> forms.MultipleChoiceField:
    """Return a field for some of several."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": f"{label}请从列表中选择。"},
    )


def ticked(label: str, hint: str = "") -> forms.BooleanField:
    """Return a box to tick."""
    return forms.BooleanField(label=label, required=False, help_text=hint)
