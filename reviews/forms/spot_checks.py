"""What is filled in for a spot check. The acts check again, and name everything at once."""

from django import forms

from reviews.enums import CheckKind
from reviews.forms.bodies import ActForm
from reviews.steps.open_spot_check import LONGEST


def _text(label: str, hint: str = "") -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})
    return forms.CharField(label=label, required=False, widget=box, help_text=hint)


class SpotCheckForm(ActForm):
    """What is looked at, how many, and why."""

    kind = forms.ChoiceField(label="抽查类别", choices=CheckKind, widget=forms.RadioSelect, required=False)
    size = forms.IntegerField(
        label="抽取件数",
        required=False,
        widget=forms.NumberInput(attrs={"class": "input-w-s", "min": 1, "max": 200}),
        error_messages={"invalid": "抽取件数应为整数，例如 10。"},
    )
    purpose = _text("抽查事由")


class FindingForm(ActForm):
    """What was found in one case."""

    is_sound = forms.TypedChoiceField(
        label="检查结果",
        choices=(("yes", "未发现问题"), ("no", "发现问题，须整改")),
        coerce=lambda text: text == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    finding = _text("检查情况")
    clause = forms.CharField(label="依据", required=False, max_length=120, help_text="发现问题的必填。")


class AnswerForm(ActForm):
    """How it was put right."""

    answer = _text("整改情况")


class ConclusionForm(ActForm):
    """The conclusion of the whole check."""

    conclusion = _text("抽查结论")
