"""One case of a rulebook's author as fields: whom it is about, and what should come of it."""

from collections.abc import Mapping
from typing import Any

from law.examination import Outcome
from law.trial import OUTCOMES
from reviews.facts.draft_rules import Draft, mapping, rules_of, texts
from reviews.facts.rule_words import raised_by
from reviews.forms.conditions import Fields, one
from reviews.forms.controls import Choices, Control, chosen, with_present
from reviews.forms.facts_sheet import FactsPage, facts_from

Vector = dict[str, Any]
OUTCOME_CHOICES: Choices = [(outcome.value, OUTCOMES[outcome]) for outcome in Outcome]


def vector_from(fields: Fields, data: Draft) -> Vector:
    """Return the case that the fields say, as it was typed."""
    vector: Vector = {"id": one(fields, "id"), "target": one(fields, "target"), "facts": facts_from(fields, data)}
    if one(fields, "check_credits"):
        vector["check_credits"] = True
    vector["expect"] = one(fields, "expect")
    told = {name: text for name in ("rule", "route", "gate") if (text := one(fields, name))}
    codes = [code for code in fields.get("amb") or () if code]
    only = {"amb_only": True} if codes and one(fields, "amb_only") else {}
    return {**vector, **told, **({"amb": codes} if codes else {}), **only, "why": one(fields, "why")}


class VectorPage:
    """What the page of a case shows."""

    def __init__(self, vector: Mapping[str, Any], data: Draft) -> None:
        self.vector, self.data = vector, data
        self.facts = FactsPage(mapping(vector.get("facts")), data)

    def _select(self, name: str, label: str, known: Choices, first: str) -> Control:
        value = str(self.vector.get(name) or "")
        return Control(name, label, "select", [value], chosen(first, with_present(known, [value])))

    def head(self) -> list[Control]:
        """Return which case it is."""
        targets = [(name, name) for name in mapping(self.data.get("targets"))]
        return [
            Control("id", "用例编号", values=[str(self.vector.get("id") or "")]),
            self._select("target", "申报资格", targets, "请选择申报资格"),
            Control("why", "说明", values=[str(self.vector.get("why") or "")], hint="如“恰满 4 年”"),
        ]

    def wanted(self) -> list[Control]:
        """Return what should come of it."""
        rules = [(name, name) for rule in rules_of(self.data) if (name := str(rule.get("id") or ""))]
        gates = [(name, name) for name in mapping(self.data.get("gates"))]
        routes = [(name, name) for name in texts(self.data.get("routes"))]
        codes = [code for code in self._codes() if code]
        known = with_present([(code, code) for code in raised_by(self.data)], codes)
        hours = ["yes"] if self.vector.get("check_credits") else []
        only = ["yes"] if self.vector.get("amb_only") else []
        return [
            self._select("expect", "预期结论", OUTCOME_CHOICES, "请选择结论"),
            self._select("rule", "依据规则", rules, "不核对"),
            self._select("route", "途径", routes, "不核对"),
            self._select("gate", "不符合的共同条件", gates, "不核对"),
            Control("amb", "应提示的歧义", "checks", codes, known),
            Control("amb_only", "歧义的核对", "checks", only, [("yes", "不得提示其他歧义")]),
            Control("check_credits", "学时的核对", "checks", hours, [("yes", "同时核对学时")]),
        ]

    def _codes(self) -> list[str]:
        stated = self.vector.get("amb")
        return [stated] if isinstance(stated, str) else texts(stated)
