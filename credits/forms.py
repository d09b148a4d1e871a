"""The form of a credit entry."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from credits.enums import CreditKind, ImportKind
from credits.hours import EARLIEST_YEAR, MOST_HOURS
from credits.models import CreditEntry
from law.credit_doubts import concerns
from law.credit_sources import credit_sources
from law.recognition import known_routes
from zcps import clock

OTHER_SOURCE = "other"


def _routes() -> list[tuple[str, str]]:
    routes = [(key, f"{route.name}（每{route.unit} {route.hours} 学时）") for key, route in known_routes().items()]
    return [("", "请选择"), *routes]


def _sources() -> list[tuple[str, str]]:
    return [("", "请选择"), *((s.id, s.name) for s in credit_sources().values()), (OTHER_SOURCE, "其他系统")]


def card_years() -> list[int]:
    """Return the years that a card may be handed in for: this one and the four before, as far as any notice looks."""
    return list(range(clock.today().year, clock.today().year - 5, -1))


class EntryForm(forms.Form):
    """What was learnt, when, how much; the hours of a route are computed, not typed."""

    use_required_attribute = False

    year = forms.IntegerField(
        label="年度",
        min_value=EARLIEST_YEAR,
        help_text="成果跨年度的，请在下面勾选，计入哪一年度由登记机构核定。",
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
    number = forms.CharField(
        label="证书或成果编号",
        max_length=60,
        required=False,
        help_text="合格证号、专利号、刊号等，没有的不填。",
    )
    is_joint = forms.BooleanField(label="与他人合作完成", required=False)
    spans_years = forms.BooleanField(label="申请、发表、结题、授权等不在同一年度", required=False)
    evidence = forms.FileField(
        label="证明材料",
        required=False,
        help_text="通知文件、签到、合格证、技能培训记录、学时证明等，合成一个文件上传。",
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
            self._drop_what_does_not_fit(given)
        elif "kind" in given:
            self._need(given, "hours", "公需科目须填写证明载明的学时。")
            given["route"], given["quantity"] = "", Decimal(1)
            given["is_joint"] = given["spans_years"] = False
        return given

    def _drop_what_does_not_fit(self, given: dict[str, Any]) -> None:
        """A training has neither co-authors nor several years: what was ticked for another route is dropped."""
        for name, code in (("is_joint", "CRA-02"), ("spans_years", "CRA-03")):
            given[name] = bool(given.get(name)) and concerns(code, str(given.get("route", "")))

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


class CardForm(forms.Form):
    """A card of another system: where it comes from, the file, and the hours by year and kind that stand on it."""

    use_required_attribute = False

    source = forms.ChoiceField(label="来源系统", choices=_sources)
    name = forms.CharField(label="系统名称", max_length=80, required=False, help_text="选择“其他系统”时填写。")
    file = forms.FileField(
        label="学时卡",
        help_text="在来源系统中导出的学时卡或学时证明。",
        error_messages={"required": "请上传导出的学时卡。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for year in card_years():
            for kind in CreditKind:
                box = forms.NumberInput(attrs={"class": "input-w-s", "aria-label": f"{year} 年度{kind.label}学时"})
                self.fields[f"{kind}_{year}"] = forms.IntegerField(
                    label=f"{year} 年度{kind.label}", required=False, min_value=0, max_value=MOST_HOURS, widget=box
                )

    def grid(self) -> list[tuple[int, list[tuple[str, BoundField]]]]:
        """Return (year, [(kind, field)]), the newest year first."""
        return [(year, [(kind.label, self[f"{kind}_{year}"]) for kind in CreditKind]) for year in card_years()]

    def lines(self) -> list[dict[str, Any]]:
        """Return the values of an entry for every number that is not 0."""
        found = []
        for year in reversed(card_years()):
            for kind in CreditKind:
                if hours := self.cleaned_data.get(f"{kind}_{year}"):
                    title = f"{year} 年度学时卡（{kind.label}）"
                    found.append({"year": year, "kind": kind, "route": "", "title": title, "hours": hours})
        return found

    @property
    def source_name(self) -> str:
        """The system's name, as the notices have it or as it was typed."""
        known = credit_sources().get(self.cleaned_data["source"])
        return known.name if known else str(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        """Ask for hours, and for the name of a system that the notices do not name."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("source") == OTHER_SOURCE and not given.get("name"):
            self.add_error("name", "请填写来源系统的名称。")
        if not self.lines() and not self.errors:
            self.add_error(None, "请按学时卡填写各年度的学时，至少填写一项。")
        return given


class CancelForm(forms.Form):
    """Why a recognised entry is taken back."""

    use_required_attribute = False

    reason = forms.CharField(
        label="事由",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明弄虚作假的事实和核实经过，将告知本人。",
    )
    clause = forms.CharField(label="依据", required=False, max_length=120)


def initial_of(entry: CreditEntry) -> dict[str, Any]:
    """Return the values of an entry as the form shows them."""
    is_routed = entry.kind == CreditKind.PROFESSIONAL
    shown = {"year": entry.year, "kind": entry.kind, "title": entry.title, "route": entry.route}
    shown |= {"number": entry.number, "is_joint": entry.is_joint, "spans_years": entry.spans_years}
    return {**shown, "quantity": entry.quantity} if is_routed else {**shown, "hours": entry.hours}
