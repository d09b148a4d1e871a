"""docs/law.md says what the law says, and everything that it names is there."""

from itertools import chain

import pytest
from django.core.management import get_commands
from django.urls import get_resolver

from law.articles import articles, constraints, differences, law_ids, requirements
from law.rulebook import load, plans
from law.sources import NOTICES
from reviews.management.commands import law_document
from zcps.services import ROOT

KEYS = {"at", "says", "law", "plan", "pages", "commands", "tests", "files"}
ROWS = {
    **{f"{code} {row['at']}": row for code, rows in articles().items() for row in rows},
    **differences(),
    **constraints(),
    **requirements(),
}


def test_the_document_is_up_to_date():
    assert law_document._PATH.read_text("utf-8") == law_document.page(), "run manage.py law_document"


@pytest.mark.parametrize("name", ROWS)
def test_what_a_row_names_is_there(name):
    row = ROWS[name]
    assert row.keys() <= KEYS
    assert row["says"]
    assert set(row.get("law", ())) <= law_ids()
    assert all(law_document.parameter(field) for field in row.get("plan", ()))
    assert set(row.get("commands", ())) <= get_commands().keys()
    for file in (*row.get("tests", ()), *row.get("files", ())):
        assert (ROOT / file).is_file(), file


@pytest.mark.parametrize("name", ROWS)
def test_every_page_that_a_row_names_has_an_address(name):
    assert set(ROWS[name].get("pages", ())) <= set(get_resolver().reverse_dict)


@pytest.mark.parametrize("name", [name for name in ROWS if not name.startswith("X")])
def test_every_article_and_requirement_is_done_somewhere_and_held_by_a_test(name):
    row = ROWS[name]
    assert {"law", "plan", "pages", "commands"} & row.keys()
    assert row["tests"]


def test_every_difference_is_a_parameter():
    assert list(differences()) == [f"X{number:02d}" for number in range(1, 55)]
    for row in differences().values():
        assert {"law", "plan", "files", "pages"} & row.keys()


def test_every_constraint_of_the_full_senior_title_is_listed():
    assert list(constraints()) == [f"ZGC-{number}" for number in range(1, 20)]


def test_every_requirement_is_listed():
    numbers = chain(range(63, 221), range(339, 357))
    assert list(requirements()) == [f"R{number:03d}" for number in numbers]


def test_every_notice_and_every_rule_has_its_article():
    assert list(articles()) == list(NOTICES)
    told = {each for rows in articles().values() for row in rows for each in row.get("law", ())}
    rules = {rule.id for plan in plans() for rule in load(plan).every_rule}
    assert rules <= told
    assert {gate.id for plan in plans() for gate in load(plan).gates} <= told
    assert {each for each in law_ids() if each.startswith(("CP-", "CR-", "B", "AMB-"))} <= told


def test_no_article_stands_twice():
    for rows in articles().values():
        places = [row["at"] for row in rows]
        assert len(set(places)) == len(places)
