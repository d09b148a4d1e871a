"""What a drawn expert declares: for every applicant on the agenda, whether and how he is tied to him."""

from typing import Any

from django import forms

from reviews.forms.bodies import ActForm
from reviews.models import MeetingItem
from reviews.steps.declare_interests import DECLARABLE

NONE = "无上述关系"


class DeclarationForm(ActForm):
    """A choice and a line for each applicant, and the confirmation that it is true."""

    is_true = forms.BooleanField(
        label="以上声明属实；评审中发现有利害关系的，本人将及时申请回避",
        error_messages={"required": "请勾选确认声明属实。"},
    )

    def __init__(self, *args: Any, items: list[MeetingItem], **kwargs: Any) -> None:
        """Take the agenda."""
        super().__init__(*args, **kwargs)
        self.items = items
        choices = [("", NONE), *((kind.value, kind.label) for kind in DECLARABLE)]
        for item in items:
            name = item.application.applicant.user.name
            pk = item.application_id
            self.fields[f"kind_{pk}"] = forms.ChoiceField(label=f"与{name}的关系", choices=choices, required=False)
            self.fields[f"note_{pk}"] = forms.CharField(label=f"与{name}的关系说明", max_length=160, required=False)

    def rows(self) -> list[tuple[MeetingItem, forms.BoundField, forms.BoundField]]:
        """Return each applicant with the two fields about him."""
        return [(item, self[f"kind_{item.application_id}"], self[f"note_{item.application_id}"]) for item in self.items]

    def as_data(self) -> dict[str, Any]:
        """Return what declare_interests takes: only those to whom there is a tie."""
        cleaned = self.cleaned_data
        ties = {
            item.application_id: (kind, cleaned[f"note_{item.application_id}"])
            for item in self.items
            if (kind := cleaned[f"kind_{item.application_id}"])
        }
        return {"ties": ties, "is_true": cleaned["is_true"]}
