"""The form of a credit entry."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from credits.enums import CreditKind, ImportKind
from credits.hours import MOST_HOURS
from credits.models import CreditEntry
from law.recognition import credit_routes
from zcps import clock

EARLIEST_YEAR = 2000


def _routes() -> list[tuple[str, str]]:
    routes = [(key, f"{route.name}（每{route.unit} {route.hours} 学时）") for key, route in credit_routes().items()]
    return [("", "请选择"), *routes]


class EntryForm(forms.Form):
    """What was learnt, when, how much; the hours of a route are computed, not typed."""

    use_required_attribute = False

    year = forms.IntegerField(
        label="年度",
        min_value=EARLIEST_YEAR,
        help_text="学时登记到取得证明的年度。",
        error_messages={"invalid": "请填写四位年份，例如 2022。"},
        widget=forms.NumberInput(attrs={"class": "input-w-s"}),
    )
    kind = forms.ChoiceField(label="科目", choices=CreditKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="名称", max_length=160, help_text="培训班、课程、论文、项目、专利等的名称。")
    route = forms.ChoiceField(label="认定途径", required=False, choices=_routes)
    quantity = forms.DecimalField(
        label="数量",
        required=False,
        min_value=Decimal("0.1"),
        max_value=Decimal(9999),
        max_digits=6,
        decimal_places=1,
        help_text="按认定途径的单位填写：天、篇、项、门、次。",
    )
    hours = forms.IntegerField(
        label="证明载明的学时",
        required=False,
        min_value=1,
        max_value=MOST_HOURS,
        help_text="按学时证明上的数填写。",
    )
    evidence = forms.FileField(
        label="证明材料", required=False, help_text="通知文件、签到、合格证、学时证明等，合成一个文件上传。"
    )

    def clean_year(self) -> int:
        """Refuse a year that has not begun."""
        year = int(self.cleaned_data["year"])
        if year > clock.today().year:
            raise forms.ValidationError(f"{year} 年度尚未开始，请核对年度。")
        return year

    def clean(self) -> dict[str, Any]:
        """Ask for the route where hours follow from it, and for the hours where they do not."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("kind") == CreditKind.PROFESSIONAL:
            self._need(given, "route", "专业科目须选择认定途径，请选择。")
            self._need(given, "quantity", "请填写数量。")
            given["hours"] = 0
        elif "kind" in given:
            self._need(given, "hours", "公需科目须填写证明载明的学时。")
            given["route"], given["quantity"] = "", Decimal(1)
        return given

    def _need(self, given: Mapping[str, Any], name: str, sentence: str) -> None:
        if not given.get(name) and name not in self.errors:
            self.add_error(name, sentence)


class ImportForm(forms.Form):
    """A table of a registrar; its rows are checked by a job."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="类别", choices=ImportKind.choices, widget=forms.RadioSelect)
    table = forms.FileField(
        label="学时表格",
        help_text="CSV 文件，第一行为列名。身份证号一列请先设为文本格式，以免末位数字丢失。",
        error_messages={"required": "请选择要上传的表格。"},
    )


def initial_of(entry: CreditEntry) -> dict[str, Any]:
    """Return the values of an entry as the form shows them."""
    is_routed = entry.kind == CreditKind.PROFESSIONAL
    shown = {"year": entry.year, "kind": entry.kind, "title": entry.title, "route": entry.route}
    return {**shown, "quantity": entry.quantity} if is_routed else {**shown, "hours": entry.hours}
