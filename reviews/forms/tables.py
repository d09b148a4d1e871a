"""What an officer fills in for a table: a row, the description of an edition, a file, a reason."""

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from reviews.models import TableEdition, TableRow
from reviews.services.table_files import decoded
from reviews.table_columns import Column, Value, parsed, written
from reviews.table_forms import TableForm

_DAY = {"type": "date", "class": "input-w-m"}


class RowForm(forms.Form):
    """A row, by the columns of its table. Valid forms have the row in `data_row`."""

    def __init__(self, form: TableForm, row: TableRow | None, *args: Any, **kwargs: Any) -> None:
        """Take the table and the row as it is, or none for a new one."""
        kwargs.setdefault("initial", {name: written(value) for name, value in row.data.items()} if row else {})
        super().__init__(*args, **kwargs)
        self.table = form
        self.data_row: dict[str, Any] = {}
        for column in form.columns:
            self.fields[column.name] = _field(column)

    def clean(self) -> dict[str, Any]:
        """Read every cell as its column says, then the row as a whole."""
        cleaned = super().clean() or {}
        for column in self.table.columns:
            self._read(column, cleaned.get(column.name, ""))
        if not self.errors:
            for sentence in self.table.check(self.data_row):
                self.add_error(None, f"{sentence}。")
        return cleaned

    def _read(self, column: Column, text: str) -> None:
        if column.name in self.errors:
            return
        try:
            self.data_row[column.name] = parsed(column, text)
        except ValueError as refusal:
            # The name of the column stands beside the field and in the summary already.
            sentence = str(refusal).removeprefix(f"“{column.label}”")
            self.add_error(column.name, f"{sentence}。")


def _field(column: Column) -> forms.CharField:
    hint = column.hint or {Value.LIST: "几项之间用顿号隔开"}.get(column.value, "")
    if column.choices:
        hint = f"从{'、'.join(column.choices)}中选，{hint}" if hint else f"从{'、'.join(column.choices)}中选"
    widget: forms.Widget = forms.Textarea({"rows": 3}) if column.is_long else forms.TextInput()
    if column.value is Value.DAY:
        widget = forms.DateInput(_DAY)
    return forms.CharField(
        label=column.label,
        help_text=hint,
        widget=widget,
        required=column.required,
        error_messages={"required": "不能为空，请填写。"},
    )


class AboutForm(forms.Form):
    """Where an edition comes from, from when it holds, what it changes."""

    source_number = forms.CharField(label="依据文号", max_length=60, error_messages={"required": "请填写依据文号。"})
    source_title = forms.CharField(label="依据文件", max_length=160, error_messages={"required": "请填写文件标题。"})
    source_section = forms.CharField(label="所在位置", max_length=60, required=False, help_text="如：附件1")
    source_dated = forms.DateField(
        label="成文日期", required=False, widget=forms.DateInput(_DAY), error_messages={"invalid": "请填写日期。"}
    )
    valid_from = forms.DateField(
        label="施行日期",
        help_text="今天或以后的日期；此前的申报按原表办理",
        widget=forms.DateInput(_DAY),
        error_messages={"required": "请填写施行日期。", "invalid": "请填写日期。"},
    )
    note = forms.CharField(
        label="修改说明",
        help_text="公开显示在版本记录中",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "请写明本版修改了什么、为什么修改。"},
    )

    def __init__(self, edition: TableEdition, *args: Any, **kwargs: Any) -> None:
        """Start from what the edition says."""
        kwargs.setdefault("initial", {name: getattr(edition, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)

    def as_data(self) -> dict[str, str | dt.date | None]:
        """Return what the act takes."""
        return dict(self.cleaned_data)


class UploadForm(forms.Form):
    """A CSV file, and what becomes of rows it does not name."""

    file = forms.FileField(label="CSV 文件", error_messages={"required": "请选择要导入的 CSV 文件。"})
    mode = forms.ChoiceField(
        label="文件中没有的行",
        choices=(("all", "删除：文件是完整的一张表"), ("part", "保留：文件只有新增和修改的行")),
        initial="all",
        widget=forms.RadioSelect,
        error_messages={
            "required": "请选择文件中没有的行如何处理。",
            "invalid_choice": "请选择文件中没有的行如何处理。",
        },
    )

    def clean_file(self) -> str:
        """Return the text of the file."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        self.file_name = (file.name or "未命名")[-160:]
        try:
            return decoded(file.read())
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
