"""A form field for words of an officer that are kept or published without an act: a draft, a letter, a plan."""

from typing import Any

from django import forms

from accounts.words import numbers_told


class Words(forms.CharField):
    """Free words, in which no identity number and no mobile number may stand."""

    def __init__(self, *args: Any, mobiles: bool = True, **kwargs: Any) -> None:
        """Take what every text field takes.

        Args:
            args: as for forms.CharField.
            mobiles: that a mobile number is refused as well; an office may publish how it is reached.
            kwargs: as for forms.CharField.
        """
        super().__init__(*args, **kwargs)
        self.refuses_mobiles = mobiles

    def clean(self, value: Any) -> Any:
        """Return the text; name each number that stands in it."""
        text = super().clean(value)
        if found := numbers_told(text, mobiles=self.refuses_mobiles):
            raise forms.ValidationError(found)
        return text
