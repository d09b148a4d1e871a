"""What whoever recommends fills in on an on-site inspection or a democratic appraisal. The act checks again."""

from typing import Any

from django import forms

from reviews.enums import InspectionKind
from reviews.forms.bodies import ActForm
from reviews.forms.plan_fields import day
from reviews.models import Inspection
from reviews.steps.record_inspection import LONGEST_FINDING, MOST_SHEETS, NUMBERS
from zcps.uploads import CleanFileField


def _finding(label: str, hint: str) -> forms.CharField:
    wrong = f"{label}不能超过 {LONGEST_FINDING} 字，请精简。"
    return forms.CharField(
        label=label,
        max_length=LONGEST_FINDING,
        required=False,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": wrong},
    )


def _line(label: str, most: int, hint: str = "") -> forms.CharField:
    wrong = f"{label}不能超过 {most} 字，请精简。"
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=hint, error_messages={"max_length": wrong}
    )


class InspectionForm(ActForm):
    """One of the two kinds; the numbers belong to an appraisal."""

    held_on = day("日期")
    place = _line("地点", 120)
    participants = _line("参加人员", 300, "写明身份和人数，如：本科室同事 12 人、单位负责人 1 人；不写姓名")
    ethics = _finding("职业道德", "考察了解到的情况和结论")
    ability = _finding("能力水平", "考察了解到的情况和结论")
    results = _finding("业绩贡献", "考察了解到的情况和结论")
    file = CleanFileField(
        label="原始记录", required=False, help_text="考察记录或测评汇总表，扫描或拍照上传；申报人和评审专家看不到此文件"
    )

    def __init__(self, *args: Any, kind: InspectionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind == InspectionKind.APPRAISAL:
            self.fields |= {name: _number(name) for name in NUMBERS}
            self.order_fields(["held_on", "place", "participants", *NUMBERS, "ethics", "ability", "results", "file"])

    def typed(self) -> dict[str, Any]:
        """Add the kind."""
        return {**super().typed(), "kind": self.kind}


def _number(name: str) -> forms.IntegerField:
    label = str(Inspection._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column, no relation
    wrong = f"{label}应为 0 至 {MOST_SHEETS} 的整数。"
    return forms.IntegerField(
        label=f"{label}（份）" if name in NUMBERS[:2] else f"{label}（票）",
        min_value=0,
        max_value=MOST_SHEETS,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        widget=forms.NumberInput({"class": "input-w-s"}),
    )
