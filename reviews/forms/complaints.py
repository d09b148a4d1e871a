"""What is filled in to complain of a decision, and to answer."""

from django import forms

from reviews.forms.bodies import ActForm
from zcps.uploads import CleanFileField


class ComplaintForm(ActForm):
    """What is asked for, and why."""

    text = forms.CharField(
        label="复查请求和理由",
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text="写明请求什么，认为决定错在哪里，依据是什么。",
    )
    evidence = CleanFileField(label="证明材料", required=False, help_text="PDF 或图片，可以不上传。")


class AnswerForm(ActForm):
    """The answer, with its reasons."""

    upheld = forms.TypedChoiceField(
        label="复查结论",
        choices=[("no", "维持原决定"), ("yes", "请求成立，原决定撤回，由原机构重新办理")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    reasons = forms.CharField(
        label="复查情况和理由", max_length=3000, required=False, widget=forms.Textarea({"rows": 6})
    )
