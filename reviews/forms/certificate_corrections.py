"""What is filled in to have a certificate put right, and to tell that one is wrong."""

from typing import Any

from django import forms

from accounts.enums import AgencyKind
from accounts.models import Agency
from reviews.certificate_fields import FIELDS, present
from reviews.forms.bodies import ActForm
from reviews.models import Certificate
from zcps.uploads import CleanFileField

_HINTS = {
    "id_number": "只在核查时使用，加密保存；证书上只显示部分数字。",
    "obtained_on": "按“2022-11-10”的形式填写。",
}


class AskCorrectionForm(ActForm):
    """What the certificate should say instead; what is left empty stays."""

    reason = forms.CharField(
        label="更正理由",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明哪里有误、为什么。",
    )
    evidence = CleanFileField(
        label="证明材料", required=False, help_text="身份证件、户籍更名证明、原始材料等，PDF 或图片。"
    )

    def __init__(self, *args: Any, certificate: Certificate, **kwargs: Any) -> None:
        """Take the certificate: what it says now stands beside each field."""
        super().__init__(*args, **kwargs)
        for field, label in FIELDS.items():
            now = present(certificate.content, field) or "空"
            hint = f"现为：{now}。{_HINTS.get(field, '')}"
            self.fields[field] = forms.CharField(label=label, max_length=120, required=False, help_text=hint)
        self.order_fields([*FIELDS, "reason", "evidence"])

    def as_data(self) -> dict[str, Any]:
        """Return what the act takes."""
        found = self.cleaned_data
        changes = {field: found.get(field, "") for field in FIELDS}
        return {"changes": changes, "reason": found.get("reason", ""), "evidence": found.get("evidence")}


class TextForm(ActForm):
    """An opinion, a reason or an answer; the act says what is missing."""

    text = forms.CharField(label="意见", max_length=1000, required=False, widget=forms.Textarea({"rows": 4}))


class ReportForm(ActForm):
    """Anybody tells what is wrong."""

    number = forms.CharField(
        label="证书编号",
        max_length=40,
        required=False,
        widget=forms.TextInput({"class": "mono"}),
        help_text="知道的请填写。",
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="发证机关",
        required=False,
        empty_label="填写了证书编号的，不必选择",
        error_messages={"invalid_choice": "发证机关请从列表中选择。"},
    )
    name = forms.CharField(label="您的姓名", max_length=60, error_messages={"required": "请填写姓名。"})
    contact = forms.CharField(
        label="联系方式",
        max_length=120,
        help_text="手机号码或电子邮箱，仅供核实使用，不会公开。",
        error_messages={"required": "请填写联系方式。"},
    )
    text = forms.CharField(
        label="错误情况",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text="如查不到证书、姓名用字不对、证件号码不对，请写明应当是什么。",
        error_messages={"required": "请写明错误情况。", "max_length": "错误情况不能超过 2000 字，请精简。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bureaus = Agency.objects.filter(kind=AgencyKind.HR_BUREAU, plans_supervised__isnull=False).distinct()
        self.fields["agency"].queryset = bureaus.order_by("name")  # type: ignore[attr-defined]  # the stubs know a plain Field
