"""How a plan begins."""

import re
from typing import Any

from django import forms

from reviews.enums import PlanKind, PlanStage
from reviews.models import Plan

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{2,31}")


class NewPlanForm(forms.Form):
    """How a plan begins: from nothing, or with all that another one says."""

    use_required_attribute = False
    source = forms.ModelChoiceField(
        Plan.objects.none(),
        label="起草方式",
        required=False,
        empty_label="从空白开始",
        help_text="选择已发布的计划的，沿用其内容，日期按年度顺推，逐项核对后才能报审",
        error_messages={"invalid_choice": "请从列表中选择已发布的计划。"},
    )
    code = forms.CharField(
        label="计划编号",
        max_length=32,
        help_text="大写字母、数字和连字符，如 HZ-2027-GYMS；用于公告网址，起草后不能修改",
        error_messages={"required": "请填写计划编号。"},
    )
    name = forms.CharField(label="计划名称", max_length=120, error_messages={"required": "请填写计划名称。"})
    year = forms.IntegerField(
        label="年度",
        min_value=2000,
        max_value=2100,
        error_messages={"required": "请填写年度。", "invalid": "年度应为四位数字。"},
    )
    kind = forms.ChoiceField(label="类别", choices=PlanKind.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = Plan.objects.filter(stage__in=[PlanStage.PUBLISHED, PlanStage.CLOSED])
        self.fields["source"].queryset = published.order_by("-year", "code")  # type: ignore[attr-defined]  # the stubs know a plain Field

    def clean_code(self) -> str:
        """A code of its own, fit for an address."""
        code: str = self.cleaned_data["code"].strip().upper()
        if not _CODE.fullmatch(code):
            raise forms.ValidationError("计划编号只能用大写字母、数字和连字符，3 至 32 位，如 HZ-2027-GYMS。")
        if Plan.objects.filter(code=code).exists():
            raise forms.ValidationError(f"编号 {code} 已被使用，请换一个。")
        return code
