"""A year's post table, as the notice's form asks for it (S2 附件3)."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from accounts.forms.words import Words
from accounts.models import Agency
from employers.enums import PostExchange, PostLevel
from employers.models import Employer, PostTable
from employers.models.post_table import MOST_POSTS
from employers.selectors.posts import managers_for
from zcps import clock

# The form's rows and what the competition came to, in its own words.
ROWS = {"approved": "核准数", "filled": "实聘数", "vacancy": "空缺数"}
RESULTS = {
    "opened": "今年全年新推出空缺岗位",
    "converted": "其中转评人员使用",
    "for_review": "同意参加评审",
    "for_initial": "申报初定",
    "used_after": "聘任后共使用岗位",
}


def _count(label: str, lowest: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=lowest,
        max_value=MOST_POSTS,
        required=False,
        widget=forms.NumberInput({"class": "input input-number", "inputmode": "numeric"}),
        error_messages={"invalid": "请填写整数。", "min_value": "不能为负数，请核对。"},
    )


class PostTableForm(forms.Form):
    """Every level's figures as they are typed, the claims of an exception, and the pledge."""

    announced_on = forms.DateField(
        label="公布岗位信息日期",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="在本单位公布空缺岗位、组织竞聘的日期（衢市人社专〔2021〕61号 二(四)）。",
    )
    system_number = forms.CharField(
        label="省事业单位人事工资管理服务系统核定编号",
        max_length=60,
        required=False,
        help_text="申报省级评审的，岗位在该系统核定（浙经信消费〔2022〕203号 四(四)），请填写核定编号或核定日期。",
    )
    uses_pool = forms.BooleanField(label="使用地区统筹岗位", required=False)
    exchange = forms.ChoiceField(
        label="退二进一、退三进二等情形", choices=PostExchange.choices, required=False, initial=PostExchange.NONE
    )
    explanation = Words(
        label="情形说明",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="使用统筹岗位、退二进一、退三进二、超聘等情形，写明批准依据、涉及岗位和人数。",
    )
    pool_manager = forms.ModelChoiceField(
        Agency.objects.none(),
        label="岗位统筹（管理）部门",
        required=False,
        empty_label="没有上述情形的不选",
        help_text="由该部门业务处室负责人在线签署意见后，再送人力社保部门确认。",
    )
    responsible = forms.CharField(
        label="业务科（处）室负责人",
        max_length=60,
        required=False,
        help_text="本单位负责岗位设置和竞聘的科（处）室负责人，在纸质表上签字。",
    )
    pledged = forms.BooleanField(label="承诺名单中人员取得资格后，按规定及时聘任", required=False)

    def __init__(
        self,
        employer: Employer,
        table: PostTable | None,
        data: QueryDict | None = None,
        only: Iterable[str] | None = None,
    ) -> None:
        """Take a whole form, or for autosaving only the fields named."""
        super().__init__(data, initial=_initial(table))
        cast("forms.ModelChoiceField[Agency]", self.fields["pool_manager"]).queryset = managers_for(employer)
        for level in PostLevel:
            for name, label in (ROWS | RESULTS).items():
                # Only the vacancies can be negative: more people appointed than approved.
                self.fields[f"{level}-{name}"] = _count(
                    f"{level.label}{label}", -MOST_POSTS if name == "vacancy" else 0
                )
        for name, label in ROWS.items():
            self.fields[f"remark-{name}"] = forms.CharField(label=f"{label}备注", max_length=60, required=False)
        for name in set(self.fields) - set(self.fields if only is None else only):
            del self.fields[name]

    def clean_announced_on(self) -> Any:
        """A day to come is a slip."""
        day = self.cleaned_data["announced_on"]
        if day and day > clock.today():
            raise forms.ValidationError("公布日期不能晚于今天，请核对。")
        return day

    def clean_exchange(self) -> str:
        """What is not chosen is not claimed."""
        return str(self.cleaned_data["exchange"] or PostExchange.NONE)

    def values(self) -> dict[str, Any]:
        """Return what is valid, also beside fields that are not."""
        return dict(self.cleaned_data)

    def rows(self) -> Iterator[tuple[str, str, list[tuple[PostLevel, BoundField]], BoundField]]:
        """Yield the form's rows: name, label, the cell of each level, the remark."""
        for name, label in ROWS.items():
            yield name, label, [(level, self[f"{level}-{name}"]) for level in PostLevel], self[f"remark-{name}"]

    def results(self) -> Iterator[tuple[PostLevel, list[tuple[str, BoundField]]]]:
        """Yield what the competition came to, level by level."""
        for level in PostLevel:
            yield level, [(label, self[f"{level}-{name}"]) for name, label in RESULTS.items()]

    def further(self) -> list[BoundField]:
        """Return the other fields of the sheet, in order."""
        names = ("announced_on", "system_number", "uses_pool", "exchange", "explanation", "pool_manager", "responsible")
        return [self[name] for name in names if name in self.fields]


def _initial(table: PostTable | None) -> dict[str, Any]:
    if table is None:
        return {}
    fields = ("announced_on", "system_number", "uses_pool", "exchange", "explanation", "responsible", "pledged")
    return {
        **{name: getattr(table, name) for name in fields},
        "pool_manager": table.pool_manager_id,
        **{f"remark-{name}": text for name, text in table.remarks.items()},
        **{f"{line.level}-{name}": getattr(line, name) for line in table.lines.all() for name in (ROWS | RESULTS)},
    }
