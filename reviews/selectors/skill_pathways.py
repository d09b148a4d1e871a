"""From skill to title and back (S4 annex 2): which level leads where, after how long, under which clause.

The conditions by which an application is examined are those of the plan's rulebook; a test holds the two equal.
"""

from dataclasses import dataclass

from reviews.enums import Level
from reviews.table_forms import S4

# Skill levels from below, each with the number under which annex 4 lists it; the two highest are not listed there.
SKILLS = {
    "初级工": "五级",
    "中级工": "四级",
    "高级工": "三级",
    "技师": "二级",
    "高级技师": "一级",
    "特级技师": "",
    "首席技师": "",
}


@dataclass(frozen=True)
class Rung:
    """What a skill level opens.

    Attributes:
        skill: the level held.
        level: of the title that may be applied for.
        years: full years of skilled work since the skill level was won; None where none are asked.
        says: the condition in words.
        clause: where it stands.

    """

    skill: str
    level: Level
    years: int | None
    says: str
    clause: str = f"{S4} 附件2 一"


@dataclass(frozen=True)
class Reverse:
    """What a title opens.

    Attributes:
        level: of the title held.
        skill: the skill level for which one may be assessed.
        listed_as: its number in annex 4; empty where the annex has no institution for it.
        says: the condition in words.
        clause: where it stands.

    """

    level: Level
    skill: str
    listed_as: str
    says: str
    clause: str = f"{S4} 附件2 二"


_STILL_IN_FIELD = "取得{skill}职业技能等级，且目前仍在与申报职业工作相关的技术技能领域工作，可申报正高级职称"


def _after(skill: str, level: Level, years: int) -> Rung:
    return Rung(skill, level, years, f"取得{skill}后，从事技术技能工作满 {years} 年，可申报{level.label}职称")


RUNGS = (
    _after("高级工", Level.ASSISTANT, 2),
    _after("技师", Level.INTERMEDIATE, 3),
    _after("高级技师", Level.ASSOCIATE_SENIOR, 4),
    Rung("特级技师", Level.SENIOR, None, _STILL_IN_FIELD.format(skill="特级技师")),
    Rung("首席技师", Level.SENIOR, None, _STILL_IN_FIELD.format(skill="首席技师")),
)


def _may_take(level: Level, skill: str, note: str = "") -> Reverse:
    return Reverse(level, skill, SKILLS[skill], f"取得{level.label}职称，可申请参加{skill}职业技能评价{note}")


REVERSES = {
    Level.ASSISTANT: _may_take(Level.ASSISTANT, "高级工"),
    Level.INTERMEDIATE: _may_take(Level.INTERMEDIATE, "技师"),
    # The notice says 高级职称 here and names 正高级 apart: it is the associate senior title.
    Level.ASSOCIATE_SENIOR: _may_take(Level.ASSOCIATE_SENIOR, "高级技师"),
    Level.SENIOR: _may_take(Level.SENIOR, "特级技师", "；参加首席技师评价的，原则上需先取得特级技师"),
}

# What holds for everybody with a title who takes a skill assessment.
REVERSE_TERMS = (
    (
        "具有助理级以上职称，从事本职业（工种）或相关职业（工种）工作，可申请与现岗位相对应的技能评价。",
        f"{S4} 附件2 二",
    ),
    ("取得职业资格或职业技能等级 1 年后，可按累计工作年限申报相应职业（工种）晋级评价。", f"{S4} 附件2 二"),
    ("具有所申报职业相关专业毕业证书的，可免于理论知识考试。", f"{S4} 六"),
    ("具有相应职业（工种）技能等级水平的优秀人才，可直接申报该职业（工种）的职业技能等级评价。", f"{S4} 六"),
    (
        "所在单位具备认定资质的，可自主选择在本单位或社会评价组织认定；不具备的，参加社会评价组织的认定。",
        f"{S4} 六",
    ),
)

# As what education graduates of technical schools count, only where they register for the professional qualification
# examinations (S4 五): for titles the degree itself is asked (R354).
SCHOOL_CLASSES = {"中级工班": "中专", "高级工班": "大专", "预备技师班": "本科", "技师班": "本科"}
EXAMINATIONS = ("经济", "会计", "统计", "审计", "翻译", "出版", "通信", "计算机技术与软件")
SCHOOL_CLAUSE = f"{S4} 五"


def titles_after_skill(skill: str) -> list[Rung]:
    """Return the titles that a skill level opens, the highest first; empty below 高级工.

    The lower rungs are there too: who is a 高级技师 may still apply for what the 技师 of earlier years opens.
    """
    order = list(SKILLS)
    if skill not in SKILLS:
        return []
    reached = [rung for rung in RUNGS if order.index(rung.skill) <= order.index(skill)]
    own_senior = [rung for rung in reached if rung.level != Level.SENIOR or rung.skill == skill]
    return own_senior[::-1]


def skill_after_title(level: str) -> Reverse | None:
    """Return for which skill level a title lets one be assessed; None below the assistant level (R348, R349)."""
    return REVERSES.get(Level(level)) if level in Level.values else None
