"""The forms of a plan's sections: everything that a notice sets, and the rows that some sections have besides."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.enums import AgencyKind
from accounts.forms.words import Words
from accounts.models import Agency, Region
from law.credit_sources import credit_sources
from reviews.enums import (
    ArchiveMode,
    CreditProof,
    Determiner,
    EntrustingBody,
    InspectionKind,
    Inspector,
    IntegrityClock,
    LeadUnit,
    PlanKind,
    PostSource,
    PublicityKind,
    RevoteRule,
    RollPolicy,
    VoteScope,
)
from reviews.forms.plan_fields import LinesField, choice, day, number, several, text, ticked
from reviews.forms.plan_rows import CitedRow, ContactRow, LegRow, MaterialRow, NoticeRow, RowForm, StandardRow, TitleRow
from reviews.models import Plan
from reviews.plan_dates import DATES, DEADLINES, deadline_of, named_day, opening_of
from reviews.publicity_fields import FIELDS
from reviews.selectors.plan_terms import TALLIES

DUTIES = ("真实性", "准确性", "完整性")


class SectionForm(forms.Form):
    """A section of a plan; its fields are named as the plan's."""

    use_required_attribute = False
    wide: tuple[str, ...] = ()

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        """Take the plan that it is of; it begins with what that says."""
        super().__init__(*args, **{**kwargs, "initial": kwargs.get("initial") or self.shown(plan)})
        self.plan = plan

    @classmethod
    def shown(cls, plan: Plan) -> dict[str, Any]:
        """Return the values with which the form begins."""
        return {name: getattr(plan, name) for name in cls.base_fields if hasattr(plan, name)}

    def terms(self) -> dict[str, Any]:
        """Return what the plan keeps; a number that is left empty stays what it was."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class IdentityForm(SectionForm):
    """What the plan is called, for whom it is, and the notice that announces it."""

    name = text("计划名称", 120)
    year = number("年度", 2000, 2100)
    kind = choice("类别", PlanKind.choices)
    region = forms.ModelChoiceField(
        Region.objects.all(), label="适用范围", error_messages={"required": "请选择适用范围。"}
    )
    series = text("系列", 40, "如：工艺美术")
    determined_by = choice("初定机关", Determiner.choices, "类别为初定的填写：由谁审核决定；公告没有写明的须确认")
    exam_series = LinesField(
        label="以考代评、不再初定的系列",
        help_text="类别为初定的填写，每行一项；属于这些系列的不能初定，须参加考试（衢市人社专〔2021〕61号 二(三)）",
    )
    document_number = text("公告文号", 60, "本公告自己的文号；更正公告填写更正公告的文号")
    document_title = text("公告标题", 160)
    specialties = LinesField(label="专业", rows=5, help_text="每行一项，也可以用“、”分开")
    audience = text("申报对象", 2000, "哪些人可以申报、按什么关系申报", rows=4)
    correction_reason = text("更正理由", 2000, "公布给申报人：为什么更正、更正了什么", rows=3)
    wide = ("name", "document_title", "determined_by", "exam_series", "specialties", "audience", "correction_reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.plan.corrects_id is None:
            del self.fields["correction_reason"]

    def clean_determined_by(self) -> str:
        """What is not chosen stays as it was."""
        return str(self.cleaned_data["determined_by"] or self.plan.determined_by)


class RouteForm(SectionForm):
    """What whoever recommends does besides examining the materials; the bodies are its rows."""

    inspection_kinds = several(
        "考察测评环节",
        InspectionKind.choices,
        "公告要求实地考察、民主测评的选择；没有记录的，不能推荐（衢市人社专〔2021〕61号 三(一)）",
    )
    inspected_by = choice("考察测评组织机构", Inspector.choices, "该机构不在申报人办理路径上的，由用人单位组织")
    wide = ("inspection_kinds",)

    def terms(self) -> dict[str, Any]:
        """Return what the plan keeps; where no body was chosen it stays the one before."""
        return {**super().terms(), "inspected_by": self.cleaned_data["inspected_by"] or self.plan.inspected_by}


class TemplateForm(SectionForm):
    """A section whose rows are everything."""


class DeadlinesForm(SectionForm):
    """The dates; a deadline ends at 24:00 of its day, which a holiday may move where the plan says so."""

    filing_opens = day(DATES["filing_opens"])
    cutoff = day(DATES["cutoff"], "任职年限和专业工作年限算到哪一天，须与规则一致")
    filing_closes = day(DATES["filing_closes"])
    filing_text = text("个人申报时间说明", 60, "公告没有写明日期的，照录公告文字；平台仍按上面的日期办理")
    employer_closes = day(DATES["employer_closes"])
    employer_text = text("单位推荐时间说明", 60)
    paper_closes = day(DATES["paper_closes"], "不收纸质材料或未定的，可以不填")
    paper_text = text("纸质材料时间说明", 60)
    meeting_text = text("预计评审时间", 60, "如：9—10月")
    roll_policy = forms.ChoiceField(
        label="截止日遇假日",
        choices=RollPolicy.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="选择顺延的，平台按最近一次放假通知计算实际截止日并在公告页写明",
    )
    wide = ("roll_policy",)
    _TEXTS = ("filing", "employer", "paper", "meeting")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, why in self.plan.unconfirmed.items():
            if why == "copied":
                self.fields[f"confirm_{field}"] = ticked(f"{DATES[field]}已核对")

    @classmethod
    def shown(cls, plan: Plan) -> dict[str, Any]:
        """Show the days that the notice names; those that nobody has given are empty."""
        days = {field: None if plan.unconfirmed.get(field) == "unset" else named_day(plan, field) for field in DATES}
        texts = {f"{stage}_text": plan.deadline_texts.get(stage, "") for stage in cls._TEXTS}
        return {**days, **texts, "roll_policy": plan.roll_policy}

    def terms(self) -> dict[str, Any]:
        """Return moments, the days that were moved, and what still has to be confirmed."""
        found, policy = self.cleaned_data, self.cleaned_data["roll_policy"] or self.plan.roll_policy
        terms: dict[str, Any] = {"roll_policy": policy, "named_days": {}, "unconfirmed": {}}
        terms["deadline_texts"] = {s: found[f"{s}_text"] for s in self._TEXTS if found[f"{s}_text"]}
        for field in DATES:
            self._keep(terms, field, found[field], policy)
        return terms

    def _keep(self, terms: dict[str, Any], field: str, named: dt.date | None, policy: str) -> None:
        why = self.plan.unconfirmed.get(field, "")
        if named is None:
            # The plan needs a moment in its row; one that was taken out waits to be given again.
            terms |= {"paper_closes": None} if field == "paper_closes" else {}
            terms["unconfirmed"] |= {} if field == "paper_closes" else {field: "unset"}
            return
        if field in DEADLINES:
            terms[field], moved_from = deadline_of(named, policy)
            terms["named_days"] |= {field: moved_from} if moved_from else {}
        else:
            terms[field] = opening_of(named) if field == "filing_opens" else named
        is_same = named == named_day(self.plan, field)
        if why == "copied" and is_same and not self.cleaned_data.get(f"confirm_{field}"):
            terms["unconfirmed"][field] = why


class PaperForm(SectionForm):
    """The form on paper."""

    form_name = text("评审表名称", 60, "照公告的写法，不加书名号")
    watermark = text("水印文字", 60, "照公告的写法；可以与平台名称不同")
    paper_copies = number("份数", 0, 20, "不收纸质材料的填 0")
    stamp_chain = LinesField(label="盖章单位", help_text="按先后顺序，每行一个")
    paper_receiver = text("报送处", 80)
    paper_address = text("报送地址", 160)
    archive_mode = choice("评审表归档", ArchiveMode.choices)
    wide = ("stamp_chain", "paper_address")


class PublicityForm(SectionForm):
    """Publicities, ballot, time limits, what the result leads to."""

    publicity_kinds = several("公示环节", PublicityKind.choices)
    publicity_days = number("公示工作日", 5, 60)
    count_start_day = ticked("公示首日计入公示期", "公告没有写明的不勾选：首日不计入，公示期不会少于公告要求（AMB-36）")
    public_fields = several("公示内容", [(key, name) for key, (name, _) in FIELDS.items()])
    employer_fields = several(
        "单位公示另列",
        [(key, name) for key, (name, _) in FIELDS.items()],
        "只在单位公示中显示，如业绩材料（杭州市2020年工艺美术中级职称评审通知 附件2 四）",
    )
    objection_days = number("异议答复期限（工作日）", 1, 60, "通知没有写明期限，由计划确定")
    names_stay_days = number("公示期满后名单保留（自然日）", 0, 90, "填 0 的，期满后名单即不再公开")
    anonymous_objections = ticked("接受匿名异议", "勾选的，匿名异议仍须写明具体事实并附佐证材料")
    needs_confirmation_sheet = ticked("要求公示确认表", "勾选的，单位填写公示确认表后才能提交推荐意见")
    tally_base = choice("表决基数", list(TALLIES.items()))
    vote_scope = choice(
        "表决范围",
        VoteScope.choices,
        "高技能人才可以单独评审（衢市人社专〔2023〕23号 二）；其他各组分别表决，通知没有规定，公告写明的才选择",
    )
    quorum_numerator = number("法定到会比例的分子", 1, 100, "到会专家占执行委员会人数的比例，不足的不能开会、不能表决")
    quorum_denominator = number("法定到会比例的分母", 1, 100)
    revote_rule = choice(
        "再次表决",
        RevoteRule.choices,
        "同意票达到三分之二以上为通过（衢市人社专〔2021〕61号 一(四)）；通知没有规定再次表决，公告写明的才选择",
    )
    revote_margin = number("再次表决所差票数上限", 1, 10, "仅在选择“所差票数不多”时使用：差几票以内可以再次表决")
    filing_lead_days = number("评前备案提前日数", 0, 60, "会议召开前多少日报送备案（衢市人社专〔2021〕61号 一(三)）")
    filing_lead_unit = choice(
        "提前日数的单位", LeadUnit.choices, "“一周前”是 7 个自然日还是 5 个工作日，通知没有写明（AMB-34）"
    )
    correction_days = number("补正期限（工作日）", 1, 60)
    result_publisher = text("结果公布单位", 120)
    issues_certificate = ticked("颁发电子证书", "不勾选的，由评委会出具书面证明，不签发电子证书")
    wide = (
        "publicity_kinds",
        "count_start_day",
        "public_fields",
        "employer_fields",
        "anonymous_objections",
        "needs_confirmation_sheet",
        "issues_certificate",
    )

    def clean_vote_scope(self) -> str:
        """What is not chosen stays as it was."""
        return str(self.cleaned_data["vote_scope"] or self.plan.vote_scope)

    def clean_revote_rule(self) -> str:
        """What is not chosen stays as it was."""
        return str(self.cleaned_data["revote_rule"] or self.plan.revote_rule)


class ResultsForm(SectionForm):
    """Who announces, how long names are shown, within what time decisions are answered, records of dishonesty."""

    co_publisher = forms.ModelChoiceField(
        Agency.objects.none(),
        label="联合公布单位",
        required=False,
        empty_label="没有，由人力社保部门公布",
        help_text="与人力社保部门联合公布结果的单位，核准前须经其会签（浙经信消费〔2022〕203号 四(五)）",
        error_messages={"invalid_choice": "联合公布单位请从列表中选择。"},
    )
    needs_recommendation = ticked(
        "须经下级评委会推荐", "勾选的，没有下级评委会推荐函的不能提交（浙经信消费〔2022〕203号 四(二)）"
    )
    entrusting_bodies = several(
        "委托评审函出具机构",
        EntrustingBody.choices,
        "外来人员的委托评审函由谁出具有效（衢市人社专〔2021〕61号 二(一)；浙经信消费〔2022〕203号 一2）",
    )
    proof_bodies = several(
        "只出具证明的委托机构",
        EntrustingBody.choices,
        "由其委托的人员评审通过后只出具证明，不发文公布、不颁发证书（浙经信消费〔2022〕203号 四(五)）",
    )
    result_shown_days = number("公布名单显示日数", 0, 3650, "公布后网页显示名单多少日；填 0 的长期显示")
    complaint_days = number("申请复查期限（工作日）", 1, 120, "收到决定后多少个工作日内可以申请复查；通知没有写明")
    hearing_days = number("陈述申辩期限（工作日）", 1, 60, "告知拟撤销职称后，本人多少个工作日内可以陈述申辩")
    integrity_years = number("诚信记录年数", 1, 10, "职称评审诚信档案库的记录期限（衢经信产融〔2022〕44号 三(二)）")
    credit_years = number("公共信用信息保存年数", 1, 10, "浙江省公共信用信息管理条例 第十六条")
    integrity_clock = choice(
        "申报时核对的诚信期限", IntegrityClock.choices, "期限内的申报人转由人工审核（AMB-23），不自动拒绝"
    )
    wide = ("co_publisher", "needs_recommendation", "entrusting_bodies", "proof_bodies", "integrity_clock")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (AgencyKind.INDUSTRY_BUREAU, AgencyKind.COMPETENT_DEPARTMENT, AgencyKind.FOUNDING_BODY)
        offices = Agency.objects.filter(kind__in=kinds, level=self.plan.hr_bureau.level).order_by("name")
        self.fields["co_publisher"].queryset = offices  # type: ignore[attr-defined]  # the stubs know a plain Field

    def terms(self) -> dict[str, Any]:
        """Return what the plan keeps; no other publisher is an answer too."""
        kept = {"co_publisher": self.cleaned_data["co_publisher"]}
        return {name: value for name, value in super().terms().items() if value != ""} | kept


class PolicyForm(SectionForm):
    """Credits, posts, fee, what the employer and the applicant answer for."""

    credit_sources = several("学时来源", [(key, each.name) for key, each in credit_sources().items()])
    credit_proof = choice("学时证明", CreditProof.choices)
    post_source = choice("岗位核定", PostSource.choices, "事业单位人员申报时，岗位在哪里核定")
    fee = text("收费说明", 160)
    archive_ratio = text("业绩档案填报要求", 120, "如：新填报人数与申报人数的比例达到5:1以上")
    employer_duties = several("单位对申报材料承担的责任", [(duty, duty) for duty in DUTIES], "不选的，三项都要确认")
    commitment_text = text("申报人承诺内容", 2000, "不填的，使用平台的承诺文本；后果条款和校验值始终保留", rows=4)
    wide = ("credit_sources", "employer_duties", "commitment_text", "archive_ratio")


class ContactsForm(SectionForm):
    """The office that answers for the plan."""

    contact = text("联系处室", 120, "写在通知和逾期提示中", is_address=True)
    wide = ("contact",)


@dataclass(frozen=True)
class SectionSpec:
    """The forms of a section: its fields, its rows with the plan's field that keeps them, and their word."""

    form: type[SectionForm]
    row: type[RowForm] | None = None
    field: str = ""
    word: str = ""


SPECS: dict[str, SectionSpec] = {
    "identity": SectionSpec(IdentityForm),
    "titles": SectionSpec(TemplateForm, TitleRow, "titles", "申报资格"),
    "route": SectionSpec(RouteForm, LegRow, "route", "机构"),
    "deadlines": SectionSpec(DeadlinesForm),
    "materials": SectionSpec(TemplateForm, MaterialRow, "materials", "材料"),
    "paper": SectionSpec(PaperForm),
    "publicity": SectionSpec(PublicityForm),
    "scoring": SectionSpec(TemplateForm, StandardRow, "scoring", "部分"),
    "results": SectionSpec(ResultsForm),
    "policy": SectionSpec(PolicyForm),
    "contacts": SectionSpec(ContactsForm, ContactRow, "contacts", "联系方式"),
    "documents": SectionSpec(TemplateForm, CitedRow, "cited_documents", "依据文件"),
    "notice": SectionSpec(TemplateForm, NoticeRow, "sections", "公告部分"),
}


class AttachmentForm(forms.Form):
    """A file of the notice, and how it is called there."""

    use_required_attribute = False
    name = Words(label="附件名称", max_length=120, error_messages={"required": "请填写附件名称。"})
    file = forms.FileField(label="文件", error_messages={"required": "请选择文件。", "empty": "文件是空的，请重选。"})


class SettleForm(forms.Form):
    """Why a warning is accepted as it stands."""

    use_required_attribute = False
    key = forms.CharField(widget=forms.HiddenInput)
    reason = Words(
        label="确认理由",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "请写明为什么按现状发布，人力社保部门审核时会看到。",
            "max_length": "理由不能超过 500 字，请精简。",
        },
    )


def rows_in(plan: Plan, spec: SectionSpec) -> list[dict[str, Any]]:
    """Return the rows of a section as they are stored."""
    if spec.field == "titles":
        names = ("name", "level", "mode", "scope")
        return [
            {**{n: getattr(title, n) for n in names}, "committee": title.committee_id} for title in plan.titles.all()
        ]
    rows: list[dict[str, Any]] = getattr(plan, spec.field) if spec.field else []
    return rows
