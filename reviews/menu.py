"""What stands in the navigation for each role."""

from collections.abc import Iterator
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


@dataclass(frozen=True)
class Group:
    """Entries of one subject under a word of their own, where a menu has more of them than a line holds."""

    label: str
    entries: list[Entry]

    @property
    def active(self) -> bool:
        """Whether the page belongs to one of its entries."""
        return any(entry.active for entry in self.entries)


# A menu with more entries than this is shown by subjects.
MOST_IN_A_LINE = 12
# The subjects; what is named in none of them, or stands alone in one, stands by itself.
GROUPS: dict[str, tuple[str, ...]] = {
    "单位与岗位": ("employer_registrations", "post_tables", "post_checks", "self_appointing_units"),
    "会议与专家": ("meetings", "office_committees", "experts", "conflicts"),
    "结果与证书": (
        "determinations",
        "result_filings",
        "recommendations",
        "entrustments",
        "entrusted_replies",
        "allowances",
        "certificate_corrections",
    ),
    "复核与诚信": ("complaints", "decisions", "integrity_records"),
    "计划与规则": ("office_plans", "inquiries", "office_tables", "office_calendar"),
    "监督与统计": ("supervision", "spot_checks", "seasons", "archive_ratios"),
    "平台管理": ("office_accounts", "partners", "persons", "watch"),
}
_GROUP_OF = {name: label for label, names in GROUPS.items() for name in names}

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
    ("委托市外评审", "my_entrustments"),
    ("个人信息", "profile"),
)
_EMPLOYER = (
    ("单位工作台", "employer_home"),
    ("档案审核", "records_to_verify"),
    ("申报审核", "worklist"),
    ("公示", "office_publicities"),
    ("岗位信息", "post_table"),
    ("委托市外评审", "entrustments"),
    ("人才津贴", "allowances"),
    ("单位信息", "employer_register"),
    ("经办人", "employer_officers"),
)
# An industry bureau may be the department of an employer as well.
_DEPARTMENT = (
    ("待办申报", "worklist"),
    ("评审结果备案", "result_filings"),
    ("统筹岗位签署", "posts_to_sign"),
    ("委托市外评审", "entrustments"),
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
    ("职称初定", "determinations"),
    ("评审结果备案", "result_filings"),
    ("推荐上报", "recommendations"),
    ("委托市外评审", "entrustments"),
    ("委托结果送达", "entrusted_replies"),
    ("人才津贴", "allowances"),
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
    ("数据共享", "partners"),
    ("人员身份信息", "persons"),
    ("运行监测", "watch"),
    ("政策咨询", "inquiries"),
)
_OFFICE = (
    ("待办申报", "worklist"),
    ("公示", "office_publicities"),
    ("评审会议", "meetings"),
    ("职称初定", "determinations"),
    ("评审结果备案", "result_filings"),
    ("推荐上报", "recommendations"),
    ("委托结果送达", "entrusted_replies"),
    ("专家库", "experts"),
    ("利害关系", "conflicts"),
    ("评审统计", "seasons"),
    ("抽查反馈", "spot_checks"),
    ("证书更正", "certificate_corrections"),
    ("歧义核定", "decisions"),
    ("申报计划", "office_plans"),
    ("政策咨询", "inquiries"),
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
    Role.HR_BUREAU: _HR_BUREAU,
    Role.INDUSTRY_BUREAU: _DEPARTMENT,
    Role.COMPETENT_DEPARTMENT: _DEPARTMENT,
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
    return {"menu": menu_of(role, request.path)}


def menu_of(role: Role, path: str) -> list[Entry | Group]:
    """Return a role's entries, by subjects where they are many; the one to which the page at this address belongs."""
    named = [(label, name, reverse(name)) for label, name in ENTRIES.get(role, ())]
    here = _here(path, [url for _, _, url in named])
    entries = {name: Entry(label, url, url == here) for label, name, url in named}
    if len(entries) <= MOST_IN_A_LINE:
        return list(entries.values())
    return list(_by_subject(entries))


def _here(path: str, urls: list[str]) -> str:
    """The longest address that the page's begins with: /posts/checks/ is not also /posts/; everything is below /."""
    below = (url for url in urls if path == url or (url != "/" and path.startswith(url)))
    return max(below, key=len, default="")


def _by_subject(entries: dict[str, Entry]) -> Iterator[Entry | Group]:
    """Yield the entries in their order, those of one subject together where the first of them stands."""
    together: dict[str, list[Entry]] = {}
    for name, entry in entries.items():
        together.setdefault(_GROUP_OF.get(name, name), []).append(entry)
    for label, found in together.items():
        yield Group(label, found) if len(found) > 1 else found[0]
