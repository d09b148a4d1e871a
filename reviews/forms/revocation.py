"""What is filled in before a title is taken away: the notice, the answer, the decision."""

from typing import Any

from django import forms

from reviews.forms.bodies import ActForm
from zcps.uploads import CleanFileField


class ProposalForm(ActForm):
    """Why a title may be taken away, and by which clause."""

    reason = forms.CharField(
        label="拟撤销的事实和理由",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="写明查实的事实和理由。将告知本人；决定撤销后记入诚信档案，并在公开查验时显示。",
    )
    clause = forms.CharField(label="依据条款", max_length=120, required=False)


class AnswerForm(ActForm):
    """What the person says to it."""

    text = forms.CharField(label="陈述申辩意见", max_length=2000, required=False, widget=forms.Textarea({"rows": 6}))
    evidence = CleanFileField(label="证明材料", required=False, help_text="PDF 或图片，可以不上传。")


class DecisionForm(ActForm):
    """The number of the decision, and what it makes of the answer."""

    decision_number = forms.CharField(
        label="撤销决定文书号",
        max_length=60,
        required=False,
        help_text="例如“衢人社撤〔2022〕1号”；决定不予撤销的不填。",
    )
    considered = forms.CharField(
        label="审查意见",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="对陈述申辩采纳或不采纳的理由；决定不予撤销的，写明不予撤销的理由。",
    )

    def as_data(self) -> dict[str, Any]:
        """Return what the acts take."""
        return dict(self.cleaned_data)
