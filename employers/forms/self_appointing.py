"""What the bureau settles of a self-appointing institution, and what the institution files."""

import datetime as dt
import re
from typing import Any

from django import forms

from accounts.forms.words import Words
from employers.enums import SelfFilingKind
from employers.models import SelfAppointing
from employers.services.self_filings import Filed
from zcps.uploads import CleanFileField

# Which figures each filing states.
FIGURES = {
    SelfFilingKind.PLAN: {
        "senior": "规划评聘正高级",
        "associate_senior": "规划评聘副高级",
        "intermediate": "规划评聘中级",
    },
    SelfFilingKind.SCHEME: {"senior": "拟评聘正高级", "associate_senior": "拟评聘副高级", "intermediate": "拟评聘中级"},
    SelfFilingKind.SUMMARY: {"reviewed": "参加评审人数", "passed": "评审通过人数", "appointed": "聘任人数"},
}
_DAY = re.compile(r"^(\d{1,2})[-月/.](\d{1,2})日?$")


class StandingForm(forms.Form):
    """The document and what it says."""

    use_required_attribute = False
    document_number = forms.CharField(label="核定文号", max_length=80, required=False)
    series = forms.CharField(
        label="自主评聘的系列",
        max_length=300,
        required=False,
        help_text="用顿号分隔；不填表示全部系列。",
    )
    plan = forms.CharField(
        label="三年评审规划备案期限",
        max_length=10,
        required=False,
        help_text="每年几月几日前，例如 03-31。没有规定的留空。",
    )
    scheme = forms.CharField(label="当年评聘方案备案期限", max_length=10, required=False)
    summary = forms.CharField(label="评聘总结备案期限", max_length=10, required=False)

    def clean(self) -> dict[str, Any]:
        """Read the days as month and day."""
        cleaned = super().clean() or {}
        for kind in SelfFilingKind:
            text = (cleaned.get(kind) or "").strip()
            day = _month_and_day(text)
            if text and day is None:
                self.add_error(kind, "请按月-日填写，例如 03-31。")
            cleaned[kind] = day or ""
        return cleaned

    def told(self) -> dict[str, Any]:
        """Return what the act takes."""
        found = self.cleaned_data
        series = [name.strip() for name in re.split(r"[、，,；;]", found["series"]) if name.strip()]
        dues = {str(kind): found[kind] for kind in SelfFilingKind if found[kind]}
        return {"document_number": found["document_number"], "series": series, "dues": dues}


def _month_and_day(text: str) -> str | None:
    found = _DAY.match(text)
    try:
        return dt.date(2024, int(found[1]), int(found[2])).strftime("%m-%d") if found else None
    except ValueError:
        return None


def initial_of(standing: SelfAppointing | None) -> dict[str, Any]:
    """Return what the form begins with."""
    if standing is None:
        return {}
    return {"document_number": standing.document_number, "series": "、".join(standing.series), **standing.dues}


class FilingForm(forms.Form):
    """A filing: its document and its figures."""

    use_required_attribute = False
    document = CleanFileField(label="备案文件", required=False, help_text="盖章扫描件，PDF 或图片。")
    note = Words(label="说明", max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, kind: SelfFilingKind, *args: Any, figures: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Ask for the figures of this kind."""
        super().__init__(*args, **kwargs)
        self.figure_names = FIGURES[kind]
        for name, label in self.figure_names.items():
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=100_000,
                required=False,
                initial=(figures or {}).get(name),
                widget=forms.NumberInput({"class": "input-number", "inputmode": "numeric"}),
                error_messages={"invalid": "请填写整数。", "min_value": "不能为负数，请核对。"},
            )
        self.order_fields([*self.figure_names, "note", "document"])

    def clean(self) -> dict[str, Any]:
        """Nobody passes who was not reviewed, nobody is appointed who did not pass."""
        cleaned = super().clean() or {}
        reviewed, passed, appointed = (cleaned.get(name) for name in ("reviewed", "passed", "appointed"))
        if reviewed is not None and passed is not None and passed > reviewed:
            self.add_error("passed", f"评审通过 {passed} 人，超过参加评审的 {reviewed} 人，请核对。")
        if passed is not None and appointed is not None and appointed > passed:
            self.add_error("appointed", f"聘任 {appointed} 人，超过评审通过的 {passed} 人，请核对。")
        return cleaned

    def told(self) -> Filed:
        """Return what is stored."""
        figures = {name: self.cleaned_data[name] for name in self.figure_names if self.cleaned_data[name] is not None}
        return Filed(figures, self.cleaned_data["note"], self.cleaned_data["document"])
