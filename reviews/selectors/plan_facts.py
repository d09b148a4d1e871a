"""What a plan says beside its conditions, days, route and materials: for whom, who answers, what becomes of it."""

from reviews.aliases import EXAM_CLAUSE
from reviews.enums import EntrustingBody, InspectionKind
from reviews.models import Plan
from reviews.publicity_fields import FIELDS
from reviews.rulebooks import book_of
from reviews.selectors.plan_terms import source_name
from zcps.templatetags.chinese import cn_close, cn_date


def facts_of_plan(plan: Plan) -> list[tuple[str, str]]:
    """Return what is told on the plan's page as pairs; what the notice does not say is left out."""
    pairs = [
        ("申报系列", plan.series),
        ("申报专业", "、".join(plan.specialties)),
        ("申报对象", plan.audience),
        ("适用范围", plan.region.name),
        ("对象范围", "；".join(f"{title.name}：{title.get_scope_display()}" for title in plan.titles.all())),
        ("单位责任", f"对申报材料的{'、'.join(plan.employer_duties)}负责" if plan.employer_duties else ""),
        ("考察测评", _inspections(plan)),
        ("学时证明", _credits(plan)),
        ("岗位核定", plan.get_post_source_display()),
        ("业绩档案填报", plan.archive_ratio),
        ("收费", plan.fee),
        ("初定机关", plan.determiner.name if plan.is_initial else ""),
        ("不再初定的系列", _exam_series(plan)),
        ("承办机构" if plan.is_initial else "评委会办公室", plan.office.name),
        ("委托评审函", _entrusting(plan)),
        ("申报前提", "须经下级评委会推荐，持推荐函申报" if plan.needs_recommendation else ""),
        ("联系处室", _contacts(plan)),
        ("公示内容", "、".join(FIELDS[key][0] for key in plan.public_fields)),
        ("单位公示另列", "、".join(FIELDS[key][0] for key in plan.employer_fields)),
        ("异议", _objections(plan)),
        ("结果公布", _result(plan)),
        ("评审表归档", plan.get_archive_mode_display()),
    ]
    return [(label, text) for label, text in pairs if text]


def _exam_series(plan: Plan) -> str:
    if not plan.is_initial or not plan.exam_series:
        return ""
    return f"{'、'.join(plan.exam_series)}等以考代评，须参加国家或省统一考试取得职称（{EXAM_CLAUSE}）"


def _objections(plan: Plan) -> str:
    names = "可以匿名提出，须附佐证材料" if plan.anonymous_objections else "须署名并留下联系方式"
    return f"公示期内提出，{names}；受理单位在 {plan.objection_days} 个工作日内答复"


def paper_of(plan: Plan) -> str:
    """Say where the paper goes and until when, as far as the plan says it."""
    where = f"送{plan.paper_receiver}" + (f"（{plan.paper_address}）" if plan.paper_address else "")
    return where + (f"，{cn_close(plan.paper_closes)}前送达，逾期不再受理" if plan.paper_closes else "")


def cutoff_of(plan: Plan) -> str:
    """Say to which day service is counted, and where the notice does not say it (AMB-18)."""
    cutoff = book_of(plan).cutoff
    if cutoff.day is None:
        return "公告未写年限的计算截止日，按申报之日计算；与按当年12月31日计算结论不同的，由人工核定。"
    remark = "（公告未写，由评委会办公室确定）" if cutoff.assumed else ""
    return f"任职年限和专业工作年限截止到{cn_date(plan.cutoff)}计算{remark}。"


def _inspections(plan: Plan) -> str:
    kinds = "、".join(str(InspectionKind(kind).label) for kind in plan.inspection_kinds)
    return f"推荐前由{plan.get_inspected_by_display()}组织{kinds}" if kinds else ""


def _credits(plan: Plan) -> str:
    names = "；".join(source_name(key) for key in plan.credit_sources)
    return f"{plan.get_credit_proof_display()}（{names}）" if names else ""


def _contacts(plan: Plan) -> str:
    named = [f"{row['office']}（{row['matter']}）{row.get('phone', '')}".strip() for row in plan.contacts]
    return "；".join(named) or plan.contact


def _bodies(kinds: list[str]) -> str:
    return "、".join(str(EntrustingBody(kind).label) for kind in kinds)


def _entrusting(plan: Plan) -> str:
    """Who may entrust the review of its people; where all may, the notice says nothing of it."""
    is_limited = 0 < len(plan.entrusting_bodies) < len(EntrustingBody)
    return f"由人事关系所在的{_bodies(plan.entrusting_bodies)}出具" if is_limited else ""


def _result(plan: Plan) -> str:
    paper = "颁发电子证书" if plan.issues_certificate else "出具评审结果证明，不颁发电子证书"
    if plan.issues_certificate and plan.proof_bodies:
        paper += f"；由{_bodies(plan.proof_bodies)}委托的人员只出具证明，不发文公布"
    together = f"{plan.hr_bureau.name}、{plan.co_publisher.name}联合公布" if plan.co_publisher else ""
    return f"{together or plan.result_publisher or plan.hr_bureau.name}，{paper}"
