"""Rows of a plan's section: titles, bodies of the route, materials and so on, added, moved and removed one by one.

A row keeps whatever its form does not show: `was` is its place in the plan as it is stored, and what stands there is
carried along. Adding and moving is done by buttons of the same form, without a script and without saving anything.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from accounts.enums import AdminLevel
from applicants.enums import Module
from law.scoring import KINDS as SCORING
from reviews.enums import Level, TitleMode, TitleScope
from reviews.forms.plan_fields import LinesField, choice, day, several, text, ticked
from reviews.models import Committee, Plan
from reviews.plan_dates import deadline_of
from reviews.routes import FOR_WHOM, KINDS
from reviews.selectors.deadlines import closes_of, last_day
from reviews.selectors.plan_terms import SOURCES, item_text

PREFIX = "row"
MOST_ROWS = 60
Row = dict[str, Any]
# What a material is to the platform, where it is not simply a document of the archive.
PURPOSES = {
    "": "其他材料",
    "profile": "个人基本信息",
    "education": "学历学位",
    "work": "工作经历",
    "title_held": "现任职称",
    "appointment": "聘任",
    "achievements": "业绩成果",
    "assessment": "年度考核",
    "credits": "继续教育学时",
    "statement": "本人述职",
    "commitment": "真实性保证书",
}


class RowForm(forms.Form):
    """One row. `needed` is the field without which it is no row at all; `wide` are those that take the whole width."""

    use_required_attribute = False
    needed = "name"
    wide: tuple[str, ...] = ()
    was = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        """Take the plan that the row is of."""
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean(self) -> Row:
        """Ask for the field that makes it a row."""
        cleaned = super().clean() or self.cleaned_data
        if self.needed not in self.errors and not cleaned.get(self.needed):
            self.add_error(self.needed, f"请填写{self.fields[self.needed].label}，或删除这一行。")
        return cleaned

    def hidden(self, kept: Mapping[str, Any]) -> Row:
        """Return what the plan keeps of the row before that no field of the form shows."""
        return {name: value for name, value in kept.items() if name not in self.fields}

    def value(self) -> Row:
        """Return what the plan keeps of the row."""
        return {name: value for name, value in self.cleaned_data.items() if name != "was"}

    @classmethod
    def shown(cls, row: Mapping[str, Any]) -> Row:
        """Return the values with which the form begins."""
        return dict(row)


class TitleRow(RowForm):
    """A title that can be applied for."""

    name = text("申报资格", 40)
    level = choice("级别", Level.choices)
    committee = forms.ModelChoiceField(
        Committee.objects.none(),
        label="评委会",
        error_messages={"required": "请选择评委会。", "invalid_choice": "请从列表中选择评委会。"},
    )
    mode = choice("职能", TitleMode.choices)
    scope = choice("对象范围", TitleScope.choices)
    scope.initial = TitleScope.WHOLE
    wide = ("committee",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = Committee.objects.filter(office_id=self.plan.office_id)  # type: ignore[attr-defined]  # the stubs know a plain Field


class LegRow(RowForm):
    """A body of the route."""

    label = text("机构名称", 60, "按公告的写法，如：县（市、区）经信部门")
    kind = choice("机构类别", list(KINDS.items()))
    level = choice("机构级别", [("", "与单位所在地相同"), *AdminLevel.choices])
    closes = day("办理截止", "公告没有写明日期的，可以不填，改填时间说明")
    text = text("时间说明", 60, "如：8月上旬；由各地自行确定")
    joint = several("会同机构", list(KINDS.items()))
    for_whom = choice("适用对象", list(FOR_WHOM.items()))
    confirmed = ticked("截止日期已核对")
    needed = "label"
    wide = ("joint",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._stored(self.initial.get("was")).get("proposed") and not self.is_bound:
            self.fields["confirmed"].widget = forms.HiddenInput()

    def value(self) -> Row:
        """A deadline ends at 24:00 of its day, which a holiday may move (X17)."""
        found = super().value()
        named, confirmed, whom = found.pop("closes"), found.pop("confirmed"), found.pop("for_whom")
        stored = self._stored(self.cleaned_data.get("was"))
        moment, moved_from = deadline_of(named, self.plan.roll_policy) if named else (None, "")
        closes = moment.isoformat() if moment else ""
        waits = bool(stored.get("proposed")) and not confirmed and closes == stored.get("closes", "")
        return {
            **found,
            "for": whom,
            "closes": closes,
            "named": moved_from,
            "proposed": waits,
        }

    def _stored(self, was: Any) -> Mapping[str, Any]:
        """The leg that the row was; `was` is a number, or still the text of one."""
        place, rows = str(was), self.plan.route
        return rows[int(place)] if place.isdecimal() and int(place) < len(rows) else {}

    @classmethod
    def shown(cls, row: Mapping[str, Any]) -> Row:
        """Show the day that the notice names."""
        closes = closes_of(row)
        named = row.get("named") or (last_day(closes).isoformat() if closes else "")
        return {**row, "for_whom": row.get("for", ""), "closes": named, "joint": list(row.get("joint", ()))}


class MaterialRow(RowForm):
    """A material, how it is obtained, from whom it is asked and by which clause."""

    name = text("材料名称", 60)
    purpose = choice("在平台上的用途", list(PURPOSES.items()))
    source = choice("取得方式", list(SOURCES.items()))
    required = ticked("必备")
    clause = text("依据条款", 120, "如：衢经信产融〔2022〕44号 四")
    titles = several("限于资格", [], "不选的，适用于所有资格")
    modules = several("取自档案模块", Module.choices, "取得方式为业绩档案提取时必选")
    template = choice("表样附件", [])
    note = text("说明", 400, rows=2)
    wide = ("titles", "modules", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = self.plan.titles.values_list("name", flat=True)
        self.fields["titles"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]  # the stubs know a plain Field
        files = [(str(each.file_id), each.name) for each in self.plan.attachments.all()]
        self.fields["template"].choices = [("", "没有表样"), *files]  # type: ignore[attr-defined]  # the stubs know a plain Field

    def hidden(self, kept: Mapping[str, Any]) -> Row:
        """The field of the purpose shows the key, so that a purpose can be taken back."""
        return {n: value for n, value in super().hidden(kept).items() if n != "key" or value not in PURPOSES}

    def value(self) -> Row:
        """The purpose is the key by which the platform knows the material."""
        found = super().value()
        purpose = found.pop("purpose")
        kept = {"key": purpose} if purpose else {}
        return {
            **{name: value for name, value in found.items() if value not in ("", [])},
            **kept,
            "required": found["required"],
        }

    @classmethod
    def shown(cls, row: Mapping[str, Any]) -> Row:
        """Show the key as the purpose."""
        return {**row, "purpose": row["key"] if row["key"] in PURPOSES else ""}


class StandardRow(RowForm):
    """A part of the sheet on which experts judge (S0 附件1 三; S3 三(三))."""

    section = text("名称", 60, "如：专业理论水平")
    kind = choice("评价方式", list(SCORING.items()))
    least = forms.IntegerField(
        label="应具备",
        min_value=0,
        max_value=10_000,
        help_text="逐项判断的填项数，量化评分的填分数",
        error_messages={"required": "请填写应具备几项或多少分。", "invalid": "应具备的项数或分数应为整数。"},
    )
    clause = text("依据条款", 120, "如：衢经信产融〔2022〕44号 附件1 三(一)")
    titles = several("限于资格", [], "不选的，适用于所有资格")
    items = text(
        "条目",
        8_000,
        "每行一条。可在句末写明对照业绩档案的哪些板块，如：获国家专利【专利】；"
        "量化评分的，在行末写最高分，如：获省级奖项【获奖/荣誉】 | 30",
        rows=7,
    )
    needed = "section"
    wide = ("titles", "items")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = self.plan.titles.values_list("name", flat=True)
        self.fields["titles"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]  # the stubs know a plain Field

    def clean_items(self) -> str:
        """Refuse a module that the archive does not have, all at once."""
        typed: str = self.cleaned_data["items"]
        named = {label.strip() for match in _LOOKED_AT.finditer(typed) for label in match[1].split("/")}
        if unknown := sorted(named - _MODULES.keys()):
            raise forms.ValidationError(
                f"业绩档案没有“{'”“'.join(unknown)}”板块。可以写：{'、'.join(_MODULES)}；几个板块用“/”分开。"
            )
        return typed

    def value(self) -> Row:
        """Read the items, one from each line."""
        found = super().value()
        return {**found, "items": [_item(line) for line in found["items"].splitlines() if line.strip()]}

    @classmethod
    def shown(cls, row: Mapping[str, Any]) -> Row:
        """Show an item a line."""
        return {**row, "items": "\n".join(item_text(item) for item in row.get("items", ()))}


_LOOKED_AT = re.compile(r"【([^【】]*)】\s*(?=\||$)", re.MULTILINE)
_MODULES = {module.label: module.value for module in Module}


def _item(line: str) -> Row:
    words, _, points = line.rpartition("|")
    is_weighted = bool(words.strip()) and points.strip().isdecimal()
    text = words.strip() if is_weighted else line.strip()
    looked_at = _LOOKED_AT.search(text)
    modules = [_MODULES[label.strip()] for label in looked_at[1].split("/")] if looked_at else []
    row: Row = {"text": text[: looked_at.start()].strip() if looked_at else text}
    return row | ({"modules": modules} if modules else {}) | ({"most": int(points)} if is_weighted else {})


class ContactRow(RowForm):
    """Whom to ask: an office, never a person (X36)."""

    office = text("处室或机构", 60, "只写处室、机构，不写个人姓名")
    matter = text("办理事项", 60)
    phone = text("电话", 30, is_address=True)
    needed = "office"


class CitedRow(RowForm):
    """A document on which the notice rests (R132)."""

    number = text("文号", 60)
    title = text("标题", 160)
    aliases = LinesField(label="其他文号", each=60, rows=1, help_text="同一文件的其他文号（X41），用“、”分开")
    note = text("说明", 200, "没有附上的，写明“未附”")
    needed = "title"
    wide = ("title",)


class NoticeRow(RowForm):
    """A part of the announcement."""

    heading = text("标题", 120)
    text = text("内容", 60_000, rows=8)
    needed = "heading"
    wide = ("heading", "text")


def rows_of(request_data: QueryDict, form: type[RowForm]) -> list[Row]:
    """Return what was typed into the rows, as it was typed, in their order."""
    names = [*form.base_fields]
    typed = request_data.get(f"{PREFIX}-TOTAL_FORMS", "0")
    count = min(int(typed), MOST_ROWS) if typed.isdecimal() else 0
    return [{name: _typed(request_data, f"{PREFIX}-{n}-{name}", form, name) for name in names} for n in range(count)]


def _typed(data: QueryDict, key: str, form: type[RowForm], name: str) -> Any:
    found = form.base_fields[name].widget.value_from_datadict(data, {}, key)
    return "" if found is None else found


def formset_of(
    form: type[RowForm], plan: Plan, data: QueryDict | None, initial: Sequence[Row]
) -> "BaseFormSet[RowForm]":
    """Return the rows as forms: bound to what was sent, or beginning with `initial`."""
    factory = formset_factory(form, extra=0, max_num=MOST_ROWS)
    return factory(data, prefix=PREFIX, initial=initial, form_kwargs={"plan": plan})


def stored_rows(forms_of: "BaseFormSet[RowForm]", before: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Return the rows to be kept: what was filled in, over what the plan kept of the row before."""
    found = []
    for form in forms_of.forms:
        place = form.cleaned_data.get("was")
        kept = dict(before[place]) if place is not None and 0 <= place < len(before) else {}
        found.append({**form.hidden(kept), **form.value()})
    return found


def with_keys(rows: Sequence[Row]) -> list[Row]:
    """Give every material a key of its own."""
    taken: set[str] = set()
    named = []
    for number, row in enumerate(rows, 1):
        key = row.get("key") or f"m{number}"
        while key in taken:
            key = f"{key}_{number}"
        taken.add(key)
        named.append({**row, "key": key})
    return named
