"""Why somebody wants to read in clear what is masked."""

import re

from django import forms

from accounts.enums import ReadingPurpose
from accounts.forms.sentences import SentenceForm

# The reason is kept in the journal, where no number may stand.
_NUMBER = re.compile(r"\d[\d\s-]{9,}[\dXx]")
LONGEST_REASON = 200


class PurposeForm(SentenceForm):
    """The purpose, and the occasion in words."""

    purpose = forms.ChoiceField(label="查看用途", choices=ReadingPurpose, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="具体事由",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明为办理什么事项查看。本人可以看到查看的机构、时间、用途和事由。",
        error_messages={"max_length": f"具体事由不能超过 {LONGEST_REASON} 字，请精简。"},
    )

    def clean_reason(self) -> str:
        """Refuse a number: what is written here is kept and shown."""
        reason: str = self.cleaned_data["reason"].strip()
        if _NUMBER.search(reason):
            raise forms.ValidationError("具体事由中请勿填写证件号码、电话号码。请删去号码后重新提交。")
        return reason

    def why(self) -> dict[str, str]:
        """Return what the journal keeps."""
        return {"purpose": self.cleaned_data["purpose"], "reason": self.cleaned_data["reason"]}
