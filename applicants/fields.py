"""Form fields of the archive."""

import datetime as dt
import re
from typing import Any

from django import forms

_PARTS = re.compile(r"^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})?日?)?$")
_BARE = re.compile(r"^(\d{4})(\d{2})(\d{2})?$")
EARLIEST_YEAR, LATEST_YEAR = 1930, 2100


class DayOrMonthField(forms.CharField):
    """A day or a month, in any common writing; stored as 2018-12-01 or 2018-12."""

    def clean(self, value: Any) -> str:
        """Return the ISO text; raise ValidationError with the sentence for the person."""
        text = re.sub(r"\s", "", super().clean(value) or "")
        if not text:
            return ""
        found = _PARTS.match(text) or _BARE.match(text)
        if found is None:
            raise forms.ValidationError(f"日期“{text}”无法识别，请按 2018-12-01 或 2018-12 的格式填写。")
        return self._checked(text, [int(part) for part in found.groups() if part])

    def _checked(self, text: str, parts: list[int]) -> str:
        year, month, *day = parts
        try:
            checked = dt.date(year, month, day[0] if day else 1)
        except ValueError:
            raise forms.ValidationError(f"没有“{text}”这一天，请核对月份和日期。") from None
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise forms.ValidationError(f"年份 {year} 超出可填写的范围，请核对。")
        return checked.isoformat() if day else f"{checked:%Y-%m}"


class YesNoField(forms.TypedChoiceField):
    """是, 否, or not answered yet (None): not answered is not 否."""

    def __init__(self, **options: Any) -> None:
        answers = [("yes", "是"), ("no", "否")]
        super().__init__(
            choices=answers, coerce=lambda text: text == "yes", empty_value=None, widget=forms.RadioSelect, **options
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a stored answer."""
        return {True: "yes", False: "no"}.get(value, value)
