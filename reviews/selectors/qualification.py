"""What the committee office looks at one by one: what the rulebook asked at filing, and the plan's materials."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reviews.models import Application

# What the rulebook's answers become for the officer; "" where there was nothing to compute.
ANSWERS = {"met": "符合", "not_met": "未达到", "unknown": "需人工审核", "": "由经办人核对"}


@dataclass(frozen=True)
class Item:
    """One thing to decide on: what is asked, where it stands, and what the examination at filing said."""

    key: str
    item: str
    clause: str
    because: str = ""
    answer: str = ""

    @property
    def word(self) -> str:
        """The answer in a word."""
        return ANSWERS.get(self.answer, ANSWERS["unknown"])


def items_of(application: Application) -> list[Item]:
    """Return the items in the order of the notice: gates, the way of applying, credits, materials."""
    examination = application.snapshot.examination if application.snapshot else {}
    findings: list[dict[str, Any]] = examination.get("findings", [])
    return [
        *(_gate(finding) for finding in findings if finding.get("group") == "gate"),
        *_way(examination, [finding for finding in findings if finding.get("group") == "route"]),
        *_credits([finding for finding in findings if finding.get("group") == "credits"]),
        *(_material(material) for material in _asked(application)),
    ]


def _gate(finding: dict[str, Any]) -> Item:
    return Item(f"gate:{finding['id']}", finding["asks"], finding["clause"], finding["because"], finding["answer"])


def _way(examination: dict[str, Any], findings: list[dict[str, Any]]) -> Iterator[Item]:
    chosen = next((found for found in findings if found.get("id") == examination.get("rule")), None)
    for found in [chosen] if chosen else findings[:1]:
        name = f"学历、资历条件（{found.get('route') or examination.get('route') or '申报方式待定'}）：{found['asks']}"
        yield Item("way", name, found["clause"], found["because"], found["answer"])


def _credits(findings: list[dict[str, Any]]) -> Iterator[Item]:
    if findings:
        answers = {found["answer"] for found in findings}
        worst = next((answer for answer in ("not_met", "unknown") if answer in answers), "met")
        because = "".join(found["because"] for found in findings)
        yield Item("credits", "继续教育学时", findings[0]["clause"], because, worst)


def _asked(application: Application) -> Iterator[dict[str, Any]]:
    title = application.title.name if application.title else ""
    for material in application.plan.materials:
        # The credits are judged by their policy above; a material may concern some titles only.
        if material["key"] != "credits" and title in (material.get("titles") or [title]):
            yield material


def _material(material: dict[str, Any]) -> Item:
    need = "必备" if material.get("required") else "如有"
    return Item(f"material:{material['key']}", f"材料：{material['name']}（{need}）", material.get("clause", ""))


def decided(items: Iterable[Item], answers: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what an opinion keeps of the decisions: [{"item", "clause", "ok", "reason"}], undecided as None."""
    return [
        {
            "item": item.item,
            "clause": item.clause,
            "ok": answers.get(item.key, {}).get("ok"),
            "reason": str(answers.get(item.key, {}).get("reason", "")).strip(),
        }
        for item in items
    ]
