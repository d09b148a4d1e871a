import pytest

from reviews.enums import Stage
from reviews.selectors.applications import CASES
from reviews.selectors.timeline import standing_of, timeline_of
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.base import perform
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.withdraw import WITHDRAW
from reviews.workflow import ALL_ACTS
from tests.reviews import cases

pytestmark = pytest.mark.django_db


def test_it_says_who_did_what_who_holds_it_and_what_is_to_come():
    filed = cases.make_case()
    line = timeline_of(filed)
    assert [done.title for done in line.past] == ["开始填报", "签署材料真实性保证书", "提交申报"]
    assert line.past[0].who == filed.applicant.user.name
    assert (line.present.title, line.present.who, line.present.left) == ("单位审核", filed.employer.name, 21)
    titles = [step.title for step in line.future]
    assert titles[:2] == ["单位公示", "单位填写推荐意见"]
    assert titles[-1] == "公布结果，签发电子证书"
    assert "不少于 5 个工作日" in line.future[0].rule
    assert "衢经信产融〔2022〕44号" in line.future[0].rule


def test_each_leg_of_the_route_is_a_step_of_its_own():
    filed = cases.make_case()
    filed.stage, filed.leg = Stage.RECOMMENDATION, 0
    assert timeline_of(filed).future[0].who == "县（市、区）人力社保部门"
    filed.leg = 1
    assert timeline_of(filed).future[0].title == "资格审查"


def test_a_case_that_has_ended_has_no_holder_and_no_future():
    filed = cases.make_case()
    gone = perform(WITHDRAW, filed, cases.applicant_actor(filed.applicant), reason="材料需要重做")
    line = timeline_of(gone)
    assert (line.present, line.future) == (None, [])
    assert line.past[-1].note == "理由：材料需要重做"
    assert standing_of(gone)["holder"] == ""


def test_an_opinion_stands_beside_its_act():
    filed = cases.make_case()
    defects = [{"target": "", "label": "全部", "text": "请补充代表作品。", "clause": ""}]
    perform(RETURN_FOR_CORRECTION, filed, cases.officer_actor(filed.employer), defects=defects)
    line = timeline_of(cases.fresh(filed))
    assert line.past[-1].title == RETURN_FOR_CORRECTION.verb
    assert "请补充代表作品" in line.past[-1].note
    assert line.present.note == "已退回补正，请按退回意见修改后重新提交。"


def test_every_stage_of_the_procedure_can_be_shown():
    filed = cases.make_case()
    for stage in Stage:
        filed.stage = stage
        line = timeline_of(filed)
        assert (line.present is None) == (
            stage
            in {
                "not_passed",
                "not_determined",
                "not_recommended",
                "not_accepted",
                "withdrawn",
                "lapsed",
                "revoked",
                "archived",
            }
        )


def test_it_takes_three_queries_however_long_it_is(django_assert_num_queries):
    filed = CASES.get(pk=cases.make_case().pk)
    # The entries, what they refer to, and which notices on holidays have been approved.
    with django_assert_num_queries(3):
        timeline_of(filed)


def test_every_act_has_words():
    assert all(step.verb and step.clause for step in ALL_ACTS)
    assert APPROVE_BY_EMPLOYER in ALL_ACTS
