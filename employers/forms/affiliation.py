"""To whom an employer belongs, as its bureau settles it, and what the employer asks to have changed."""

from copy import deepcopy
from typing import Any

from django import forms

from employers.forms.registration import RegistrationForm, offer_affiliation


class AffiliationForm(forms.Form):
    """Department, personnel agency, seat, and on what the bureau relies."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("competent_department", "personnel_agency", "seat"):
            self.fields[name] = deepcopy(RegistrationForm.base_fields[name])
        self.fields["basis"] = forms.CharField(
            label="核定依据",
            max_length=200,
            required=False,
            widget=forms.TextInput({"placeholder": "如：机构编制批复、人事代理协议"}),
        )
        offer_affiliation(self)


class AffiliationRequestForm(forms.Form):
    """What an employer asks its bureau to settle."""

    use_required_attribute = False
    text = forms.CharField(
        label="需要核定或变更的内容",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明主管部门、人事代理机构或实际所在地应当是什么，以及依据。",
    )
