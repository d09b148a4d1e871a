"""For what an office takes a case out of the platform: which court, which appeal, which letter."""

import re

from django import forms

from accounts.forms.sentences import SentenceForm

PURPOSES = (
    "诉讼",
    "行政复议",
    "申诉、复查",
    "信访、投诉举报",
    "纪检监察、审计、巡视调取",
    "依法移送",
)
# An ID number or a mobile number; those of cases and letters may be long as well, and stand here rightly.
_OF_A_PERSON = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{6}(?:19|20)\d{9}[\dXx])(?!\d)")


class BundleForm(SentenceForm):
    """The occasion, who is given the bundle, and the number of his case or letter."""

    purpose = forms.ChoiceField(label="提取用途", choices=[(each, each) for each in PURPOSES], widget=forms.RadioSelect)
    receiver = forms.CharField(
        label="送交机关",
        max_length=60,
        help_text="收取案卷包的机关全称，例如：杭州市西湖区人民法院。",
        error_messages={"max_length": "送交机关不能超过 60 字，请填写规范简称。"},
    )
    matter = forms.CharField(
        label="案号、受理编号或者来函文号",
        max_length=100,
        help_text="没有编号的，写明来函的日期和名称。",
        error_messages={"max_length": "案号、文号不能超过 100 字，请精简。"},
    )

    def clean_receiver(self) -> str:
        """Refuse a person's number."""
        return self._without_number("receiver")

    def clean_matter(self) -> str:
        """Refuse a person's number."""
        return self._without_number("matter")

    def _without_number(self, name: str) -> str:
        text: str = self.cleaned_data[name].strip()
        if _OF_A_PERSON.search(text):
            raise forms.ValidationError(
                f"{self.fields[name].label}中请勿填写证件号码、电话号码。请删去号码后重新提交。"
            )
        return text

    def why(self) -> dict[str, str]:
        """Return what the journal keeps, and the person concerned reads."""
        given = self.cleaned_data
        return {"purpose": given["purpose"], "reason": f"送{given['receiver']}，{given['matter']}"}
