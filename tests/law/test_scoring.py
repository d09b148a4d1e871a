import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.answers import Answer
from law.scoring import judge, key_of, open_items, overall, problems_of

THEORY = {
    "section": "专业理论水平", "kind": "criteria", "least": 3, "clause": "三(一)",
    "items": [{"text": f"条件{number}"} for number in range(5)],
}  # fmt: skip
RESULTS = {
    "section": "标志性业绩", "kind": "weighted", "least": 60, "clause": "三(三)",
    "items": [{"text": "获奖", "most": 50}, {"text": "专利", "most": 50}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "answer", "because"),
    [
        ([], Answer.UNKNOWN, "5 项中符合 0 项，应具备 3 项，尚未评完。"),
        ([True, True], Answer.UNKNOWN, "5 项中符合 2 项，应具备 3 项，尚未评完。"),
        ([True, True, True], Answer.MET, "5 项中符合 3 项，应具备 3 项，达到。"),
        ([False, False, True, True, True], Answer.MET, "5 项中符合 3 项，应具备 3 项，达到。"),
        ([False, False, False], Answer.NOT_MET, "5 项中符合 0 项，应具备 3 项，未达到。"),
        ([True, True, False, False], Answer.UNKNOWN, "5 项中符合 2 项，应具备 3 项，尚未评完。"),
        ([True, True, False, False, False], Answer.NOT_MET, "5 项中符合 2 项，应具备 3 项，未达到。"),
    ],
)
def test_three_of_five(marks, answer, because):
    found = judge([THEORY], {key_of(0, place): mark for place, mark in enumerate(marks)})[0]
    assert (found.answer, found.because) == (answer, because)


@pytest.mark.parametrize(
    ("marks", "answer", "because"),
    [
        ({"1.0": 30}, Answer.UNKNOWN, "得 30 分，满分 100 分，应不少于 60 分，尚未评完。"),
        ({"1.0": 30, "1.1": 30}, Answer.MET, "得 60 分，满分 100 分，应不少于 60 分，达到。"),
        ({"1.0": 30, "1.1": 29}, Answer.NOT_MET, "得 59 分，满分 100 分，应不少于 60 分，未达到。"),
        ({"1.0": 9}, Answer.NOT_MET, "得 9 分，满分 100 分，应不少于 60 分，未达到。"),
    ],
)
def test_points(marks, answer, because):
    found = judge([THEORY, RESULTS], marks)[1]
    assert (found.answer, found.because) == (answer, because)


def test_every_section_must_be_met():
    met = {key_of(0, place): True for place in range(3)}
    assert overall(judge([THEORY, RESULTS], met | {"1.0": 50, "1.1": 10})) is Answer.MET
    assert overall(judge([THEORY, RESULTS], met | {"1.0": 0, "1.1": 0})) is Answer.NOT_MET
    assert overall(judge([THEORY, RESULTS], met)) is Answer.UNKNOWN
    assert overall([]) is Answer.UNKNOWN
    assert open_items([THEORY, RESULTS], met | {"1.0": 0}) == [
        "专业理论水平第 4 项",
        "专业理论水平第 5 项",
        "标志性业绩第 2 项",
    ]


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=8), st.integers(0, 8))
def test_unknown_means_that_the_rest_decides(given_marks, needed):
    sheet = [{**THEORY, "least": min(needed, len(given_marks)), "items": [{"text": "条件"}] * len(given_marks)}]
    marks = {key_of(0, place): mark for place, mark in enumerate(given_marks) if mark is not None}
    rest = [key_of(0, place) for place, mark in enumerate(given_marks) if mark is None]
    ends = {overall(judge(sheet, {**marks, **dict.fromkeys(rest, mark)})) for mark in (True, False)}
    assert (overall(judge(sheet, marks)) is Answer.UNKNOWN) is (len(ends) == 2)
    assert Answer.UNKNOWN not in ends


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"least": 6}, "应在 0 至 5 项之间"),
        ({"least": None}, "应在 0 至 5 项之间"),
        ({"items": []}, "没有条目"),
        ({"kind": "stars"}, "评价方式只能是逐项判断或量化评分"),
        ({"kind": "weighted", "least": 0}, "没有最高分"),
    ],
)
def test_a_sheet_that_cannot_be_filled_in_is_named(change, sentence):
    assert any(sentence in problem for problem in problems_of([{**THEORY, **change}]))
    assert not list(problems_of([THEORY, RESULTS]))
