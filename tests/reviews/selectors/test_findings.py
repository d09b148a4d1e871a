import datetime as dt

import pytest

from law.examination import examine
from law.rulebook import load
from reviews.selectors.findings import gate_groups, groups_of, line_of

ON = dt.date(2022, 9, 1)
BACHELOR = {"edu": {"level": "本科"}, "titles": {"assistant": True}}


def examined(target: str = "工艺美术师", **facts: object) -> dict:
    return examine(load("QZ-2022-GYMS"), {**BACHELOR, **facts}, target, ON).as_json()


def test_the_count_stands_on_a_line_of_its_own_in_the_colour_of_its_result():
    found = examined(tenure={"assistant_work": {"from": "2018-12-01"}, "craft": 2, "assistant_post": 4})
    (route, *_) = groups_of(found)
    assert route["answer"] == "met"
    (line,) = [line for line in route["findings"] if line["calculations"]]
    assert line["calculations"] == [{"text": "2018-12-01 → 2022-12-31 = 4 年 30 天 ≥ 4 年", "kind": "done"}]
    assert line["because"] == "您取得助理级资格后从事助理级工作。"
    assert line["remedy"] == ""


def test_what_is_not_met_says_from_when_it_will_be_and_the_nearest_route_stands_first():
    found = examined(tenure={"assistant_work": {"from": "2019-06-01"}, "craft": 2, "assistant_post": 1})
    first, *others = [group for group in groups_of(found) if "：" in group["title"]]
    assert first["note"] == "最接近的申报方式"
    assert not first["folded"]
    assert "取得助理工艺美术师资格后从事助理工艺美术师工作满 4 年" in first["title"]
    (line,) = [line for line in first["findings"] if line["answer"] == "not_met"]
    assert line["calculations"][0]["kind"] == "stop"
    assert line["remedy"] == "连续从业的，2023年6月1日起满 4 年。"
    assert [group["folded"] for group in others] == [True] * len(others)


def test_a_fact_that_was_left_out_waits_for_the_person_and_a_doubt_for_an_office():
    waiting = groups_of(examined(tenure={"craft": 2}))[0]
    assert (waiting["answer"], waiting["word"]) == ("unknown", "待补充")
    one_day = examined(tenure={"assistant_work": {"from": "2019-01-01"}, "craft": 2, "assistant_post": 1})
    doubtful = groups_of(one_day)[0]
    assert (doubtful["answer"], doubtful["word"]) == ("unknown", "")
    (line,) = [line for line in doubtful["findings"] if line["answer"] == "unknown"]
    assert line["calculations"][0]["kind"] == "due"
    assert "由受理部门核定" in line["remedy"]


def test_gates_that_refuse_come_first_and_are_unfolded():
    found = examined(person={"civil_servant": True, "retired": True})
    (group,) = gate_groups(found)
    assert not group["folded"]
    assert [line["answer"] for line in group["findings"][:3]] == ["not_met", "not_met", "met"]
    assert group["findings"][0]["because"] == "离退休人员不能申报参加职称评审。"
    assert group["findings"][0]["remedy"] == "如登记有误，请联系用人单位更正。"
    assert gate_groups(examined(person={"retired": False}))[0]["folded"]
    assert not any("所有申报人" in group["title"] for group in groups_of(found, everybody=False))


def test_a_snapshot_of_an_earlier_time_is_read_too():
    found = examined(tenure={"assistant_work": 2, "craft": 3, "assistant_post": 1})
    for finding in found["findings"]:
        for step in finding["steps"]:
            del step["earliest"]
        if finding["id"] == "ZP-M-03":
            del finding["steps"]
    del found["nearest"], found["earliest"]
    assert groups_of(found)
    assert groups_of({}) == []


@pytest.mark.parametrize(
    ("because", "situation", "counts", "remedy"),
    [
        ("您从事工艺美术工作：3 年 < 6 年。", "您从事工艺美术工作。", ["3 年 < 6 年"], ""),
        ("您未取得资格。请先取得资格。", "您未取得资格。", [], "请先取得资格。"),
        ("", "", [], ""),
    ],
)
def test_a_sentence_is_parted(because, situation, counts, remedy):
    line = line_of({"asks": "…", "answer": "not_met", "because": because})
    assert (line["because"], line["remedy"]) == (situation, remedy)
    assert [count["text"] for count in line["calculations"]] == counts


def test_the_earliest_day_stands_in_where_nothing_else_is_said():
    line = line_of({"asks": "…", "answer": "not_met", "because": "还不满 6 年。", "earliest": "2023-12-01"})
    assert line["remedy"] == "2023年12月1日起达到。"
