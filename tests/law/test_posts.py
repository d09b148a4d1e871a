import pytest

from law.errors import BadInput
from law.posts import PostAnswer, PostTable, judge_posts
from tests.law.cases import vector_id, vectors


@pytest.mark.parametrize("vector", vectors("post_table"), ids=vector_id)
def test_post_tables(vector):
    fields = {key: value for key, value in vector.items() if key not in {"id", "expect", "why"}}
    found = judge_posts(PostTable(**fields))
    assert found.answer == vector["expect"]
    assert found.because.endswith("。")


def test_a_table_within_its_vacancies_passes():
    assert judge_posts(PostTable(10, 8, 2, 1, 1, listed=2)).answer is PostAnswer.PASS
    assert judge_posts(PostTable(10, 11, -1, 0, 0)).answer is PostAnswer.NEEDS_HUMAN


def test_a_shared_post_is_for_a_person():
    assert judge_posts(PostTable(10, 10, 0, 1, 0, is_exception=True)).answer is PostAnswer.NEEDS_HUMAN


def test_every_defect_is_told_at_once():
    found = judge_posts(PostTable(10, 8, 3, 1, 0, listed=2))
    assert "空缺数" in found.because
    assert "名单" in found.because


def test_negative_people_are_refused():
    with pytest.raises(BadInput):
        judge_posts(PostTable(10, 8, 2, -1, 0))
