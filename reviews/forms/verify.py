"""What the public fills in to verify a certificate or a sheet."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from reviews.forms.bodies import ActForm

LARGEST_PAPER, LARGEST_BUNDLE = 30 * 1024 * 1024, 60 * 1024 * 1024
_ZIP = b"PK"


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


class PaperFileForm(ActForm):
    """A file that was downloaded from the platform; it is read as it is and never kept."""

    file = forms.FileField(
        label="电子文件",
        help_text="从平台下载的 PDF 原文件，或者案卷包（ZIP）。文件只用于查验，不会保存。",
        error_messages={"required": "请选择要查验的文件。", "empty": "文件是空的，请重新选择。"},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is larger than any paper of ours, and a bundle that the tool has to be asked about."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        begins = file.read(len(_ZIP))
        file.seek(0)
        if begins == _ZIP:
            if file.size is None or file.size > LARGEST_BUNDLE:
                raise forms.ValidationError("案卷包超过 60 MB，请按包内“说明.txt”用查验工具在本地查验。")
            return file
        if file.size is None or file.size > LARGEST_PAPER:
            raise forms.ValidationError("文件超过 30 MB，不是本平台出具的文件，请重新选择。")
        return file
