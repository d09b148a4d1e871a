"""The answers of a draft once more, section by section, for the page before filing."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from applicants.enums import Module
from applicants.models import ArchiveRecord
from applicants.modules import chinese_date
from reviews.services.readiness import Readiness
from reviews.services.snapshots import content_of


@dataclass(frozen=True)
class Part:
    """One section: its title, the page where it is changed, pairs or long text."""

    key: str
    title: str
    url: str
    pairs: list[tuple[str, str]]
    text: str = ""


_PROFILE = {
    "name": "姓名",
    "gender": "性别",
    "born_on": "出生日期",
    "id_masked": "证件号码",
    "ethnicity": "民族",
    "political_status": "政治面貌",
    "employer": "工作单位",
    "post": "现任岗位",
    "employment": "人员类别",
    "craft": "现从事专业",
    "education": "最高学历",
    "current_title": "现任职称",
    "insurance_region": "社会保险所在地",
    "file_region": "人事档案所在地",
    "contract_region": "劳动关系所在地",
}


def summary_of(ready: Readiness) -> list[Part]:
    """Return the parts in the order of the task list."""
    application = ready.application
    content = content_of(application, ready.examination)
    return [
        _part(ready, "target", "申报资格与专业", _target(content)),
        _part(ready, "profile", "个人信息", _profile(content["profile"])),
        _part(ready, "records", "业绩材料", _records(ready.records)),
        Part("statement", "本人述职", _url(ready, "statement"), [], application.statement),
        _part(ready, "answers", "补充事实", [(row["question"], row["answer"]) for row in content["answers"]]),
        _part(
            ready,
            "credits",
            "继续教育",
            [(f"{year} 年度", f"{hours['total']} 学时") for year, hours in content["credits"].items()],
        ),
    ]


def _part(ready: Readiness, key: str, title: str, pairs: list[tuple[str, str]]) -> Part:
    return Part(key, title, _url(ready, key), pairs)


def _url(ready: Readiness, key: str) -> str:
    return reverse(f"application_{key}", args=[ready.application.pk])


def _target(content: dict[str, Any]) -> list[tuple[str, str]]:
    applied = content["application"]
    return [
        ("申报资格", applied["title"]),
        ("级别", applied["level_label"]),
        ("申报专业", applied["specialty"]),
        ("申报方式", applied["way"]),
        ("评审委员会", applied["committee"]),
    ]


def _profile(profile: dict[str, str]) -> list[tuple[str, str]]:
    shown = {**profile, "born_on": chinese_date(profile["born_on"]) if profile["born_on"] else ""}
    return [(label, shown[key]) for key, label in _PROFILE.items()]


def _records(records: list[ArchiveRecord]) -> list[tuple[str, str]]:
    modules: dict[str, list[str]] = {}
    for record in records:
        modules.setdefault(record.module, []).append(record.title)
    return [(module.label, "；".join(modules[module])) for module in Module if module in modules]
