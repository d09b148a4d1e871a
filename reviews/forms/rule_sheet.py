"""One rule of a rulebook as the fields of a page, and back."""

from collections.abc import Mapping
from typing import Any

from reviews.facts.draft_rules import Draft, awards_of, documents_of, mapping, texts
from reviews.forms.citations import citation_control, citation_from
from reviews.forms.condition_tree import worked
from reviews.forms.condition_view import NodeView, Problems, view_of, views_of
from reviews.forms.conditions import KINDS, Fields, node_from, nodes_from, one
from reviews.forms.controls import Control, chosen, with_present

Rule = dict[str, Any]


def rule_from(fields: Fields) -> Rule:
    """Return the rule that the fields say, as it was typed."""
    plain = {name: one(fields, name) for name in ("id", "target", "route")}
    return {
        **plain,
        "clause": citation_from(fields, "clause"),
        "asks": one(fields, "asks"),
        "for": node_from(fields, "for"),
        "needs": nodes_from(fields, "needs"),
    }


def worked_rule(fields: Fields, do: str) -> Rule:
    """Return the rule after a button beside one of its conditions was pressed."""
    return worked(rule_from(fields), do, one(fields, f"{do.partition(':')[2]}.new"))


class RulePage:
    """What the page of a rule shows."""

    def __init__(self, rule: Mapping[str, Any], data: Draft, problems: Problems) -> None:
        self.rule, self.data, self.problems = rule, data, problems
        self.tables = list(awards_of(data))

    def head(self) -> list[tuple[Control, list[str]]]:
        """Return the fields above the conditions, each with what is wrong with it."""
        controls = [
            self._select("target", "申报资格", list(mapping(self.data.get("targets")))),
            self._select("route", "申报途径", texts(self.data.get("routes"))),
            Control(
                "id", "规则编号", values=[str(self.rule.get("id") or "")], hint="本计划内不重复；结论和用例引用此编号。"
            ),
        ]
        clause = citation_control("clause", "依据条款", self.rule.get("clause"), documents_of(self.data))
        return [(control, list(self.problems.get(control.name, ()))) for control in (*controls, clause)]

    def _select(self, name: str, label: str, known: list[str]) -> Control:
        value = str(self.rule.get(name) or "")
        choices = chosen(f"请选择{label}", with_present([(each, each) for each in known], [value]))
        return Control(name, label, "select", [value], choices)

    def asks(self) -> Control:
        """Return the field for the sentence that applicants read."""
        return Control("asks", "对申报人的要求", "lines", [str(self.rule.get("asks") or "")])

    def asks_problems(self) -> list[str]:
        """Return what is wrong with that sentence."""
        return list(self.problems.get("asks", ()))

    def applies(self) -> NodeView:
        """Return the condition that says whom the rule is for."""
        return view_of(self.rule.get("for") or {}, "for", self.tables, self.problems)

    def needs(self) -> list[NodeView]:
        """Return the conditions that such people have to meet."""
        return views_of(list(self.rule.get("needs") or ()), "needs", self.tables, self.problems)

    def kinds(self) -> list[tuple[str, str]]:
        """Return what can be added."""
        return list(KINDS.items())
