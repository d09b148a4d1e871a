import pytest

from law.answers import Answer
from law.breakthrough import breakthrough_items, judge_item
from law.errors import BadInput
from tests.law.cases import vector_id, vectors

ANSWERS = {True: Answer.MET, False: Answer.NOT_MET, "needs_human": Answer.UNKNOWN}


@pytest.mark.parametrize("vector", vectors("breakthrough_items"), ids=vector_id)
def test_items(vector):
    found = judge_item(vector["item"], vector["facts"])
    assert found.answer is ANSWERS[vector["expect"]]
    assert vector.get("amb") is None or vector["amb"] in found.ambiguities


@pytest.mark.parametrize(
    ("item", "details", "answer"),
    [
        ("B1", {"level": "市厅级", "grade": "三等", "role": "主要贡献者", "industry": True}, Answer.NOT_MET),
        ("B1", {"level": "市厅级", "grade": "二等", "role": "主要贡献者"}, Answer.UNKNOWN),
        ("B2", {"level": "市级", "title": "劳动模范", "grantor": "协会"}, Answer.NOT_MET),
        ("B2", {"level": "市级", "title": "劳动模范"}, Answer.MET),
        ("B3", {"level": "省级", "grade": "金奖", "role": "独创", "formal": False}, Answer.NOT_MET),
        ("B4", {"level": "市级", "role": "主持", "kind": "收藏"}, Answer.MET),
        ("B4", {"level": "县级", "role": "独创", "kind": "陈设"}, Answer.NOT_MET),
        ("B5", {"kind": "会议宣读", "level": "省级", "in_proceedings": False}, Answer.NOT_MET),
        ("B5", {"kind": "刊物发表", "level": "省级", "count": 1}, Answer.MET),
        ("B5", {"kind": "刊物发表", "level": "市级", "count": 1}, Answer.NOT_MET),
        ("B6", {"usd": [59999, 60000]}, Answer.NOT_MET),
        ("B6", {"cny": [500000, 500000]}, Answer.MET),
        ("B6", {}, Answer.UNKNOWN),
    ],
)
def test_the_edges_of_items(item, details, answer):
    assert judge_item(item, details).answer is answer


def test_unknown_items_and_numbers_are_refused():
    assert len(breakthrough_items()) == 6
    with pytest.raises(BadInput):
        judge_item("B7", {})
    with pytest.raises(BadInput):
        judge_item("B6", {"usd": ["many"]})
