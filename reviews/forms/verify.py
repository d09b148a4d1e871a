"""What the public fills in to verify a certificate or a sheet."""

from django import forms

from reviews.forms.bodies import ActForm


class CertificateForm(ActForm):
    """Number and name, both."""

    number = forms.CharField(
        label="证书编号",
        max_length=40,
        help_text="证书下方的 19 位编号，以 ZC 开头。",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "mono"}),
        error_messages={"required": "请填写证书编号。", "max_length": "证书编号应为 19 位，请核对。"},
    )
    name = forms.CharField(
        label="姓名",
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "class": "input-w-m"}),
        error_messages={"required": "请填写证书上的姓名。"},
    )


class SheetForm(ActForm):
    """The code at the foot of a sheet."""

    code = forms.CharField(
        label="校验码",
        max_length=20,
        help_text="评审表、公示、备案表等文书页脚的校验码。",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "mono input-w-m"}),
        error_messages={"required": "请填写校验码。", "max_length": "校验码不超过 12 位，请核对。"},
    )
