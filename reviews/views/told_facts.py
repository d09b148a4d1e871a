"""What the archive told the self-check, fact by fact, so that a person sees what the answers rest on."""

from collections.abc import Iterator, Mapping
from typing import Any

from applicants.modules import chinese_date
from law.tenure import TITLE_OR_APPOINTMENT
from law.vocabulary import vocabulary

Pairs = list[tuple[str, str]]
_HOURS = {"public": "公需", "professional": "专业", "total": "合计"}


def told(facts: Mapping[str, Any]) -> Pairs:
    """Return (label, value) of every fact that has a word, services last but one and credits last."""
    return [*_single(facts), *_lists(facts), *_services(facts.get("tenure", {})), *_credits(facts.get("credits", {}))]


def _single(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for path, word in vocabulary().facts.items():
        section, _, name = path.partition(".")
        value = (facts.get(section) or {}).get(name)
        if value is not None and section != "apply":
            yield word.label, word.statement(value) if word.kind == "flag" else str(value)


def _lists(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, label in vocabulary().lists.items():
        items = dict.fromkeys(item if isinstance(item, str) else item["item"] for item in facts.get(name) or ())
        if items:
            yield label, "、".join(items)


def _services(tenures: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, stated in tenures.items():
        if isinstance(stated, Mapping):
            yield vocabulary().tenures[name], _service(stated)


def _service(stated: Mapping[str, Any]) -> str:
    since = f"{chinese_date(stated['from'])}起"
    gap = f"，中断 {stated['gap_days']} 天" if stated.get("gap_days") else ""
    if not stated.get("alt_from"):
        return since + gap
    ground = "取得资格" if stated.get("alt_amb", TITLE_OR_APPOINTMENT) == TITLE_OR_APPOINTMENT else "毕业"
    return f"{since}（按{ground}起算为{chinese_date(stated['alt_from'])}）{gap}"


def _credits(years: Mapping[int, Mapping[str, float]]) -> Iterator[tuple[str, str]]:
    for year, hours in sorted(years.items(), reverse=True)[:4]:
        public = hours.get("general_public", 0) + hours.get("industry_public", 0)
        shown = {"public": public, **{kind: hours.get(kind, 0) for kind in ("professional", "total")}}
        yield f"{year} 年学时", "，".join(f"{_HOURS[kind]} {number:g}" for kind, number in shown.items())
