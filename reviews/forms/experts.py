"""What is filled in for the expert pool."""

import datetime as dt
import re
from typing import Any, cast

from django import forms

from accounts.actor import Actor
from accounts.forms.words import Words
from applicants.modules.words import SKILL_LEVELS
from law.identity import check_idcard, check_uscc
from reviews.enums import Level
from reviews.forms.bodies import ActForm
from reviews.forms.committees import TitlesField, day
from reviews.models import Committee, Expert
from reviews.pool_criteria import BY_KEY, CRITERIA, SKILLED_CRITERIA
from reviews.selectors.experts import committees_for
from reviews.services.experts import Job

_PERSON = (
    "specialty", "specialties", "title", "title_level", "employer_name", "employer_code", "is_skilled", "skill_level",
)  # fmt: skip
_BETWEEN = re.compile(r"[，,]")
_MOST_JOBS = 20


def _text(label: str, limit: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=limit, error_messages={"required": f"请填写{label}。"})


def _usual_days(text: str) -> dt.date | None:
    """Return the day of a date or month as people write it; raise ValueError for what is neither."""
    if not text.strip():
        return None
    parts = [int(part) for part in re.split(r"[-.年/月日]", text.strip()) if part]
    if not 1 <= len(parts) <= len("ymd"):
        raise ValueError(text)
    year, month, first = [*parts, 1, 1][:3]
    return dt.date(year, month, first)


class JobsField(forms.CharField):
    """Former employers, one in a line: name, from, until."""

    def to_python(self, value: Any) -> list[Job]:  # type: ignore[override]  # the stubs of a field say str
        """Return them; say of every line that cannot be read what is wrong with it."""
        lines = [line.strip() for line in re.split(r"[\n；;]", str(value or "")) if line.strip()]
        wrong, found = [], []
        for line in lines[:_MOST_JOBS]:
            try:
                found.append(_job(line))
            except ValueError:
                wrong.append(f"“{line}”无法识别，请按“单位名称，2010-03，2015-06”的形式填写，年月不清楚的可以不写。")
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def prepare_value(self, value: Any) -> Any:
        """Write what is known as it is typed."""
        if not isinstance(value, list):
            return value
        return "\n".join("，".join([name, *(each.isoformat() if each else "" for each in days)]).rstrip("，")
                         for name, _, *days in value)  # fmt: skip


def _job(line: str) -> Job:
    name, *days = [part.strip() for part in _BETWEEN.split(line)]
    if not name or len(name) > 120 or len(days) > 2:  # noqa: PLR2004 - from and until
        raise ValueError(line)
    began, ended = [*map(_usual_days, days), None, None][:2]
    if began and ended and ended < began:
        raise ValueError(line)
    return name, "", began, ended


class ParticularsForm(ActForm):
    """What is recorded of an expert besides his name and number."""

    specialty = _text("专业", 40)
    specialties = TitlesField(
        label="其他可评专业",
        required=False,
        help_text="除上一栏外还能评审的专业，几项之间用顿号隔开。抽取按上一栏分组。",
    )
    title = _text("职称", 40)
    title_level = forms.ChoiceField(
        label="职称级别", choices=[("", "请选择"), *Level.choices], error_messages={"required": "请选择职称级别。"}
    )
    employer_name = _text("工作单位", 120)
    employer_code = forms.CharField(
        label="单位统一社会信用代码",
        max_length=18,
        required=False,
        help_text="抽取时按此判断同单位回避和人数上限；没有的可以留空，按单位名称判断。",
        widget=forms.TextInput({"class": "input-w-m"}),
    )
    jobs = JobsField(
        label="曾任单位",
        required=False,
        help_text="每行一个：单位名称，起，止。用于发现与申报人曾在同一单位。例如：某研究所，2010-03，2015-06",
        widget=forms.Textarea({"rows": 3}),
    )
    is_skilled = forms.BooleanField(label="高技能人才（取得高级职称后推荐入库）", required=False)
    skill_level = forms.ChoiceField(
        label="技能等级", choices=[("", "无"), *((level, level) for level in SKILL_LEVELS)], required=False
    )

    def clean_employer_code(self) -> str:
        """Check the code where one is given."""
        code = self.cleaned_data["employer_code"]
        if not code:
            return ""
        found = check_uscc(code)
        if not found.valid:
            raise forms.ValidationError(found.because)
        return found.value

    def person(self) -> dict[str, Any]:
        """Return the columns of an expert, and his former employers."""
        cleaned = self.cleaned_data
        given = {name: cleaned[name] for name in _PERSON}
        own = [cleaned["specialty"], *cleaned["specialties"]]
        return {**given, "specialties": list(dict.fromkeys(own)), "jobs": cleaned["jobs"]}


class ProposalForm(ParticularsForm):
    """A person who is proposed for the pool of one or more committees, with every criterion to be ticked."""

    name = _text("姓名", 60)
    id_number = forms.CharField(
        label="身份证号",
        max_length=20,
        help_text="用于绑定专家本人的个人账号；加密保存，列表中不显示。",
        widget=forms.TextInput({"class": "input-w-m", "autocomplete": "off"}),
        error_messages={"required": "请填写身份证号。"},
    )
    committees = forms.ModelMultipleChoiceField(
        Committee.objects.none(),
        label="入库评委会",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个评委会。", "invalid_choice": "所选评委会不是本机构的评委会。"},
    )
    criteria = forms.MultipleChoiceField(
        label="遴选标准",
        choices=[(each.key, f"{each.words}（{each.clause}）") for each in CRITERIA],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    skilled_criteria = forms.MultipleChoiceField(
        label="高技能人才另须符合",
        choices=[(each.key, f"{each.words}（{each.clause}）") for each in SKILLED_CRITERIA],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    recommended_by = forms.CharField(
        label="推荐单位", max_length=120, required=False, help_text="用人单位或行业协会。高技能人才必须填写。"
    )
    recommended_on = day("推荐日期")
    reason = Words(label="提名说明", max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Take the office or bureau whose committees can be chosen."""
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[Committee]", self.fields["committees"])
        field.queryset = committees_for(actor).filter(stage="active")

    def clean_id_number(self) -> str:
        """Check form and check digit."""
        found = check_idcard(self.cleaned_data["id_number"])
        if not found.valid:
            raise forms.ValidationError(found.because)
        return found.value

    def as_data(self) -> dict[str, Any]:
        """Return what propose() takes besides who acts."""
        cleaned = self.cleaned_data
        ticked = [key for key in (*cleaned["criteria"], *cleaned["skilled_criteria"]) if key in BY_KEY]
        return {
            "person": {"name": cleaned["name"], "id_number": cleaned["id_number"], **self.person()},
            "committees": list(cleaned["committees"]),
            "criteria": ticked,
            **{name: cleaned[name] for name in ("recommended_by", "recommended_on", "reason")},
        }


def initial_of(expert: Expert) -> dict[str, Any]:
    """Return what the form of the particulars begins with."""
    jobs = [(job.employer_name, job.employer_code, job.started_on, job.ended_on) for job in expert.employments.all()]
    others = [name for name in expert.specialties if name != expert.specialty]
    return {**{name: getattr(expert, name) for name in _PERSON}, "specialties": others, "jobs": jobs}


class UploadForm(forms.Form):
    """A table of proposals."""

    use_required_attribute = False
    table = forms.FileField(
        label="提名表格",
        help_text="CSV 文件，第一行为列名。身份证号一列请先设为文本格式，以免末位数字丢失。",
        error_messages={"required": "请选择要上传的表格。", "empty": "文件是空的，请核对后重新选择。"},
    )
