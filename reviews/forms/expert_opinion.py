"""The sheet of a plan as a form: an expert marks every item, comments, and concludes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.forms.words import Words
from law.scoring import CRITERIA, key_of
from reviews.enums import ExpertVerdict
from reviews.services.expert_opinions import LONGEST

_YES_NO = (("yes", "符合"), ("no", "不符合"))


class OpinionForm(forms.Form):
    """Every field may be empty while it is a draft; what is missing is told when it is handed in."""

    use_required_attribute = False
    comment = Words(
        label="评语", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 5, "maxlength": LONGEST})
    )
    verdict = forms.ChoiceField(
        label="评议结论",
        choices=ExpertVerdict,
        required=False,
        widget=forms.RadioSelect,
        help_text="不是投票，投票另行进行。",
    )
    reason = Words(
        label="理由",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": LONGEST}),
        help_text="结论与评审标准的结果不一致时填写。",
    )

    def __init__(
        self,
        sheet: list[dict[str, Any]],
        content: dict[str, Any],
        data: QueryDict | None = None,
        told: Mapping[str, str] | None = None,
    ) -> None:
        """Take the sheet, what has been saved of it, and what the archive tells of its items, by their keys."""
        marks = {_name(key): _shown(mark) for key, mark in content.get("marks", {}).items()}
        super().__init__(data, initial={**content, **marks})
        self.sheet = sheet
        for number, section in enumerate(sheet):
            for place, item in enumerate(section["items"]):
                key = key_of(number, place)
                self.fields[_name(key)] = _field(section, item, (told or {}).get(key, ""))

    def parts(self) -> list[tuple[dict[str, Any], list[Any]]]:
        """Return each section with its fields, in the order of the sheet."""
        return [
            (section, [self[_name(key_of(number, place))] for place in range(len(section["items"]))])
            for number, section in enumerate(self.sheet)
        ]

    def typed(self) -> dict[str, Any]:
        """Return what was sent and can be read, by the names of the draft; a field that was not sent is left alone."""
        self.is_valid()
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        marks = {name[1:].replace("_", "."): value for name, value in sent.items() if name.startswith("m")}
        words = {name: sent[name] for name in ("comment", "verdict", "reason") if name in sent}
        return words | ({"marks": {key: _read(value) for key, value in marks.items()}} if marks else {})


def _name(key: str) -> str:
    return f"m{key.replace('.', '_')}"


def _shown(mark: bool | int) -> str | int:  # noqa: FBT001 - a mark is either
    return ("yes" if mark else "no") if isinstance(mark, bool) else mark


def _read(value: Any) -> bool | int | None:
    if value in {"yes", "no"}:
        return bool(value == "yes")
    return value if isinstance(value, int) else None


def _field(section: dict[str, Any], item: dict[str, Any], told: str) -> forms.Field:
    if section["kind"] == CRITERIA:
        return forms.ChoiceField(
            label=item["text"], choices=_YES_NO, required=False, widget=forms.RadioSelect, help_text=told
        )
    most = item["most"]
    wrong = f"得分应为 0 至 {most} 的整数。"
    return forms.IntegerField(
        label=item["text"],
        required=False,
        min_value=0,
        max_value=most,
        help_text=f"最高 {most} 分。{told}",
        widget=forms.NumberInput({"class": "input-w-s", "min": 0, "max": most}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )
