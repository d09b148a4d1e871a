"""What an employer declares for the year's list, and the reason of a refusal. The acts check again."""

from collections.abc import Sequence
from typing import Any

from django import forms

from applicants.modules.person import ASSESSMENT
from reviews.enums import KeyIndustry
from reviews.forms.bodies import ActForm
from reviews.services.allowances import Holding
from zcps import clock

_RESULTS = next(field.choices for field in ASSESSMENT.fields if field.name == "result")


class AllowanceForm(ActForm):
    """Somebody with a title, and what the employer states of him."""

    holding = forms.ChoiceField(label="人员和职称", required=False)
    year = forms.IntegerField(label="年度", required=False)
    assessment = forms.ChoiceField(
        label="年度考核结果", choices=[("", "请选择"), *((word, word) for word in _RESULTS)], required=False
    )
    industry = forms.ChoiceField(
        label="重点产业",
        choices=[("", "不属于重点产业"), *KeyIndustry.choices],
        required=False,
        help_text="副高级人员的津贴限数字经济和工业领域的企业。",
    )
    post = forms.CharField(
        label="专业技术岗位", max_length=60, required=False, help_text="副高级人员填写所从事的本专业技术岗位。"
    )

    def __init__(self, holdings: Sequence[Holding], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holding"].choices = [("", "请选择"), *((each.key, each.label) for each in holdings)]  # type: ignore[attr-defined]  # the stubs know a plain Field
        self.fields["year"].initial = clock.today().year

    def said(self) -> dict[str, str]:
        """Return what the employer states."""
        return {name: str(self.cleaned_data.get(name) or "") for name in ("assessment", "industry", "post")}


class RefusalForm(ActForm):
    """The reason."""

    reason = forms.CharField(label="不予列入的理由", max_length=300, required=False)
