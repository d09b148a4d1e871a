"""How parts of a rulebook are called on screens."""

from collections.abc import Mapping
from typing import Any

from law.credits import KINDS, policies
from law.tenure import GAPS, MONTH_ONLY, NO_CUTOFF, ONE_DAY_SHORT, TITLE_OR_APPOINTMENT
from reviews.facts.draft_rules import Draft, mapping, nodes_of, rules_of, walk

_COUNTED = (ONE_DAY_SHORT, MONTH_ONLY, TITLE_OR_APPOINTMENT, GAPS)


def raised_by(data: Draft) -> list[str]:
    """Return the ambiguities that the rules themselves raise, and those of counting years where they count some."""
    found: dict[str, None] = {}
    for rule in rules_of(data):
        for place, node in nodes_of(rule):
            for _, each in walk(node, place):
                found |= dict.fromkeys(_codes(each))
    if mapping(data.get("cutoff")).get("open"):
        found[NO_CUTOFF] = None
    return sorted(found)


def _codes(node: Mapping[str, Any]) -> list[str]:
    named = [str(node[name]) for name in ("doubt", "human", "one_each") if node.get(name)]
    return [*named, *(_COUNTED if "tenure" in node else ())]


def policy_label(name: str) -> str:
    """Return a credit policy as it is offered: its id, and where it comes from when it is one of the notices."""
    known = policies().get(name)
    return f"{name}（{known['clause']}）" if known else f"{name}（本计划）"


def check_sentence(row: Mapping[str, Any]) -> str:
    """Say one line of a credit policy."""
    years = row.get("years")
    if "sum" in row:
        span = "、".join(map(str, years)) if isinstance(years, list) else ""
        soft = "一般" if row.get("soft") else ""
        return f"{span} 年度{KINDS.get(str(row['sum']), row['sum'])}{soft}合计不少于 {row.get('least')} 学时"
    for key, lead in (("each_year", "每年度"), ("required_years", "按专业工作年限，每年")):
        if key in row:
            kinds = mapping(row[key])
            return lead + "，".join(f"{KINDS.get(kind, kind)}不少于 {least} 学时" for kind, least in kinds.items())
    return "按学历和级别列表" if "table" in row else "还没有选定种类"
