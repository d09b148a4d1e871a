"""A year's post table."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from employers.enums import PostLevel
from employers.models import PostTable
from employers.selectors.posts import judged
from employers.services.post_tables import Posts
from law.posts import PostAnswer

COLUMNS = {"approved": "核准数", "filled": "实聘数", "opened": "今年推出"}
_MOST = 100_000


class PostTableForm(forms.Form):
    """Three numbers for each level; an empty one is none."""

    def __init__(self, rows: Iterable[PostTable], *args: Any, **kwargs: Any) -> None:
        known = {row.level: row for row in rows}
        super().__init__(*args, **kwargs)
        for level in PostLevel:
            for column, label in COLUMNS.items():
                self.fields[f"{level}-{column}"] = forms.IntegerField(
                    label=f"{level.label}{label}",
                    min_value=0,
                    max_value=_MOST,
                    required=False,
                    initial=getattr(known.get(level), column, 0),
                    widget=forms.NumberInput({"class": "input input-number", "inputmode": "numeric"}),
                    error_messages={"invalid": "请填写整数。", "min_value": "不能为负数，请核对。"},
                )

    def clean(self) -> dict[str, Any]:
        """Have law.posts judge every level."""
        cleaned = super().clean() or {}
        for level in PostLevel:
            answer, because = judged(*self._posts(cleaned, level))
            if answer == PostAnswer.REJECT:
                self.add_error(f"{level}-opened", because)
        return cleaned

    def posts(self) -> dict[str, Posts]:
        """Return the numbers by level."""
        return {level: self._posts(self.cleaned_data, level) for level in PostLevel}

    def lines(self) -> list[tuple[PostLevel, list[tuple[str, BoundField]]]]:
        """Return the fields level by level, each under the name of its column, as the table shows them."""
        return [(level, [(name, self[f"{level}-{column}"]) for column, name in COLUMNS.items()]) for level in PostLevel]

    @staticmethod
    def _posts(cleaned: dict[str, Any], level: PostLevel) -> Posts:
        return Posts(*(cleaned.get(f"{level}-{column}") or 0 for column in COLUMNS))
