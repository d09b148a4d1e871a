"""Cases as they stand after filing, made directly: for tests of what bodies do with them."""

import datetime as dt
import itertools
from typing import Any

from accounts.actor import Actor
from accounts.enums import AccountKind, AdminLevel, AgencyKind, Role
from accounts.guardian import grant
from accounts.models import Agency, AgencyOfficer, Region, User
from applicants.enums import Module
from applicants.models import Profile
from employers.enums import EmployerKind, EmployerStage
from employers.models import Employer, EmployerOfficer
from law.identity import make_idcard
from reviews.enums import ENDED_WITHOUT_TITLE, Level, PlanStage, Stage
from reviews.models import Application, Committee, Plan, PlanTitle, Snapshot
from reviews.permissions import WITH_EMPLOYER
from reviews.services import handover
from zcps import clock
from zcps.canonical import digest

_numbers = itertools.count(1)
# An invented number with a valid check digit is not needed here: it only must never be seen.
ID_NUMBER = "330802199003074517"
PHONE = "13905700123"

MATERIALS = [
    {"key": "education", "name": "学历学位证明", "source": "archive", "required": True, "clause": "44号 二(二)"},
    {"key": "statement", "name": "本人述职", "source": "filled", "required": True, "clause": "44号 一(一)2"},
]
EXAMINATION: dict[str, Any] = {
    "outcome": "needs_human",
    "route": "正常评审",
    "rule": "ZP-M-03",
    "ambiguities": [],
    "missing": [],
    "earliest": None,
    "findings": [
        {
            "group": "gate", "id": "G-ONPOST", "clause": "44号 三(一)", "asks": "在职在岗",
            "answer": "met", "because": "在职在岗。",
        },
        {
            "group": "gate", "id": "G-AFFIL", "clause": "44号 一(二)", "asks": "三者一致",
            "answer": "unknown", "because": "未填写。",
        },
        {
            "group": "route", "id": "ZP-M-03", "clause": "44号 二(二)", "asks": "本科，助理级4年以上",
            "answer": "met", "because": "自2018年1月1日至2022年12月31日，满5年。", "route": "正常评审", "steps": [],
        },
    ],
}  # fmt: skip


def region(code: str = "330802", name: str = "柯城区", level: AdminLevel = AdminLevel.COUNTY) -> Region:
    return Region.objects.get_or_create(code=code, defaults={"name": name, "level": level})[0]


def agency(kind: AgencyKind, where: Region | None = None, name: str = "") -> Agency:
    where = where or region()
    name = name or f"{where.name}{AgencyKind(kind).label}"
    return Agency.objects.get_or_create(name=name, defaults={"kind": kind, "level": where.level, "region": where})[0]


def officer(of: Agency, name: str = "") -> Actor:
    number = next(_numbers)
    card = make_idcard("330899", dt.date(1975, 1, 1) + dt.timedelta(days=number // 1000), number % 1000)
    user = User.objects.create_user(f"office-{number}", name or f"经办{number}", AccountKind.OFFICE, id_number=card)
    AgencyOfficer.objects.create(agency=of, user=user, started_on=clock.today())
    grant(user, "act_for_agency", of)
    return Actor(of.role, user, of)


def employer(kind: EmployerKind = EmployerKind.ENTERPRISE, where: Region | None = None, name: str = "") -> Employer:
    number = next(_numbers)
    return Employer.objects.create(
        uscc=f"91330802MA2{number:07d}",
        name=name or f"衢州青瓷工坊{number}有限公司",
        kind=kind,
        region=where or region(),
        legal_representative="张法人",
        stage=EmployerStage.BOUND,
        phone="0570-0000000",
    )


def handler(of: Employer, name: str = "") -> Actor:
    number = next(_numbers)
    user = User.objects.create_user(
        f"{of.uscc}-{number}", name or f"单位经办{number}", AccountKind.LEGAL_PERSON, uscc=of.uscc, legal_name=of.name
    )
    EmployerOfficer.objects.create(
        employer=of, user=user, name=user.name, id_index=f"index-{number}", started_on=clock.today()
    )
    grant(user, "act_for_employer", of)
    return Actor(Role.EMPLOYER, user)


def plan(**changes: Any) -> Plan:
    number = next(_numbers)
    city = region("330800", "衢州市", AdminLevel.CITY)
    fields: dict[str, Any] = {
        "code": f"QZ-2022-{number}",
        "name": "衢州市2022年度工艺美术专业初级、中级专业技术资格评审",
        "year": 2022,
        "series": "工艺美术",
        "specialties": ["陶瓷工艺", "雕塑雕刻工艺"],
        "document_number": "衢经信产融〔2022〕44号",
        "document_title": "关于开展申报工作的通知",
        "rulebook": "QZ-2022-GYMS",
        "stage": PlanStage.PUBLISHED,
        "office": agency(AgencyKind.COMMITTEE_OFFICE, city),
        "hr_bureau": agency(AgencyKind.HR_BUREAU, city),
        "region": city,
        "filing_opens": "2022-08-22T00:00:00+08:00",
        "filing_closes": "2022-09-11T00:00:00+08:00",
        "employer_closes": "2022-09-21T00:00:00+08:00",
        "cutoff": "2022-12-31",
        "route": [
            {"kind": "industry_bureau", "label": "县（市、区）经信部门", "closes": "2022-10-01T00:00:00+08:00"},
            {"kind": "hr_bureau", "label": "县（市、区）人力社保部门", "closes": "2022-10-01T00:00:00+08:00"},
        ],
        "materials": MATERIALS,
        "public_fields": ["name", "employer", "title", "level", "specialty", "way", "education", "achievements"],
        "watermark": "浙江省专业技术任职资格申报与评审管理平台",
        "paper_copies": 2,
        "stamp_chain": ["用人单位", "主管部门"],
        "paper_receiver": "衢州市经信局产业融合处",
        "fee": "不收费",
        "contact": "衢州市经信局产业融合处",
        "created_at": clock.now(),
        **changes,
    }
    for office in ("industry_bureau", "hr_bureau"):
        agency(AgencyKind(office))
    made = Plan.objects.create(**fields)
    made.refresh_from_db()
    return made


def title(of: Plan, name: str = "工艺美术师", level: Level = Level.INTERMEDIATE) -> PlanTitle:
    office = of.office
    supervisor = agency(AgencyKind.SUPERVISION, of.region)
    board, _ = Committee.objects.get_or_create(
        name="衢州市工艺美术中级专业技术职务评审委员会",
        defaults={
            "level": level, "office": office, "founding_body": office,
            "hr_bureau": of.hr_bureau, "supervisor": supervisor,
        },
    )  # fmt: skip
    return PlanTitle.objects.get_or_create(plan=of, name=name, defaults={"level": level, "committee": board})[0]


def applicant(of: Employer, name: str = "") -> Profile:
    number = next(_numbers)
    user = User.objects.create_user(
        f"person-{number}", name or f"申报人{number}", AccountKind.PERSONAL, id_number=ID_NUMBER, phone=PHONE
    )
    return Profile.objects.create(user=user, employer=of)


def record(number: int, module: str, title: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": number,
        "version": 1,
        "module": module,
        "module_label": Module(module).label,
        "title": title,
        "started": fields.get("started", "2020-05"),
        "ended": "",
        "data": {},
        "fields": [["名称", title], ["开始时间", "2020年5月"]],
        "evidence": fields.get("evidence", []),
        "verified_at": "2022-08-22T10:00:00+08:00",
    }


def content(**changes: Any) -> dict[str, Any]:
    """As reviews/services/snapshots.py freezes it; with a number where somebody might have typed one, not shown."""
    profile = {
        "name": "叶知秋", "id_type": "身份证", "id_masked": "330***********4517", "gender": "女",
        "born_on": "1990-03-07",
        "employer": "衢州青瓷工坊有限公司", "employer_region": "柯城区", "post": "设计师", "craft": "陶瓷工艺",
        "employment": "劳动合同", "education": "本科", "current_title": "助理工艺美术师",
        "current_title_on": "2018-01-01",
        "political_status": "群众", "ethnicity": "汉族", "work_started_on": "2014-07-01", "photo": "",
    }  # fmt: skip
    return {
        "schema": 1,
        "application": {
            "title": "工艺美术师",
            "level": "intermediate",
            "level_label": "中级",
            "specialty": "陶瓷工艺",
            "way": "正常评审",
        },
        "profile": profile,
        "education": [record(1, "education", "中国美术学院")],
        "work": [record(2, "work", "衢州青瓷工坊有限公司")],
        "titles": [record(3, "title_held", "助理工艺美术师")],
        "appointments": [],
        "assessments": [],
        "achievements": {"before": [], "after": [record(4, "award", "青瓷《江郎》")]},
        "papers": [record(5, "paper", "婺州窑釉色研究")],
        "others": [],
        "credits": {"2022": {"general_public": 9, "industry_public": 9, "professional": 60, "total": 78}},
        "statement": f"本人从事陶瓷设计，电话{PHONE}。",
        "answers": [{"path": "person.on_post", "question": "是否在职在岗", "answer": "是", "clause": "44号 三(一)"}],
        "commitment": {"id": 1, "sha256": "0" * 64, "signed_at": "2022-08-25T09:00:00+08:00"},
        **changes,
    }


def content_of(made: Application) -> dict[str, Any]:
    frozen = content()
    frozen["profile"] |= {"name": made.applicant.user.name, "employer": made.employer.name if made.employer else ""}
    return frozen


def case(
    stage: Stage = Stage.EMPLOYER_REVIEW,
    *,
    under: Plan | None = None,
    of: Employer | None = None,
    name: str = "",
    leg: int = 0,
    **changes: Any,
) -> Application:
    """Return a filed case in a stage, held by whom the stage belongs to, with the deadline that belongs to it."""
    under, of = under or plan(), of or employer()
    made = Application.objects.create(
        plan=under,
        applicant=applicant(of, name),
        title=title(under),
        specialty="陶瓷工艺",
        employer=of,
        entered_at=clock.now(),
        created_at=clock.now(),
        filed_at=clock.now(),
    )
    made.snapshot = snapshot(
        made, changes.pop("content", None) or content_of(made), changes.pop("examination", EXAMINATION)
    )
    _place(made, stage, leg)
    for field, value in changes.items():
        setattr(made, field, value)
    made.save()
    return Application.objects.get(pk=made.pk)


def snapshot(
    of: Application, frozen: dict[str, Any] | None = None, examination: dict[str, Any] | None = None
) -> Snapshot:
    number, said = next(_numbers), frozen or content()
    return Snapshot.objects.create(
        application=of,
        version=of.snapshots.count() + 1,
        content=said,
        sha256=digest(said),
        short_code=f"ABCD{number:06d}",
        examination=examination or EXAMINATION,
        frozen_at=clock.now(),
    )


def _place(made: Application, stage: Stage, leg: int) -> None:
    if stage == Stage.DRAFT:
        handover.to_applicant(made, made.plan.filing_closes)
    elif stage in WITH_EMPLOYER:
        handover.to_employer(made, stage)
    elif stage == Stage.RECOMMENDATION:
        handover.to_leg(made, leg)
    elif stage == Stage.APPROVAL:
        handover.to_hr_bureau(made)
    elif stage in ENDED_WITHOUT_TITLE:
        handover.to_nobody(made, stage)
    else:
        handover.to_office(made, stage)


def holder(of: Application) -> Actor:
    """Return a new officer of whoever has to act on the case."""
    if of.stage in WITH_EMPLOYER and of.employer:
        return handler(of.employer)
    assert of.holder is not None
    return officer(of.holder)
