"""Form fields for the numbers of people and legal persons; the arithmetic is in law.identity."""

import re
from typing import Any

from django import forms


def _id(value: str) -> str:
    w = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    if not re.fullmatch(r"\d{17}[\dX]", value):
        return "应为 18 位"
    return "" if "10X98765432"[sum(int(c) * k for c, k in zip(value, w)) % 11] == value[-1] else "校验位不符"


def _uscc(value: str) -> str:
    return "" if re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{18}", value) else "应为 18 位"


class IdNumberField(forms.CharField):
    """An ID number (GB 11643), normalised."""

    def clean(self, value: Any) -> str:
        """Return the number as the register writes it."""
        number = str(super().clean(value)).strip().upper()
        if number and _id(number):
            raise forms.ValidationError(_id(number))
        return number


class UsccField(forms.CharField):
    """A 统一社会信用代码 (GB 32100), normalised."""

    def clean(self, value: Any) -> str:
        """Return the code as the register writes it."""
        number = str(super().clean(value)).strip().upper()
        if number and _uscc(number):
            raise forms.ValidationError(_uscc(number))
        return number
