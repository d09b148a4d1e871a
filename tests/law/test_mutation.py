"""Every threshold of the law is shifted by one, and every shift is noticed by a case."""

import pytest

from law import breakthrough, cli, recognition, rulebook
from law import credits as credit_law
from law.lint import lint
from law.mutation import mutants, numbers, survivors
from law.sources import cite
from law.trial import try_vectors
from law.yaml_data import read_yaml
from tests.law.cases import vectors

ANSWERS = {True: "met", False: "not_met", "needs_human": "unknown"}


@pytest.mark.parametrize("plan", rulebook.plans())
def test_the_cases_of_a_rulebook_guard_its_every_threshold(plan):
    data = read_yaml(f"rulebooks/{plan}.yaml")
    assert [(m.place, m.was, m.becomes) for m in survivors(data, data["vectors"])] == []
    assert [trial for trial in try_vectors(rulebook.load(plan), data["vectors"]) if not trial.passed] == []
    assert not [w for w in lint(rulebook.load(plan)) if w.key.startswith("unguarded")]


def test_there_are_thresholds_to_shift():
    counts = {plan: len(list(mutants(read_yaml(f"rulebooks/{plan}.yaml")))) for plan in rulebook.plans()}
    assert counts == {
        "HZ-2020-GYMS": 31,
        "QZ-2021-GYMS": 0,
        "QZ-2022-CD": 16,
        "QZ-2022-GYMS": 42,
        "QZ-2023-GT": 33,
        "ZJ-2022-ZG": 4,
    }


def items_come_out_as_the_notices_say():
    cases = vectors("breakthrough_items")
    return all(breakthrough.judge_item(v["item"], v["facts"]).answer == ANSWERS[v["expect"]] for v in cases)


def levels_moved(data):
    """Every level of an item moved one step on its scale."""
    scale = data["scales"]["level"]
    for item, row in data["items"].items():
        for number, need in enumerate(row.get("needs", ())):
            for step in (-1, 1) if "least" in need else ():
                moved = {**need, "least": scale[scale.index(need["least"]) + step]}
                needs = [*row["needs"][:number], moved, *row["needs"][number + 1 :]]
                yield f"{item}.least", {**data, "items": {**data["items"], item: {**row, "needs": needs}}}


def test_the_items_of_an_exceptional_filing_are_guarded(monkeypatch):
    assert items_come_out_as_the_notices_say()
    data = read_yaml("data/breakthrough.yaml")
    shifted = [(m.place, m.data) for m in numbers(data, (), data)] + list(levels_moved(data))
    assert len(shifted) == 8 + 10
    for place, mutant in shifted:
        monkeypatch.setattr(breakthrough, "_data", lambda mutant=mutant: mutant)
        assert not items_come_out_as_the_notices_say(), place


def hours_come_out_as_the_notices_say():
    cases = [vector for vector in vectors("credit_recognition") if vector["expect"] != "needs_human"]
    return all(cli.credit_hours(vector["items"])["hours"] == vector["expect"] for vector in cases)


def test_the_hours_of_every_activity_are_guarded(monkeypatch):
    assert hours_come_out_as_the_notices_say()
    data = read_yaml("data/credit_routes.yaml")
    shifted = list(numbers(data, (), data))
    assert len(shifted) == 2 * 14
    for mutant in shifted:
        rows = {key: recognition.CreditRoute(key, **row) for key, row in mutant.data.items()}
        for name in ("credit_routes", "known_routes"):
            monkeypatch.setattr(recognition, name, lambda rows=rows: rows, raising=False)
        assert not hours_come_out_as_the_notices_say(), mutant.place


def policies_come_out_as_the_notices_say():
    return all(
        cli.credit_check(
            vector["policy"],
            vector.get("level") or vector.get("target", ""),
            vector.get("edu", ""),
            vector.get("credits") or vector["totals"],
        )["met"]
        is vector["expect"]
        for vector in vectors("credit_policy")
    )


def test_every_number_of_the_credit_policies_is_guarded(monkeypatch):
    assert policies_come_out_as_the_notices_say()
    data = read_yaml("data/credit_policies.yaml")
    shifted = list(numbers(data, (), data))
    assert len(shifted) > 50
    for mutant in shifted:
        rows = {key: {**row, "clause": cite(row["clause"])} for key, row in mutant.data.items()}
        monkeypatch.setattr(credit_law, "policies", lambda rows=rows: rows)
        assert not policies_come_out_as_the_notices_say(), (mutant.place, mutant.was, mutant.becomes)
