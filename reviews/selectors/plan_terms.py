"""The terms of a plan as lines that can be read and compared: one for each parameter, row and rule.

`terms` is what reviews/services/versions.py: terms_of() gives and a version keeps; `rules` the rulebook's text.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from accounts.models import Agency
from applicants.enums import Module
from law.credit_sources import credit_sources
from law.errors import BadInput
from law.scoring import CRITERIA, KINDS
from law.sources import cite, registered
from law.yaml_data import read_yaml
from reviews.enums import EntrustingBody, InspectionKind, Level, PublicityKind, TitleMode, TitleScope
from reviews.models import Plan
from reviews.publicity_fields import FIELDS
from reviews.routes import named
from zcps.templatetags.chinese import cn_close, cn_date

Terms = Mapping[str, Any]
SOURCES = {"extracted": "系统自动提取", "archive": "业绩档案提取", "filled": "系统填报"}
STAGES = {"filing": "个人申报", "employer": "单位推荐", "paper": "纸质材料", "meeting": "预计评审"}
TALLIES = {"present": "出席会议专家总数", "present_unrecused": "出席会议且不回避的专家人数"}
# Kept with a plan, and no term of the notice.
_SILENT = frozenset(
    {"quorum_denominator", "code", "rulebook", "correction_reason", "published_at", "named_days", "assumed", "region"}
)
ABSENT = "—"
_LABELS = {"quorum_numerator": "法定到会比例"}


@dataclass(frozen=True, slots=True)
class Change:
    """One term that differs between two versions; an absent one is a dash."""

    name: str
    before: str
    after: str


def lines_of(terms: Terms, rules: str) -> dict[str, str]:
    """Return every term by its name, in the order of the plan's fields, then the rules."""
    return {**dict(_parameters(terms)), **dict(_rules(rules))}


def changes_between(old: tuple[Terms, str], new: tuple[Terms, str]) -> list[Change]:
    """Return the terms that differ, in the order of the new version, then those that are gone."""
    before, after = lines_of(*old), lines_of(*new)
    names = [*after, *(name for name in before if name not in after)]
    inside = (_conditions(old[1]), _conditions(new[1]))
    pairs = [(name, before.get(name, ABSENT), after.get(name, ABSENT)) for name in names]
    return [
        Change(name, *_with_conditions(name, one, other, inside))
        for name, one, other in pairs
        if one != other or inside[0].get(name) != inside[1].get(name)
    ]


def _with_conditions(name: str, one: str, other: str, inside: tuple[Mapping[str, str], ...]) -> tuple[str, str]:
    """Where only the conditions behind a rule's sentence differ, they are shown themselves."""
    if one != other:
        return one, other
    return f"{one}　条件：{inside[0].get(name, ABSENT)}", f"{other}　条件：{inside[1].get(name, ABSENT)}"


def _parameters(terms: Terms) -> Iterator[tuple[str, str]]:
    for field in Plan._meta.concrete_fields:
        if field.name not in terms or field.name in _SILENT:
            continue
        label, value = _LABELS.get(field.name) or str(field.verbose_name), terms[field.name]
        if field.name in _ROWS:
            yield from _rows(label, value, _ROWS[field.name])
        elif field.name == "quorum_numerator":
            yield label, f"{value}/{terms['quorum_denominator']}"
        else:
            yield label, _said(field.name, value, dict(field.flatchoices))
    for name, show in (("titles", _title), ("attachments", _attachment)):
        yield from _rows({"titles": "申报资格", "attachments": "附件"}[name], terms.get(name, ()), show)


def _rows(label: str, rows: Iterable[Any], show: Callable[[Any], tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        name, text = show(row)
        yield f"{label}：{name}", text


def _said(name: str, value: Any, choices: Mapping[str, Any]) -> str:
    if name in _OWN_WORDS:
        return _OWN_WORDS[name](value) or ABSENT
    if isinstance(value, list):
        return "、".join(str(choices.get(each, each)) for each in value) or ABSENT
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(choices.get(value, value)) if value not in (None, "", {}) else ABSENT


def _texts(value: Mapping[str, str]) -> str:
    return "；".join(f"{STAGES.get(key, key)}：{text}" for key, text in value.items() if text)


_OWN_WORDS: dict[str, Callable[[Any], str]] = {
    "filing_opens": cn_date,
    "filing_closes": cn_close,
    "employer_closes": cn_close,
    "paper_closes": cn_close,
    "cutoff": cn_date,
    "entrusting_bodies": lambda kinds: "、".join(str(EntrustingBody(kind).label) for kind in kinds),
    "proof_bodies": lambda kinds: "、".join(str(EntrustingBody(kind).label) for kind in kinds),
    "inspection_kinds": lambda kinds: "、".join(str(InspectionKind(kind).label) for kind in kinds),
    "publicity_kinds": lambda kinds: "、".join(str(PublicityKind(kind).label) for kind in kinds),
    "deadline_texts": _texts,
    "public_fields": lambda keys: "、".join(FIELDS[key][0] if key in FIELDS else key for key in keys),
    "employer_fields": lambda keys: "、".join(FIELDS[key][0] if key in FIELDS else key for key in keys),
    "credit_sources": lambda keys: "、".join(source_name(key) for key in keys),
    "tally_base": lambda key: TALLIES.get(key, key),
    "co_publisher": lambda pk: str(Agency.objects.get(pk=pk)) if pk else "",
}


def _leg(leg: Mapping[str, Any]) -> tuple[str, str]:
    said = [cn_close(leg["closes"]) if leg.get("closes") else "", leg.get("text", "")]
    return named(leg), "；".join(part for part in said if part) or ABSENT


def material(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return a material's name and everything that the plan says about it."""
    parts = [SOURCES.get(row.get("source", ""), "")]
    parts += ["必备" if row.get("required") else "如有"]
    parts += [f"限{'、'.join(row['titles'])}"] if row.get("titles") else []
    parts += [f"取自{'、'.join(_module(key) for key in row['modules'])}"] if row.get("modules") else []
    parts += [row["note"].rstrip("。")] if row.get("note") else []
    return row["name"], "；".join(part for part in parts if part) + f"（{row.get('clause', '')}）"


def source_name(code: str) -> str:
    """Return the name of a system in which credits are registered."""
    found = credit_sources().get(code)
    return found.name if found else code


def _module(key: str) -> str:
    return str(Module(key).label) if key in Module.values else key


def _title(row: Mapping[str, Any]) -> tuple[str, str]:
    words = (Level(row["level"]).label, row["committee"], TitleMode(row["mode"]).label, TitleScope(row["scope"]).label)
    return row["name"], "，".join(str(word) for word in words)


def _attachment(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["name"], f"文件 {row['file'][:8]}"


def _contact(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["office"], "，".join(part for part in (row.get("matter", ""), row.get("phone", "")) if part) or ABSENT


def _cited(row: Mapping[str, Any]) -> tuple[str, str]:
    aliases = f"（又作 {'、'.join(row['aliases'])}）" if row.get("aliases") else ""
    note = f"（{row['note']}）" if row.get("note") else ""
    return row["number"], f"{row.get('title', '')}{aliases}{note}" or ABSENT


def _standard(row: Mapping[str, Any]) -> tuple[str, str]:
    unit = "项" if row["kind"] == CRITERIA else "分"
    items = "；".join(item_text(item) for item in row["items"])
    whom = f"（{'、'.join(row['titles'])}）" if row.get("titles") else ""
    return f"{row['section']}{whom}", f"{KINDS[row['kind']]}，应具备 {row['least']} {unit}：{items}（{row['clause']}）"


def item_text(item: Mapping[str, Any]) -> str:
    """Return an item as one line: its text, the modules it is judged by, the most points that it can bring."""
    looked_at = "/".join(Module(name).label for name in item.get("modules", ()))
    words = f"{item['text']}【{looked_at}】" if looked_at else str(item["text"])
    return f"{words} | {item['most']}" if item.get("most") else words


_ROWS: dict[str, Callable[[Any], tuple[str, str]]] = {
    "route": _leg,
    "materials": material,
    "contacts": _contact,
    "cited_documents": _cited,
    "sections": lambda row: (row["heading"], row["text"]),
    "scoring": _standard,
}


def _rules(rules: str) -> Iterator[tuple[str, str]]:
    data = json.loads(rules)
    cited = partial(_cited_in_full, data.get("documents") or {})
    cutoff = data.get("cutoff") or {}
    yield "规则：年限截止", str(cutoff.get("date") or cutoff.get("open") or ABSENT)
    yield "规则：申报途径", "、".join(data.get("routes") or ()) or ABSENT
    for name, row in (data.get("targets") or {}).items():
        yield f"规则：{name}的级别", f"{Level(row['level']).label}，{row['grade']}"
        yield f"规则：{name}的学时政策", str(row.get("credits") or ABSENT)
    for name, awards in (data.get("award_tables") or {}).items():
        yield f"规则：奖项表“{name}”", "、".join(awards)
    for name, policy in (data.get("credit_policies") or {}).items():
        yield f"规则：学时政策 {name}", json.dumps(policy, ensure_ascii=False, sort_keys=True)
    gates = read_yaml("data/gates.yaml")
    for key, clause in (data.get("gates") or {}).items():
        yield f"共同条件：{gates[key]['asks'] if key in gates else key}", cited(str(clause))
    for row in data.get("rules") or ():
        yield _name_of_rule(row), f"{row.get('asks', '')}（{cited(str(row.get('clause', '')))}）"
    for code, row in (data.get("readings") or {}).items():
        side = "有利于申报人" if row.get("favours") else "不利于申报人"
        yield f"规则：{code}的解释", f"{row.get('says', '')}（{side}）"


def _cited_in_full(documents: Mapping[str, Any], clause: str) -> str:
    """A clause by the numbers of its documents; one that cannot be read stays as it was written."""
    try:
        return cite(clause, registered(documents))
    except (BadInput, ValueError, TypeError, AttributeError):
        return clause


def _name_of_rule(row: Mapping[str, Any]) -> str:
    return f"申报条件 {row.get('id', '')}（{row.get('target', '')}，{row.get('route', '')}）"


def _conditions(rules: str) -> dict[str, str]:
    """Return what stands behind the sentence of each rule, so that the change of a number alone is seen."""
    rows = json.loads(rules).get("rules") or ()
    parts = {_name_of_rule(row): [row.get("for"), row.get("needs")] for row in rows}
    return {name: json.dumps(each, ensure_ascii=False, sort_keys=True) for name, each in parts.items()}
