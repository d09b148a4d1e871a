"""The self-check: everything may be left out, and nothing that is typed is kept.

Titles, skill levels and credits come in rows; how many rows there are is said by the form itself, so that one more can
be asked for without a script.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from applicants.fields import DayOrMonthField
from applicants.modules.person import DEGREES
from applicants.modules.words import CONTEST_CLASSES, EMPLOYER_TYPES, SKILL_LEVELS, TITLE_LEVELS
from law.breakthrough import breakthrough_items
from reviews.facts.self_check import NONE, SOME, Answers, Held, Skilled
from reviews.forms.plain_widgets import PlainSelect, PlainTicks

MOST_ROWS = 6
_COUNTS = frozenset(str(count) for count in range(1, MOST_ROWS + 1))
CRAFTS = "工艺美术"
_UNSAID = ("", "未填写")
_DAY = "填写到日；证书只写到月的，填写到月，例如 2018-12。"
_AFFILIATIONS = (
    ("here", "社会保险在申报地"),
    ("letter", "不在申报地，持有委托评审函"),
    ("dispatched", "派驻外地，经人力社保部门核准备案"),
    ("file", "不在申报地，人事档案在申报地"),
    ("elsewhere", "不在申报地，以上材料都没有"),
)
_GATES = (
    ("off_post", "目前不在本单位在职在岗"),
    ("retired", "已离休或退休"),
    ("retires_before_cutoff", "在年限计算截止日前达到退休年龄"),
    ("civil_servant", "公务员或参照公务员法管理的人员"),
    ("party_discipline", "在党纪处分影响期内"),
    ("case_pending", "涉嫌违纪违法被立案调查，尚未结案"),
    ("integrity_record", "职称评审诚信档案库中有未满 3 年的记录"),
)
_SANCTIONS = ("警告", "记过", "记大过", "降低岗位等级", "撤职", "开除")
_SERIES = (CRAFTS, "工程", "农业", "其他")
_BASES = (("", "评审、初定、考试等"), ("licence", "专业技术人员职业资格，已受聘"))
_KINDS = {"public": "公需", "professional": "专业", "total": "总学时"}


def _choice(label: str, choices: Iterable[str], hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[_UNSAID, *((text, text) for text in choices)],
        required=False,
        widget=PlainSelect,
        help_text=hint,
        error_messages={"invalid_choice": "请从列表中选择。"},
    )


def _day(label: str, hint: str = _DAY) -> DayOrMonthField:
    return DayOrMonthField(
        label=label,
        required=False,
        help_text=hint,
        max_length=20,
        error_messages={"max_length": "日期过长，请按 2018-12-01 或 2018-12 的格式填写。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input-date"}),
    )


def _yes_no(label: str, hint: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[_UNSAID, ("yes", "是"), ("no", "否")],
        widget=PlainSelect,
        coerce=lambda text: text == "yes",
        empty_value=None,
        required=False,
        help_text=hint,
        error_messages={"invalid_choice": "请选择“是”或“否”。"},
    )


def _number(label: str, most: int, hint: str = "") -> forms.IntegerField:
    wrong = f"请填写 0 至 {most} 的整数。"
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        help_text=hint,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


def _amount(label: str) -> forms.FloatField:
    wrong = "请填写不小于 0 的数。"
    return forms.FloatField(
        label=label,
        required=False,
        min_value=0,
        max_value=1_000_000,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": "数额过大，请按“万”为单位填写。"},
    )


def _some_or_none(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[_UNSAID, (NONE, "没有"), (SOME, "有")],
        required=False,
        widget=PlainSelect,
        error_messages={"invalid_choice": "请选择“有”或“没有”。"},
    )


def _ticks(label: str, choices: Iterable[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=False,
        widget=PlainTicks,
        error_messages={"invalid_choice": "请从列表中选择。"},
    )


# The parts of the page that open when something in them was filled in; what most people fill in is open from the start.
_MORE = (
    "probation_completed", "assess_passed", "related_post", "traditional_craft", "enterprise_always",
    "continuity_broken", "backbone",
)  # fmt: skip
PARTS: Mapping[str, tuple[str, ...]] = {
    "education": (
        "edu_level", "graduated", "edu_mode", "edu_related", "degree_only", "chsi_verified", "technical_school",
        "doctor_examined",
    ),
    "work": (
        "craft_from", "gap_days", "employer_type", "affiliation", "on_establishment", "won_vacancy",
        "exception_pending", "moved_from_enterprise", "combined_years", *_MORE,
    ),
    "more": _MORE,
    "titles": ("has_titles",),
    "skills": ("has_skills", "still_in_field", "no_js_cert"),
    "honours": (
        "awards", "contest_class", "contest_rank", "breakthrough", "one_achievement", "usd_each_year", "cny_two_years",
        "recommended",
    ),
    "credits": ("with_credits",),
    "gates": ("gates", "sanction"),
}  # fmt: skip
_AT_FIRST = frozenset({"education", "work", "titles", "skills"})


class TitleRow(forms.Form):
    """One title that is held."""

    level = _choice("级别", TITLE_LEVELS)
    series = _choice("系列", _SERIES)
    since = _day("取得时间", "")
    appointed = _day("聘任时间", "")
    basis = forms.ChoiceField(label="取得方式", choices=_BASES, required=False, widget=PlainSelect)

    def clean(self) -> dict[str, Any]:
        """Ask for the level of a row in which anything else was filled in."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("level") and (cleaned.get("since") or cleaned.get("appointed")):
            self.add_error("level", "请选择这项职称的级别；没有的，清空这一行的日期。")
        return cleaned

    @property
    def held(self) -> Held | None:
        """The title; None for an empty row."""
        said = self.cleaned_data
        if not said.get("level"):
            return None
        series = said.get("series") or CRAFTS
        return Held(said["level"], series, said["since"], said["appointed"], by_licence=said.get("basis") == "licence")


class SkillRow(forms.Form):
    """One skill level that is held."""

    level = _choice("等级", SKILL_LEVELS)
    occupation = forms.CharField(
        label="职业（工种）",
        required=False,
        max_length=40,
        error_messages={"max_length": "职业（工种）最多 40 字，请按证书填写。"},
    )
    since = _day("取得时间", "")

    def clean(self) -> dict[str, Any]:
        """Ask for the level of a row in which anything else was filled in."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("level") and (cleaned.get("since") or cleaned.get("occupation")):
            self.add_error("level", "请选择这本证书的等级；没有的，清空这一行。")
        return cleaned


class CreditRow(forms.Form):
    """The credits of one year."""

    public = _number(_KINDS["public"], 9999)
    professional = _number(_KINDS["professional"], 9999)
    total = _number(_KINDS["total"], 9999)

    @property
    def hours(self) -> dict[str, int]:
        """What was filled in."""
        return {kind: self.cleaned_data[kind] for kind in _KINDS if self.cleaned_data.get(kind) is not None}


class SelfCheckForm(forms.Form):
    """What a person is and has."""

    edu_level = _choice("最高学历（学位）", DEGREES)
    graduated = _day("毕业时间")
    edu_mode = _choice("学习形式", ("全日制", "成人"), "函授、夜大、自学考试、网络教育等选“成人”。")
    edu_related = _yes_no("所学专业与申报专业相同或相近")
    degree_only = _yes_no("只有硕士学位，没有研究生学历", "同等学力申请学位的选“是”。")
    chsi_verified = _yes_no("第二学士学位可在学信网验证")
    technical_school = _choice("技工院校班次", ("中级工班", "高级工班", "预备技师班"), "不是技工院校毕业的，不用选。")

    craft_from = _day("开始从事专业技术工作的时间", "从事工艺美术设计、制作等本专业工作的第一天。" + _DAY)
    gap_days = _number("中断天数", 20_000, "离职、脱产、转岗等不从事本专业的天数，没有的不用填。")
    employer_type = _choice("单位性质", EMPLOYER_TYPES)
    affiliation = forms.ChoiceField(
        label="人事隶属关系",
        choices=[_UNSAID, *_AFFILIATIONS],
        required=False,
        widget=PlainSelect,
        error_messages={"invalid_choice": "请从列表中选择。"},
    )
    on_establishment = _yes_no("是事业单位正式在编人员")
    won_vacancy = _yes_no("已竞聘到空缺的专业技术岗位")
    exception_pending = _yes_no("使用统筹岗位等特殊岗位，待岗位管理部门签署")
    moved_from_enterprise = _yes_no("由企业调入事业单位")
    combined_years = _number("企业工作与现聘助理级职务累计年数", 60, "由企业调入事业单位的填写整年数。")
    enterprise_always = _yes_no("一直在企业从事专业技术工作")
    continuity_broken = _yes_no("企业工作经历有中断")
    backbone = _yes_no("是单位业务骨干")
    probation_completed = _yes_no("见习期已满", "毕业后首次就业一般有见习期，以单位考核转正为准。")
    related_post = _yes_no("在本专业或相近专业技术岗位工作")
    assess_passed = _yes_no("单位考核合格")
    doctor_examined = _yes_no("已考察合格")
    traditional_craft = _yes_no("所从事的专业属于传统工艺美术等相关专业")

    has_titles = _some_or_none("职称（专业技术资格）")
    has_skills = _some_or_none("职业资格或职业技能等级")
    still_in_field = _yes_no("目前仍在相关技术技能领域工作")
    no_js_cert = _yes_no("未取得过技师证书，直接取得高级技师")

    awards = _ticks("荣誉和奖项", ())
    contest_class = _choice("职业技能竞赛类别", CONTEST_CLASSES)
    contest_rank = _number("名次", 999)
    breakthrough = _ticks("破格条件", breakthrough_items().items())
    one_achievement = forms.BooleanField(label="所选条件依据的是同一件成果", required=False)
    usd_each_year = _amount("近两年平均每年创汇")
    cny_two_years = _amount("近两年销售收入合计")
    recommended = _yes_no("有专家填写、写明标志性业绩的《直接申报专家推荐表》")

    with_credits = forms.BooleanField(label="同时核对继续教育学时", required=False)
    nothing = forms.BooleanField(label="除勾选的以外，下列情形都没有", required=False, initial=True)
    gates = _ticks("有下列情形的，请勾选", _GATES)
    sanction = _choice("在受处分期间的，选择处分种类", _SANCTIONS)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, awards: Iterable[str] = (), years: Iterable[int] = ()
    ) -> None:
        super().__init__(data)
        self.fields["awards"].choices = [(name, name) for name in awards]  # type: ignore[attr-defined]  # the stubs know a plain Field
        self.title_rows = [TitleRow(data, prefix=f"title-{n}") for n in range(_rows(data, "titles"))]
        self.skill_rows = [SkillRow(data, prefix=f"skill-{n}") for n in range(_rows(data, "skills"))]
        self.credit_rows = {year: CreditRow(data, prefix=f"credit-{year}") for year in years}

    def opened(self, *, at_first: bool) -> set[str]:
        """Return the parts to show open: those in which something stands; before anything was sent, the usual ones."""
        if not self.is_bound:
            return set(_AT_FIRST) if at_first else set()
        asked = {self.data.get("add", "")}
        rows: dict[str, Iterable[forms.Form]] = {
            "titles": self.title_rows,
            "skills": self.skill_rows,
            "credits": self.credit_rows.values(),
        }
        return asked | {part for part, names in PARTS.items() if self._stands_in(names, rows.get(part, ()))}

    def _stands_in(self, names: Iterable[str], rows: Iterable[forms.Form]) -> bool:
        return any(self[name].data for name in names) or any(
            row[name].data for row in rows for name in row.fields if name != "series"
        )

    @property
    def row_forms(self) -> list[forms.Form]:
        """Every row, in the order of the page."""
        return [*self.title_rows, *self.skill_rows, *self.credit_rows.values()]

    def is_valid(self) -> bool:
        """Check the form and all its rows, so that everything that is wrong is told at once."""
        return all([super().is_valid(), *(row.is_valid() for row in self.row_forms)])

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Everything that is wrong, each with the id of its field."""
        return [
            (f"{form[name].label}：{sentence}", form[name].id_for_label or form[name].auto_id)
            for form in (self, *self.row_forms)
            for name, sentences in form.errors.items()
            for sentence in sentences
        ]

    def answers(self, listed: Mapping[str, frozenset[str]]) -> Answers:
        """Return what was said; `listed` tells the series of an occupation that a table knows."""
        said = self.cleaned_data
        titles = [row.held for row in self.title_rows]
        skills = [
            Skilled(cleaned["level"], cleaned["since"], cleaned["occupation"], listed.get(cleaned["occupation"]))
            for row in self.skill_rows
            if (cleaned := row.cleaned_data).get("level")
        ]
        return Answers(
            said,
            () if said["has_titles"] == NONE else tuple(title for title in titles if title),
            () if said["has_skills"] == NONE else tuple(skills),
            {year: row.hours for year, row in self.credit_rows.items()} if said["with_credits"] else None,
        )

    @property
    def occupations(self) -> list[str]:
        """The occupations that were named."""
        named = (row.cleaned_data.get("occupation", "") for row in self.skill_rows)
        return list(dict.fromkeys(name for name in named if name))


def _rows(data: Mapping[str, Any] | None, name: str) -> int:
    """Return how many rows of a kind to show: as many as the form sent, one more where that was asked for."""
    sent = str((data or {}).get(f"{name}_rows", ""))
    count = int(sent) if sent in _COUNTS else 1
    return min(count + ((data or {}).get("add") == name), MOST_ROWS)
