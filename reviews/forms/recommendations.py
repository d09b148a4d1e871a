"""Which plan of a higher committee somebody goes on in."""

from collections.abc import Sequence
from typing import Any

from django import forms

from reviews.models import PlanTitle


class _Choice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has none at run time
    def label_from_instance(self, obj: PlanTitle) -> str:
        """The plan, and who decides."""
        return f"{obj.plan.name}（{obj.committee.name}）"


class OnwardForm(forms.Form):
    """The title under an open plan, and the specialty there."""

    title = _Choice(
        PlanTitle.objects.none(),
        label="上级评委会的申报计划",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "请选择申报计划。", "invalid_choice": "请从列表中选择申报计划。"},
    )
    specialty = forms.ChoiceField(
        label="申报专业",
        error_messages={"required": "请选择申报专业。", "invalid_choice": "请从列表中选择申报专业。"},
    )

    def __init__(self, titles: Sequence[PlanTitle], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = PlanTitle.objects.filter(pk__in=[title.pk for title in titles]).select_related("plan", "committee")
        self.fields["title"].queryset = rows  # type: ignore[attr-defined]  # the stubs know a plain Field
        names = dict.fromkeys(name for title in titles for name in title.plan.specialties)
        self.fields["specialty"].choices = [("", "请选择"), *((name, name) for name in names)]  # type: ignore[attr-defined]  # the stubs know a plain Field
