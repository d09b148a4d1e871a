"""What is filled in for a draw."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django import forms

from law.draw_bundle import OTC, SAME_ORDER
from reviews.forms.bodies import ActForm
from reviews.services.chance import SOURCES, fallback_choices
from reviews.services.draws import DEFAULT_CAP
from zcps import clock


class PoolForm(ActForm):
    """Bounds for each specialty of the pool, and the cap for one employer."""

    employer_cap = forms.IntegerField(
        label="同一单位最多抽取",
        min_value=1,
        max_value=100,
        initial=DEFAULT_CAP,
        error_messages={"required": "请填写同一单位最多抽取的人数。", "invalid": "应为整数。"},
    )

    substitution = forms.ChoiceField(
        label="递补办法",
        choices=[
            (OTC, "监督方递补码：递补次序由监督方在收到申请后公开的递补码决定"),
            (SAME_ORDER, "同一次序：按首次抽取的次序递补"),
        ],
        initial=OTC,
        required=False,
        widget=forms.RadioSelect,
        help_text="采用递补码的，联系专家的人事先不知道谁会递补谁。",
    )

    def __init__(
        self,
        *args: Any,
        groups: Mapping[str, tuple[int, int]],
        seats: int,
        filed: Mapping[str, tuple[int, int]] | None = None,
        **kwargs: Any,
    ) -> None:
        """Take the groups of seats, each with how many can be drawn and how many cases it has; `filed` are fixed."""
        super().__init__(*args, **kwargs)
        self.groups, self.seats, self.filed = groups, seats, filed or {}
        for place, (specialty, (_, cases)) in enumerate(groups.items()):
            if specialty in self.filed:
                continue
            self.fields[f"least_{place}"] = _number(f"{specialty}最少", 1 if cases else 0, seats)
            self.fields[f"most_{place}"] = _number(f"{specialty}最多", seats, seats)

    def rows(self) -> list[dict[str, Any]]:
        """Return each specialty with its figures and fields."""
        return [
            {
                "name": name,
                "eligible": eligible,
                "cases": cases,
                "least": self.filed[name][0] if name in self.filed else self[f"least_{place}"],
                "most": self.filed[name][1] if name in self.filed else self[f"most_{place}"],
                "is_filed": name in self.filed,
            }
            for place, (name, (eligible, cases)) in enumerate(self.groups.items())
        ]

    def as_data(self) -> dict[str, Any]:
        """Return what prepare_draw takes."""
        found = self.cleaned_data
        bounds = {
            name: (found[f"least_{place}"], found[f"most_{place}"])
            for place, name in enumerate(self.groups)
            if name not in self.filed
        }
        substitution = found["substitution"] or SAME_ORDER
        return {"bounds": bounds, "employer_cap": found["employer_cap"], "substitution": substitution}


def _number(label: str, initial: int, most: int) -> forms.IntegerField:
    messages = {"required": f"请填写{label}人数。", "invalid": f"{label}人数应为整数。"}
    widget = forms.NumberInput({"class": "input input-number", "aria-label": f"{label}人数"})
    return forms.IntegerField(
        label=label, min_value=0, max_value=most, initial=initial, widget=widget, error_messages=messages
    )


class NumberForm(ActForm):
    """A party's own number, or nothing."""

    number = forms.CharField(
        label="自备随机数",
        max_length=64,
        required=False,
        help_text="64 位十六进制字符（32 字节）。留空则由平台生成。提交后加密保存，抽取时公开。",
        widget=forms.TextInput({"class": "mono", "autocomplete": "off", "spellcheck": "false"}),
    )


class SealForm(ActForm):
    """Which public event decides, and when it will have happened."""

    source = forms.ChoiceField(
        label="公开值来源",
        choices=[(source.key, source.label) for source in SOURCES.values()],
        initial="ssq",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择公开值的来源。"},
    )
    detail = forms.CharField(
        label="期号或场次",
        max_length=20,
        help_text="双色球填七位期号，例如 2022126；公开掷骰子填场次编号，例如 20221101-1。",
        error_messages={"required": "请填写期号或场次。"},
        widget=forms.TextInput({"class": "input-w-m"}),
    )
    date = forms.DateField(
        label="公开值产生日期",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "请选择公开值产生的日期。",
            "invalid": "日期无法识别，请按“2022-11-10”的形式填写。",
        },
    )
    time = forms.TimeField(
        label="公开值产生时间",
        initial=dt.time(21, 15),
        widget=forms.TimeInput({"type": "time", "class": "input-w-s"}, format="%H:%M"),
        error_messages={"required": "请填写公开值产生的时间。", "invalid": "时间无法识别，请按“21:15”的形式填写。"},
    )

    def as_data(self) -> dict[str, Any]:
        """Return what seal_draw takes."""
        data = dict(self.cleaned_data)
        moment = dt.datetime.combine(data.pop("date"), data.pop("time"), clock.SHANGHAI)
        return {**data, "not_before": moment}


class RevealForm(ActForm):
    """The number that a party opens: the one it kept, or nothing for the one that it lodged."""

    number = forms.CharField(
        label="自留的随机数",
        max_length=64,
        required=False,
        help_text="自备随机数的，可以填写自留的 64 位十六进制字符，与承诺值核对；留空则公开提交时封存的随机数。",
        widget=forms.TextInput({"class": "mono", "autocomplete": "off", "spellcheck": "false"}),
    )


class PublicValueForm(ActForm):
    """The outcome of the public event, from which of the sealed sources, and where it can be looked up."""

    fallback = forms.ChoiceField(label="公开值来自", required=False, widget=forms.RadioSelect, initial="0")
    value_source = forms.CharField(
        label="出处",
        max_length=300,
        required=False,
        help_text="开奖公告的网址、报纸版面，或公开掷骰记录的编号，供他人核对。",
    )

    def __init__(self, *args: Any, source: str = "ssq", **kwargs: Any) -> None:
        """Take the sealed source: its fall-backs are the choices."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["fallback"]).choices = fallback_choices(source)

    public_value = forms.CharField(
        label="公开值",
        max_length=120,
        error_messages={"required": "请录入公开值。"},
        widget=forms.TextInput({"class": "mono", "autocomplete": "off"}),
    )

    def as_data(self) -> dict[str, Any]:
        """Return what draw_panel takes."""
        return {**self.cleaned_data, "fallback": int(self.cleaned_data["fallback"] or 0)}
