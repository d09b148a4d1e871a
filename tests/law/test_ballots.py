import pytest
from hypothesis import given
from hypothesis import strategies as st

from law import ballots, cli
from law.errors import BadInput
from tests.law.cases import vector_id, vectors

OUTCOMES = {"pass": True, "fail": False, "needs_human": None}


@pytest.mark.parametrize("vector", vectors("votes"), ids=vector_id)
def test_ballots_come_out_as_the_notices_say(vector):
    found = cli.tally(
        vector["present"], vector.get("recused", 0), vector["approve"], proxies=vector.get("proxy_votes", 0)
    )
    assert found["passed"] is OUTCOMES[vector["expect"]]
    assert found["because"]


def test_the_contract_of_the_command_line():
    found = cli.tally(9, 0, 6)
    assert (found["passed"], found["base"], found["needed"]) == (True, 9, 6)


def test_the_base_that_a_plan_fixes_decides():
    assert ballots.tally(10, 1, 6, ballots.PRESENT).passed is False
    assert ballots.tally(10, 1, 6, ballots.PRESENT_UNRECUSED).passed is True
    open_question = ballots.tally(10, 1, 6)
    assert open_question.passed is None
    assert "评审计划" in open_question.because


def test_proxies_that_change_nothing_are_taken_out():
    assert ballots.tally(9, 0, 8, proxies=1) == ballots.tally(9, 0, 7)


@pytest.mark.parametrize(
    "numbers", [(0, 0, 0), (9, 9, 0), (9, 0, 10), (9, 1, 9), (-1, 0, 0), (9, -1, 3), (True, 0, 1), (9.0, 0, 6)]
)
def test_numbers_that_cannot_be_are_refused(numbers):
    with pytest.raises(BadInput):
        ballots.tally(*numbers)


def test_an_unknown_base_and_too_many_proxies_are_refused():
    with pytest.raises(BadInput, match="表决基数"):
        ballots.tally(9, 0, 6, "members")
    with pytest.raises(BadInput, match="委托票"):
        ballots.tally(9, 0, 6, proxies=7)


@pytest.mark.parametrize(
    ("rule", "margin", "yes", "no", "needed", "again"),
    [
        ("never", 9, 5, 4, 6, False),
        ("", 9, 5, 4, 6, False),
        ("short", 1, 5, 4, 6, True),
        ("short", 1, 4, 5, 6, False),
        ("short", 9, 6, 3, 6, False),
        ("tie", 1, 4, 4, 6, True),
        ("tie", 1, 0, 0, 6, False),
        ("tie", 1, 5, 4, 6, False),
    ],
)
def test_a_second_vote_where_the_plan_allows_one(rule, margin, yes, no, needed, again):
    assert ballots.vote_again(rule, margin, yes=yes, no=no, needed=needed) is again


@given(st.integers(1, 200), st.data())
def test_needed_is_the_smallest_number_that_passes(present, data):
    yes = data.draw(st.integers(0, present))
    found = ballots.tally(present, 0, yes)
    assert found.needed is not None
    assert found.passed is (yes >= found.needed)
    assert 3 * found.needed >= 2 * present > 3 * (found.needed - 1)


@given(st.integers(2, 60), st.data())
def test_one_more_yes_never_turns_a_pass_into_a_fail(present, data):
    recused = data.draw(st.integers(0, present - 1))
    rank = {False: 0, None: 1, True: 2}
    found = [rank[ballots.tally(present, recused, yes).passed] for yes in range(present - recused + 1)]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("present", "members", "reached"), [(6, 9, True), (5, 9, False), (17, 25, True), (16, 25, False)]
)
def test_quorum_is_two_thirds_of_the_members(present, members, reached):
    found = ballots.quorum(present, members)
    assert found.reached is reached
    assert str(found.needed) in found.because


def test_a_quorum_that_cannot_be_is_refused():
    with pytest.raises(BadInput):
        ballots.quorum(10, 9)
