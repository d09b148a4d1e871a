"""A table of proposals for the pool: every row is read like the form of one person, every bad row is named at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.actor import Actor
from reviews.enums import Level
from reviews.forms.experts import ProposalForm
from reviews.pool_criteria import BY_KEY
from reviews.selectors.experts import committees_for
from zcps.encryption import blind_index

_FIELDS = {
    "姓名": "name",
    "身份证号": "id_number",
    "入库评委会": "committees",
    "专业": "specialty",
    "其他可评专业": "specialties",
    "职称": "title",
    "职称级别": "title_level",
    "工作单位": "employer_name",
    "单位统一社会信用代码": "employer_code",
    "曾任单位": "jobs",
    "高技能人才": "is_skilled",
    "技能等级": "skill_level",
    "推荐单位": "recommended_by",
    "推荐日期": "recommended_on",
    "提名说明": "reason",
}
_CRITERIA = {criterion.words: key for key, criterion in BY_KEY.items()}
COLUMNS = (*_FIELDS, *_CRITERIA)
REQUIRED = ("姓名", "身份证号", "专业", "职称", "职称级别", "工作单位")
YES = "是"
EXAMPLES = (
    (
        "某专家", "", "", "陶瓷工艺", "雕塑雕刻工艺", "高级工艺美术师", "副高级", "某工艺美术研究所", "",
        "某陶瓷厂，2001-07，2010-12；某学校，2011-01，2015-06", "否", "", "", "", "",
        *([YES] * 5), *([""] * (len(_CRITERIA) - 5)),
    ),
)  # fmt: skip


@dataclass
class Line:
    """A row of the table: its number in the file, who it is about, what is wrong with it, and its form."""

    number: int
    name: str
    form: ProposalForm
    reasons: list[str] = field(default_factory=list)


def heading_problems(heading: Sequence[str]) -> list[str]:
    """Return what is wrong with the first line of a table."""
    missing = [label for label in REQUIRED if label not in heading]
    unknown = [label for label in heading if label and label not in COLUMNS]
    twice = sorted({label for label in heading if label and list(heading).count(label) > 1})
    found = []
    if missing:
        found.append(f"表格第一行缺少列：{'、'.join(missing)}。请下载模板，按模板的列名填写。")
    if unknown:
        found.append(f"表格第一行有不认识的列：{'、'.join(unknown)}。请删去或改成模板中的列名。")
    if twice:
        found.append(f"表格第一行的列重复：{'、'.join(twice)}。请只保留一列。")
    return found


def lines_of(table: Sequence[Sequence[str]], actor: Actor) -> list[Line]:
    """Return every row with everything that is wrong with it, whoever else is wrong too."""
    heading, pools = table[0], {row.name: row.pk for row in committees_for(actor)}
    first: dict[str, int] = {}
    found = []
    for number, cells in enumerate(table[1:], start=2):
        line = _line(number, dict(zip(heading, cells, strict=False)), pools, actor)
        key = str(line.form.cleaned_data.get("id_number") or "")
        if key:
            index = blind_index(key, "id_number")
            if index in first:
                line.reasons.append(f"身份证号与第 {first[index]} 行相同，请只保留一行。")
            first.setdefault(index, number)
        found.append(line)
    return found


def _line(number: int, row: dict[str, str], pools: dict[str, int], actor: Actor) -> Line:
    wanted = [name.strip() for name in row.get("入库评委会", "").replace("；", "、").split("、") if name.strip()]
    unknown = [name for name in wanted if name not in pools]
    chosen = [pools[name] for name in wanted if name in pools] or (list(pools.values()) if len(pools) == 1 else [])
    data: dict[str, Any] = {name: row.get(label, "").strip() for label, name in _FIELDS.items()}
    data |= {"committees": chosen, "is_skilled": row.get("高技能人才", "").strip() == YES}
    data["title_level"] = {level.label: level.value for level in Level}.get(data["title_level"], data["title_level"])
    ticked = [key for label, key in _CRITERIA.items() if row.get(label, "").strip() == YES]
    data |= {name: _of(ticked, name) for name in ("criteria", "skilled_criteria")}
    form = ProposalForm(data, actor=actor)
    reasons = [f"没有名为“{name}”的本机构评委会。" for name in unknown]
    if not form.is_valid():
        reasons += _sentences(form, ignored={"committees"} if unknown else set())
    return Line(number, data["name"], form, reasons)


def _of(ticked: Iterable[str], name: str) -> list[str]:
    offered = {key for key, _ in ProposalForm.base_fields[name].choices}  # type: ignore[attr-defined]  # the stubs know a plain Field
    return [key for key in ticked if key in offered]


def _sentences(form: ProposalForm, ignored: set[str]) -> list[str]:
    return [
        f"{form.fields[name].label}：{error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        if name not in ignored
        for error in errors
    ]
