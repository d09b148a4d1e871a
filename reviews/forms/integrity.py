"""What an HR bureau fills in to settle how long a record is kept."""

from django import forms

from reviews.forms.bodies import ActForm


class CreditExportForm(ActForm):
    """Why the records are taken out, and in which form."""

    reason = forms.CharField(
        label="导出用途",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明报送哪个平台、依据什么。导出内容含证件号码，每次导出连同用途记入日志。",
        error_messages={"required": "请写明导出用途，将记入日志。", "max_length": "导出用途不能超过 500 字。"},
    )
    form = forms.ChoiceField(label="文件格式", choices=[("csv", "表格（CSV）"), ("json", "JSON")], initial="csv")


class PeriodForm(ActForm):
    """The last day, why, and by which rule."""

    ends_on = forms.DateField(
        label="记录截止日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input-w-m"}),
        error_messages={"invalid": "日期无法识别，请按 2025-12-31 的形式填写。"},
    )
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="衢经信产融〔2022〕44号 附件2 第八条没有写明期限；三(二)的三年只适用于取得职称的情形。",
    )
    clause = forms.CharField(label="依据", required=False, max_length=120)
