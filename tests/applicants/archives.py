"""Profiles and archives for tests.

make_profile(user, employer) → complete enough to submit records; make_hr(employer) → an officer; make_file(owner);
make_record(profile, module, **data) → a complete draft with evidence; submit_all(profile), verify_all(profile).
Columns (title, started, ended) and data fields may both be given to make_record.
"""

import datetime as dt
import hashlib
import itertools

from django.core.files.base import ContentFile

from accounts.actor import Actor
from accounts.enums import AccountKind, Role
from accounts.guardian import grant
from accounts.models import StoredFile, User
from accounts.steps.base import perform
from applicants.enums import EmploymentKind, Module, RecordStage
from applicants.models import ArchiveRecord, Evidence, Profile
from applicants.modules import MODULES, values_of
from applicants.services.profiles import own_profile, save_profile
from applicants.services.records import save_fields, start_record
from applicants.steps.submit_record import submit_record
from applicants.steps.verify_record import verify_record
from employers.models import Employer, EmployerOfficer
from zcps import clock

_count = itertools.count(1)
COMPLETE: dict[Module, dict] = {
    Module.EDUCATION: {
        "title": "某某工艺美术学院", "ended": "2012-06-30", "level": "本科", "place": "国内", "mode": "全日制",
        "major": "雕塑", "related": True,
    },
    Module.WORK: {
        "title": "衢州市某单位", "started": "2012-07-01", "employer_type": "企业", "post": "设计师", "craft": True,
    },
    Module.TITLE_HELD: {
        "title": "助理工艺美术师", "started": "2016-12-20", "level": "助理级", "series": "工艺美术", "way": "评审",
        "number": "Z2016001", "issuer": "衢州市人力社保局",
    },
    Module.APPOINTMENT: {
        "title": "助理工艺美术师", "started": "2017-01-01", "level": "助理级", "series": "工艺美术",
        "employer": "衢州市某单位",
    },
    Module.ASSESSMENT: {"year": 2021, "result": "合格（称职）", "employer": "衢州市某单位"},
    Module.PROJECT: {
        "title": "根雕修复项目", "started": "2020-03", "kind": "设计制作项目", "level": "市(厅)级",
        "grantor": "某博物馆",
        "role": "主持", "joint": False, "content": "主持修复设计。",
    },
    Module.PAPER: {
        "title": "论根雕的留白", "started": "2021-05", "kind": "期刊发表", "venue": "某刊", "level": "省(部)级",
        "number": "ISSN 1000-0000", "author": "独著",
    },
    Module.BOOK: {
        "title": "根雕技法", "started": "2021-05", "publisher": "某社", "number": "978-7-0000-0000-0",
        "author": "独著",
    },
    Module.PATENT: {
        "title": "一种夹具", "started": "2020-08-01", "kind": "实用新型", "number": "ZL2020200000000",
        "role": "独创", "joint": False,
    },
    Module.STANDARD: {
        "title": "根雕通则", "started": "2020-08-01", "kind": "团体标准", "number": "T/ZJ 1-2020", "role": "参加",
    },
    Module.AWARD: {
        "title": "百花杯金奖", "started": "2020-10-18", "kind": "展览评比、专业竞赛", "work": "《松风》",
        "level": "省(部)级",
        "grade": "金奖", "grantor": "某主办单位", "industry": True, "formal": True, "role": "独创", "joint": False,
    },
    Module.HONOUR: {
        "title": "市劳动模范", "started": "2019-05-01", "kind": "劳动模范", "level": "市(厅)级",
        "grantor": "某市人民政府",
        "grantor_kind": "党委、政府及其部门",
    },
    Module.ADOPTED: {
        "title": "《松风》", "started": "2021-09-01", "kind": "博物馆（珍宝馆、美术馆）收藏", "level": "市(厅)级",
        "venue": "某市博物馆", "role": "独创", "joint": False,
    },
    Module.CREDENTIAL: {
        "title": "技师证书", "started": "2018-06-01", "kind": "职业技能等级", "occupation": "工艺雕刻工",
        "skill_level": "技师",
        "issuer": "某评价机构",
    },
    Module.ACADEMIC_POST: {
        "title": "根雕技艺授课", "started": "2021-03-01", "kind": "职业培训、授课", "organisation": "某职业学校",
    },
}  # fmt: skip


def make_hr(employer: Employer, name: str = "某经办") -> User:
    """A live officer of an employer."""
    key = f"{employer.uscc}-{next(_count)}"
    user = User.objects.create_user(
        key, name, AccountKind.LEGAL_PERSON, uscc=employer.uscc, legal_name=employer.name, id_number=f"officer-{key}"
    )
    grant(user, "act_for_employer", employer)
    EmployerOfficer.objects.create(
        employer=employer, user=user, name=name, id_index=user.id_index, started_on=clock.today()
    )
    return user


def applicant(user: User) -> Actor:
    return Actor(Role.APPLICANT, user)


def officer_of(employer: Employer) -> Actor:
    """The first live officer of an employer."""
    return Actor(Role.EMPLOYER, EmployerOfficer.objects.filter(employer=employer, ended_on=None).earliest("pk").user)


def make_profile(user: User, employer: Employer | None = None, **fields) -> Profile:
    """A profile that lacks nothing but what is overridden with None."""
    region = employer.region if employer else None
    profile = own_profile(user)
    given = {
        "ethnicity": "汉族", "political_status": "群众", "phone": "00000000000", "email": "someone@example.com",
        "employer": employer, "employment": EmploymentKind.CONTRACT, "post": "设计师", "craft": "雕塑雕刻工艺",
        "craft_started_on": dt.date(2012, 7, 1), "work_started_on": dt.date(2012, 7, 1), "insurance_region": region,
        "file_region": region, "contract_region": region, "photo": make_file(user, "照片.png", "image/png"),
    }  # fmt: skip
    save_profile(profile, {**given, **fields})
    return Profile.objects.select_related("user", "employer").get(pk=profile.pk)


def make_file(
    owner: User, name: str = "证书.pdf", mime: str = "application/pdf", content: bytes = b"%PDF-1.4 test"
) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    file = StoredFile(name=name, mime=mime, size=len(content), sha256=digest, owner=owner, uploaded_at=clock.now())
    file.content.save("", ContentFile(content), save=False)
    file.save(force_insert=True)
    return file


def make_record(profile: Profile, module: Module = Module.AWARD, *, evidence: bool = True, **data) -> ArchiveRecord:
    """A complete draft; a field given as None is left empty; with evidence=False nothing proves it."""
    record = save_fields(start_record(profile, module), {**COMPLETE[module], **data})
    if evidence:
        for proof in MODULES[module].proofs:
            if proof.needed(values_of(record)):
                Evidence.objects.create(record=record, file=make_file(profile.user), label=proof.labels[0])
    return record


def submit_all(profile: Profile) -> list[ArchiveRecord]:
    drafts = ArchiveRecord.objects.filter(profile=profile, stage=RecordStage.DRAFT, deleted_at=None).order_by("pk")
    return [perform(submit_record, record, by=applicant(profile.user)) for record in drafts]


def verify_all(profile: Profile) -> list[ArchiveRecord]:
    """Submit every draft and have the employer verify all that is submitted."""
    submit_all(profile)
    sent = ArchiveRecord.objects.filter(profile=profile, stage=RecordStage.SUBMITTED).order_by("pk")
    return [perform(verify_record, record, by=officer_of(record.employer)) for record in sent]
