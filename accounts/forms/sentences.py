"""A form that says what to fill in, instead of that something is a required field."""

from typing import Any

from django import forms

_DEFAULT = forms.Field.default_error_messages["required"]


class SentenceForm(forms.Form):
    """Gives every required field a sentence of its own, unless the field brings one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages["required"] == _DEFAULT:
                verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
                field.error_messages["required"] = f"请{verb}{field.label}。"
