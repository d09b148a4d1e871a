"""What stands in the navigation for each role."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.actor import PUBLIC
from accounts.enums import Role


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation."""

    label: str
    url: str
    active: bool
    count: int = 0


_PUBLIC = (
    ("首页", "home"),
    ("资格自测", "self_check"),
    ("申报计划", "plans"),
    ("公示公告", "publicities"),
    ("评审委员会", "committees"),
    ("对照表", "tables"),
    ("证书查验", "verify"),
    ("帮助", "help"),
)
_APPLICANT = (
    ("我的申报", "my_applications"),
    ("资格自测", "self_check"),
    ("业绩档案", "archive"),
    ("继续教育", "credits"),
    ("个人信息", "profile"),
)
_EMPLOYER = (
    ("单位工作台", "employer_home"),
    ("档案审核", "records_to_verify"),
    ("申报审核", "worklist"),
    ("公示", "office_publicities"),
    ("岗位信息", "post_table"),
    ("单位信息", "employer_register"),
    ("经办人", "employer_officers"),
)
_HR_BUREAU = (
    ("待办申报", "worklist"),
    ("单位注册审核", "employer_registrations"),
    ("岗位信息确认", "post_tables"),
    ("岗位使用核查", "post_checks"),
    ("自主评聘单位", "self_appointing_units"),
    ("会议备案与核准", "meetings"),
    ("公示", "office_publicities"),
    ("评审委员会管理", "office_committees"),
    ("专家库", "experts"),
    ("利害关系", "conflicts"),
    ("评审结果备案", "result_filings"),
    ("证书更正", "certificate_corrections"),
    ("复查申请", "complaints"),
    ("歧义核定", "decisions"),
    ("诚信记录", "integrity_records"),
    ("申报计划", "office_plans"),
    ("对照表维护", "office_tables"),
    ("节假日安排", "office_calendar"),
    ("监督预警", "supervision"),
    ("抽查复审", "spot_checks"),
    ("评审统计", "seasons"),
    ("档案填报比例", "archive_ratios"),
    ("机构账号", "office_accounts"),
    ("运行监测", "watch"),
)
_OFFICE = (
    ("待办申报", "worklist"),
    ("公示", "office_publicities"),
    ("评审会议", "meetings"),
    ("评审结果备案", "result_filings"),
    ("专家库", "experts"),
    ("利害关系", "conflicts"),
    ("评审统计", "seasons"),
    ("抽查反馈", "spot_checks"),
    ("证书更正", "certificate_corrections"),
    ("歧义核定", "decisions"),
    ("申报计划", "office_plans"),
)
_SUPERVISION = (
    ("监督预警", "supervision"),
    ("抽查复审", "spot_checks"),
    ("评审统计", "seasons"),
    ("会议与抽取", "meetings"),
    ("专家库", "experts"),
    ("利害关系", "conflicts"),
    ("全部申报", "all_cases"),
    ("公示", "office_publicities"),
    ("档案填报比例", "archive_ratios"),
    ("歧义核定", "decisions"),
    ("运行监测", "watch"),
)
ENTRIES: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.PUBLIC: _PUBLIC,
    Role.APPLICANT: _APPLICANT,
    Role.EMPLOYER: _EMPLOYER,
    Role.INDUSTRY_BUREAU: (("待办申报", "worklist"), ("评审结果备案", "result_filings")),
    Role.HR_BUREAU: _HR_BUREAU,
    Role.COMPETENT_DEPARTMENT: (
        ("待办申报", "worklist"),
        ("评审结果备案", "result_filings"),
        ("统筹岗位签署", "posts_to_sign"),
    ),
    Role.PERSONNEL_AGENCY: (("待办申报", "worklist"),),
    Role.RECEIVING_POINT: (("待办申报", "worklist"),),
    Role.COMMITTEE_OFFICE: _OFFICE,
    Role.FOUNDING_BODY: (("评审会议", "meetings"), ("评审结果备案", "result_filings")),
    Role.SUPERVISION: _SUPERVISION,
    Role.REGISTRAR: (("学时认定", "credit_entries"), ("批量导入", "credit_imports")),
    Role.EXPERT: (("我的评审会议", "meetings"), ("我的专家信息", "expert_self"), ("入库凭证", "draw_proofs")),
}


def menu(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation of the actor's role (context processor)."""
    role = getattr(request, "actor", PUBLIC).role
    return {"menu": [_entry(request, label, name) for label, name in ENTRIES.get(role, ())]}


def _entry(request: HttpRequest, label: str, name: str) -> Entry:
    url = reverse(name)
    here = request.path == url if url == "/" else request.path.startswith(url)
    return Entry(label, url, here)
