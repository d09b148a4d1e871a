"""What is filled in for a draw."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from reviews.forms.bodies import ActForm
from reviews.services.chance import SOURCES
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

    def __init__(self, *args: Any, groups: Mapping[str, tuple[int, int]], seats: int, **kwargs: Any) -> None:
        """Take the specialties, each with how many can be drawn and how many cases it has."""
        super().__init__(*args, **kwargs)
        self.groups, self.seats = groups, seats
        for place, (specialty, (_, cases)) in enumerate(groups.items()):
            self.fields[f"least_{place}"] = _number(f"{specialty}最少", 1 if cases else 0, seats)
            self.fields[f"most_{place}"] = _number(f"{specialty}最多", seats, seats)

    def rows(self) -> list[dict[str, Any]]:
        """Return each specialty with its figures and fields."""
        return [
            {
                "name": name,
                "eligible": eligible,
                "cases": cases,
                "least": self[f"least_{place}"],
                "most": self[f"most_{place}"],
            }
            for place, (name, (eligible, cases)) in enumerate(self.groups.items())
        ]

    def as_data(self) -> dict[str, Any]:
        """Return what prepare_draw takes."""
        found = self.cleaned_data
        bounds = {name: (found[f"least_{place}"], found[f"most_{place}"]) for place, name in enumerate(self.groups)}
        return {"bounds": bounds, "employer_cap": found["employer_cap"]}


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


class PublicValueForm(ActForm):
    """The outcome of the public event."""

    public_value = forms.CharField(
        label="公开值",
        max_length=120,
        error_messages={"required": "请录入公开值。"},
        widget=forms.TextInput({"class": "mono", "autocomplete": "off"}),
    )
