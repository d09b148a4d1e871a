"""Form fields for the numbers of people and legal persons, stored as the registers write them."""

from typing import Any

from django import forms

from law.identity import check_idcard, check_uscc
from zcps import clock


class IdNumberField(forms.CharField):
    """An identity number (GB 11643)."""

    def clean(self, value: Any) -> str:
        """Return the number in its normal form; refuse one that cannot be."""
        typed = str(super().clean(value))
        found = check_idcard(typed, clock.today())
        if typed and not found.valid:
            raise forms.ValidationError(found.because)
        return found.value


class UsccField(forms.CharField):
    """A 统一社会信用代码 (GB 32100)."""

    def clean(self, value: Any) -> str:
        """Return the code in its normal form; refuse one that cannot be."""
        typed = str(super().clean(value))
        found = check_uscc(typed)
        if typed and not found.valid:
            raise forms.ValidationError(found.because)
        return found.value
