"""What somebody has learnt and achieved by the time of filing: the records of an archive as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from applicants.enums import Module
from employers.enums import EmployerKind
from employers.models import Employer
from reviews.demo.cast import Person, cast, chance

Record = tuple[Module, dict[str, Any]]
TECHNICIAN, ASSISTANT, INTERMEDIATE, EXCEPTIONAL = "工艺美术员", "助理工艺美术师", "工艺美术师", "破格"
# Years between graduation and filing, and the education, by what is applied for.
_STUDIED = {
    TECHNICIAN: ("大专", 3, 5),
    ASSISTANT: ("大专", 5, 8),
    INTERMEDIATE: ("本科", 9, 14),
    EXCEPTIONAL: ("大专", 6, 7),
}
_ISSUER = "衢州市人力资源和社会保障局"
_GRADES = ("金奖", "银奖", "铜奖", "优秀奖")


@dataclass(frozen=True)
class Career:
    """Who files for what, where he works, in which craft."""

    person: Person
    employer: Employer
    craft: str
    aim: str
    year: int

    @property
    def title(self) -> str:
        """The title applied for; the exceptional way leads to the intermediate one."""
        return INTERMEDIATE if self.aim == EXCEPTIONAL else self.aim

    @property
    def education(self) -> str:
        """The education of the record."""
        level, _, _ = _STUDIED[self.aim]
        return "本科" if self.aim == ASSISTANT and self._dice("edu").random() < 0.3 else level  # noqa: PLR2004 - a share

    @property
    def graduated(self) -> int:
        """The year of graduation."""
        _, least, most = _STUDIED[self.aim]
        return self.year - self._dice("graduated").randint(least, most)

    def _dice(self, part: str) -> Random:
        return chance(f"{self.person.id_number}{part}")

    def records(self) -> Iterator[Record]:
        """Yield the records in the order of the modules."""
        pick = self._dice("career")
        yield self._school(pick)
        yield from self._jobs(pick)
        if self.title == INTERMEDIATE:
            yield from self._assistant_title()
        for year in range(self.year - (3 if self.title == INTERMEDIATE else 1), self.year):
            yield Module.ASSESSMENT, _assessment(year, self.employer.name, pick)
        yield from self._results(pick)

    def _school(self, pick: Random) -> Record:
        school = pick.choice(cast()["schools"][self.education])
        values = {
            "title": school, "level": self.education, "place": "国内", "mode": "全日制", "related": True,
            "started": f"{self.graduated - (4 if self.education == '本科' else 3)}-09",
            "ended": f"{self.graduated}-06-30",
            "major": pick.choice(["工艺美术", "雕塑", "产品艺术设计", "服装与服饰设计"]),
            "number": f"1{pick.randrange(10**16):017d}",
        }  # fmt: skip
        return Module.EDUCATION, values

    def _jobs(self, pick: Random) -> Iterator[Record]:
        start = self.graduated
        if self.title == INTERMEDIATE and pick.random() < 0.5:  # noqa: PLR2004 - a share
            yield Module.WORK, _job("浙西工艺美术厂（仿真）", f"{start}-07-01", f"{start + 2}-12-31", "企业")
            start = start + 3
            yield Module.WORK, _job(self.employer.name, f"{start}-01-01", "", _kind(self.employer))
        else:
            yield Module.WORK, _job(self.employer.name, f"{start}-07-01", "", _kind(self.employer))

    def _assistant_title(self) -> Iterator[Record]:
        year = self.year - (3 if self.aim == EXCEPTIONAL else self._dice("title").randint(5, 7))
        common = {"title": ASSISTANT, "level": "助理级", "series": "工艺美术"}
        day = f"{year}-08-20" if self.aim == EXCEPTIONAL else f"{year}-12-20"
        number = f"Z33{year}{self._dice('number').randrange(10**6):06d}"
        held = {"started": day, "way": "评审", "number": number, "issuer": _ISSUER, "specialty": self.craft}
        yield Module.TITLE_HELD, {**common, **held}
        yield Module.APPOINTMENT, {**common, "started": f"{year + 1}-01-01", "employer": self.employer.name}

    def _results(self, pick: Random) -> Iterator[Record]:
        works = pick.sample(cast()["works"][self.craft], 2)
        if self.title != TECHNICIAN or pick.random() < 0.4:  # noqa: PLR2004 - a share
            yield Module.AWARD, self._award(works[0], pick)
        if self.title == INTERMEDIATE:
            yield Module.PAPER, self._paper(pick)
        if self.title == INTERMEDIATE and pick.random() < 0.6:  # noqa: PLR2004 - a share
            yield Module.ADOPTED, self._collected(works[1])
        if pick.random() < 0.25:  # noqa: PLR2004 - a share
            yield Module.CREDENTIAL, self._skill()
        if self.title == INTERMEDIATE and pick.random() < 0.3:  # noqa: PLR2004 - a share
            yield Module.PATENT, self._patent(works[1], pick)

    def _award(self, work: str, pick: Random) -> dict[str, Any]:
        exceptional = self.aim == EXCEPTIONAL
        name = pick.choice(cast()["awards"])
        joint = not exceptional and pick.random() < 0.2  # noqa: PLR2004 - a share
        return {
            "title": name, "kind": "展览评比、专业竞赛", "work": work,
            "started": f"{self.year - 1}-10-{pick.randint(10, 28)}",
            "level": "市(厅)级" if exceptional or name.startswith("衢州") else "省(部)级",
            "grade": "一等奖" if exceptional else pick.choice(_GRADES), "grantor": f"{name}组委会", "industry": True,
            "formal": True, "role": "主要贡献者" if joint else "独创", "joint": joint,
        }  # fmt: skip

    def _paper(self, pick: Random) -> dict[str, Any]:
        return {
            "title": pick.choice(cast()["papers"]), "kind": "期刊发表", "venue": pick.choice(cast()["journals"]),
            "level": "省(部)级", "started": f"{self.year - 2}-{pick.randint(1, 12):02d}", "number": "ISSN 0000-0000",
            "author": "独著", "summary": f"以{self.craft}为例，讨论传统技艺在当代生活中的应用。",
        }  # fmt: skip

    def _collected(self, work: str) -> dict[str, Any]:
        return {
            "title": work, "kind": "博物馆（珍宝馆、美术馆）收藏", "level": "市(厅)级",
            "venue": "三衢工艺美术馆（仿真）", "started": f"{self.year - 1}-05-18", "role": "独创", "joint": False,
            "effect": "作为地方工艺代表作品长期陈列。",
        }  # fmt: skip

    def _skill(self) -> dict[str, Any]:
        return {
            "title": "职业技能等级证书", "kind": "职业技能等级", "started": f"{self.graduated + 2}-11",
            "occupation": "工艺品雕刻工",
            "skill_level": "高级工", "still_in_field": True, "issuer": "三衢技能评价中心（仿真）",
        }  # fmt: skip

    def _patent(self, work: str, pick: Random) -> dict[str, Any]:
        return {
            "title": f"摆件（{work.strip('《》').split('》')[0]}）", "kind": "外观设计",
            "number": f"ZL{self.year - 2}30{pick.randrange(10**6):06d}.0",
            "started": f"{self.year - 2}-09-15", "role": "独创", "joint": False,
        }  # fmt: skip


def _kind(employer: Employer) -> str:
    label = str(employer.get_kind_display())
    return label if label in {"企业", "事业单位", "社会组织", "机关", "个体经济组织"} else "其他"


def _job(where: str, started: str, ended: str, kind: str) -> dict[str, Any]:
    return {
        "title": where, "started": started, "ended": ended, "employer_type": kind, "post": "设计师", "craft": True,
        "duty": "承担作品设计、打样与制作，参与新产品开发。",
    }  # fmt: skip


def _assessment(year: int, employer: str, pick: Random) -> dict[str, Any]:
    result = "优秀" if pick.random() < 0.3 else "合格（称职）"  # noqa: PLR2004 - a share
    return {"year": year, "result": result, "employer": employer}


def is_public(employer: Employer) -> bool:
    """Whether the employer's people are on an establishment."""
    return employer.kind == EmployerKind.PUBLIC_INSTITUTION
