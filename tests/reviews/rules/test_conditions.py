"""A condition survives the way into the fields of a form and back; buttons change one thing each."""

import json
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings

from law.grammar import Grammar
from reviews.forms.condition_tree import worked
from reviews.forms.condition_view import view_of
from reviews.forms.conditions import RAW, fields_of, node_from, nodes_from
from tests.reviews.rules import trees


def posted(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """What a browser makes of the fields, and Django of what the browser sends."""
    return dict(QueryDict(urlencode(fields, doseq=True)).lists())


def same(one: object, other: object) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(trees.conditions)
def test_any_condition_survives_the_form(node):
    fields = fields_of(node, "needs.3")
    assert fields["needs.3.kind"] != [RAW]
    assert same(node_from(posted(fields), "needs.3"), node)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(trees.conditions)
def test_what_comes_back_compiles_to_the_same_question(node):
    tables = {name: [f"{name}奖"] for name in trees.TABLES}
    before, after = (Grammar(tables, {f"B{n}": "项" for n in range(1, 7)}) for _ in range(2))
    again = node_from(posted(fields_of(node, "for")), "for")
    assert before.compile(node, "x").asks == after.compile(again, "x").asks
    assert before.problems == after.problems


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(trees.anything)
def test_what_is_no_condition_is_carried_along_as_it_is(node):
    again = node_from(posted(fields_of(node, "for")), "for")
    assert same(again, {} if node is None else node)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(trees.conditions)
def test_every_field_of_a_condition_stands_on_its_page(node):
    names = {name for name, values in fields_of(node, "for").items() if any(values)}
    assert names <= set(_names(view_of(node, "for", trees.TABLES, {})))


def _names(view):
    yield view.kinds.name
    for control in (*view.controls, *view.extras):
        yield control.name
    for pair in view.rows:
        yield from (control.name for control in pair)
    for part in view.parts:
        yield from _names(part)


def test_what_was_typed_wrongly_is_kept():
    fields = {"needs.0.kind": ["tenure"], "needs.0.tenure": ["craft"], "needs.0.years": ["六年"]}
    assert nodes_from(fields, "needs") == [{"tenure": "craft", "years": "六年"}]
    assert fields_of({"tenure": "craft", "years": "六年"}, "needs.0")["needs.0.years"] == ["六年"]


def test_a_group_that_becomes_a_negation_keeps_its_parts_together():
    fields = fields_of({"all": [{"human": "AMB-03"}, {"human": "AMB-04"}]}, "for") | {"for.kind": ["not"]}
    assert node_from(fields, "for") == {"not": {"all": [{"human": "AMB-03"}, {"human": "AMB-04"}]}}


A, B, C = ({"human": f"AMB-0{n}"} for n in (3, 4, 5))
RULE = {"for": A, "needs": [B, {"any": [B, C]}]}


@pytest.mark.parametrize(
    ("do", "needs"),
    [
        ("up:needs.1", [{"any": [B, C]}, B]),
        ("down:needs.1", [B, {"any": [B, C]}]),
        ("down:needs.1.0", [B, {"any": [C, B]}]),
        ("remove:needs.1.1", [B, {"any": [B]}]),
        ("copy:needs.0", [B, B, {"any": [B, C]}]),
        ("group:needs.1.1", [B, {"any": [B, {"all": [C]}]}]),
        ("remove:needs.9", [B, {"any": [B, C]}]),
        ("explode:needs.0", [B, {"any": [B, C]}]),
        ("up:nowhere.0", [B, {"any": [B, C]}]),
    ],
)
def test_a_button_changes_one_thing(do, needs):
    assert worked(RULE, do) == {"for": A, "needs": needs}


def test_conditions_are_added_at_any_depth():
    rule = worked(RULE, "add:needs.1", "all")
    rule = worked(rule, "add:needs.1.2", "tenure")
    assert rule["needs"][1] == {"any": [B, C, {"all": [{"tenure": "", "years": None}]}]}
    assert worked(rule, "add:needs", "human")["needs"][-1] == {"human": ""}
    assert worked({"for": {}, "needs": []}, "group:for")["for"] == {"all": [{}]}
    assert worked(RULE, "remove:for")["for"] == {}
