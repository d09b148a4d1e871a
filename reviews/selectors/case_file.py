"""The case file: what was frozen at filing, by sections, each place with the name by which a defect points at it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reviews.models import Application, Snapshot

Content = dict[str, Any]
Pairs = list[tuple[str, str]]

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_PROFILE = {
    "name": "姓名", "gender": "性别", "born_on": "出生日期", "id_masked": "证件号码", "ethnicity": "民族",
    "political_status": "政治面貌", "work_started_on": "参加工作时间", "employer": "现工作单位",
    "employer_kind": "单位性质", "employer_region": "单位所在地", "post": "现任岗位",
    "administrative_post": "行政职务", "craft": "现从事专业",
    "craft_started_on": "从事本专业起始", "employment": "人员类别", "education": "最高学历",
    "current_title": "现任资格", "current_title_on": "取得时间",
    "insurance_region": "社会保险所在地", "file_region": "人事档案所在地",
    "contract_region": "劳动关系所在地", "languages": "外语", "health": "身体状况", "former_name": "曾用名",
}  # fmt: skip
_APPLICATION = {
    "title": "申报资格", "level_label": "级别", "specialty": "申报专业", "way": "申报方式", "committee": "评审组织",
    "recommendation": "下级评委会推荐函", "recommended_by": "推荐单位", "recommended_on": "推荐时间",
}  # fmt: skip
_LISTS = {
    "education": "学历学位",
    "work": "工作经历",
    "titles": "专业技术职务任职资格",
    "appointments": "聘任",
    "assessments": "年度考核",
}
_AFTER = {"papers": "论文、著作", "others": "资质证书、学术技术兼职"}
_CREDITS = {"general_public": "一般公需", "industry_public": "行业公需", "professional": "专业科目", "total": "合计"}


@dataclass(frozen=True)
class Proof:
    """A file that proves a record."""

    file: str
    name: str
    label: str
    pages: int

    @property
    def is_image(self) -> bool:
        """Whether the page shows it as a picture."""
        return self.name.lower().endswith(_IMAGES)


@dataclass(frozen=True)
class Record:
    """One achievement as it was frozen."""

    target: str
    title: str
    when: str
    pairs: Pairs
    proofs: list[Proof]


@dataclass(frozen=True)
class Section:
    """One section of the file. A defect that concerns it carries its target and label."""

    anchor: str
    label: str
    target: str = ""
    pairs: Pairs = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    text: str = ""
    table: tuple[list[str], list[list[str]]] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filed here."""
        return not (self.pairs or self.records or self.text or self.table)


def sections_of(snapshot: Snapshot) -> list[Section]:
    """Return the sections in the order of the review form."""
    content = snapshot.content
    return [
        Section("filing", "申报信息", "title", _pairs(_APPLICATION, content.get("application", {}))),
        Section("profile", "个人基本信息", "profile", _pairs(_PROFILE, content.get("profile", {}))),
        *(_list(key, label, content) for key, label in _LISTS.items()),
        *_achievements(content.get("achievements", {})),
        *(_list(key, label, content) for key, label in _AFTER.items()),
        Section("credits", "继续教育", "credits", table=_credits(content.get("credits", {}))),
        Section("statement", "个人述职", "statement", text=str(content.get("statement", ""))),
    ]


def frozen_of(application: Application) -> Snapshot | None:
    """Return the version in force: the one that was filed last."""
    return application.snapshot


def _pairs(labels: dict[str, str], values: Content) -> Pairs:
    return [(label, str(values[name])) for name, label in labels.items() if values.get(name)]


def _list(key: str, label: str, content: Content) -> Section:
    return Section(key, label, f"material:{key}", records=[_record(record) for record in content.get(key, ())])


def _achievements(parts: Content) -> Iterator[Section]:
    after, before = parts.get("after", ()), parts.get("before", ())
    yield Section("after", "取得现任资格后业绩", "material:achievements", records=[_record(r) for r in after])
    yield Section("before", "取得现任资格前业绩", "material:achievements", records=[_record(r) for r in before])


def _record(record: Content) -> Record:
    proofs = [Proof(p["file"], p["name"], p["label"], p.get("pages", 1)) for p in record.get("evidence", ())]
    when = " 至 ".join(part for part in (record.get("started", ""), record.get("ended", "")) if part)
    pairs = [(label, value) for label, value in record.get("fields", ())]
    return Record(f"record:{record['id']}", record["title"], when, pairs, proofs)


def _credits(years: Content) -> tuple[list[str], list[list[str]]] | None:
    if not years:
        return None
    newest = sorted(years.items(), reverse=True)
    rows = [[year, *(f"{hours.get(kind, 0):g}" for kind in _CREDITS)] for year, hours in newest]
    return ["年度", *(f"{label}（学时）" for label in _CREDITS.values())], rows
