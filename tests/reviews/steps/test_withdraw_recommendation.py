"""Taking a recommendation back (衢市人社专〔2021〕61号 三(一)): who, on what ground, what follows."""

import pytest

from accounts.actor import Actor
from accounts.models import JournalEntry, Notice
from reviews.documents.review_opinions import opinions_of
from reviews.enums import Stage
from reviews.models import Application, Meeting, MeetingItem
from reviews.permissions import has_recommended
from reviews.services.meetings import drop_absent_cases
from reviews.steps.base import perform
from reviews.steps.recommend import RECOMMEND
from reviews.steps.withdraw_recommendation import WITHDRAW_RECOMMENDATION
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.refusals import TEXT, refusal

pytestmark = pytest.mark.django_db

WHY = {"ground": "little_recognition", "text": "民主测评认可度低。"}


@pytest.fixture(autouse=True)
def september(clock: Clock) -> None:
    clock.set("2022-09-21 09:00")


def recommended() -> tuple[Application, Actor]:
    case = filed.case(Stage.RECOMMENDATION)
    by = filed.holder(case)
    return perform(RECOMMEND, case, by, text=TEXT), by


def test_the_body_that_gave_it_ends_the_case_and_everybody_is_told() -> None:
    case, by = recommended()
    holder, hand = filed.holder(case), filed.handler(case.employer)
    Notice.objects.all().delete()
    done = perform(WITHDRAW_RECOMMENDATION, case, by, **WHY)
    assert (done.stage, done.holder) == (Stage.NOT_RECOMMENDED, None)
    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told == {case.applicant.user.pk, holder.user.pk, hand.user.pk}
    assert JournalEntry.objects.get(act="withdraw_recommendation").data["ground"] == "公认度差"
    assert [line["text"] for line in opinions_of(done, done.snapshot)] == [
        "取消推荐资格（公认度差）：民主测评认可度低。"
    ]


def test_a_ground_and_facts_are_asked_for() -> None:
    case, by = recommended()
    reasons = refusal(WITHDRAW_RECOMMENDATION, case, by, text="")
    assert reasons == [
        "请选择取消推荐资格的情形：绩效低下、公认度差、作风不正。", "请填写取消推荐资格的事实和理由。",
    ]  # fmt: skip


def test_who_has_not_recommended_has_nothing_to_take_back() -> None:
    case, _ = recommended()
    assert "不能办理" in refusal(WITHDRAW_RECOMMENDATION, case, filed.holder(case), **WHY)[0]
    assert "不能办理" in refusal(WITHDRAW_RECOMMENDATION, case, filed.handler(case.employer), **WHY)[0]


def test_a_recommendation_that_stands_no_more_is_nothing_to_take_back() -> None:
    case, by = recommended()
    assert has_recommended(by, case)
    case.opinions.update(voided_at=case.entered_at)
    assert not has_recommended(by, case)
    case.opinions.update(voided_at=None)
    Application.objects.filter(pk=case.pk).update(snapshot=filed.snapshot(case))
    assert not has_recommended(by, Application.objects.get(pk=case.pk)), "of the version before it was mended"


def test_the_employer_takes_its_own_back() -> None:
    case = filed.case(Stage.QUALIFICATION)
    said = {"stage": Stage.EMPLOYER_OPINION_DUE, "verdict": "agree", "text": "同意推荐", "officer": ""}
    case.opinions.create(snapshot=case.snapshot, body=case.employer.name, given_at=case.entered_at, **said)
    done = perform(WITHDRAW_RECOMMENDATION, case, filed.handler(case.employer), **WHY)
    assert done.stage == Stage.NOT_RECOMMENDED


@pytest.mark.parametrize("stage", [Stage.IN_REVIEW, Stage.PASSED])
def test_not_once_the_panel_reviews(stage: Stage) -> None:
    case, by = recommended()
    Application.objects.filter(pk=case.pk).update(stage=stage)
    assert "不能取消推荐资格" in refusal(WITHDRAW_RECOMMENDATION, case, by, **WHY)[0]


def test_the_case_leaves_the_agenda(clock: Clock) -> None:
    case, by = recommended()
    case.stage, case.holder = Stage.READY, case.plan.office
    case.save()
    meeting = Meeting.objects.create(
        committee=case.title.committee, plan=case.plan, name="评审会议", number="HY1", convenes_at=clock.now,
        place="会议室", seats=9, created_at=clock.now,
    )  # fmt: skip
    MeetingItem.objects.create(meeting=meeting, application=case, order=1)
    perform(WITHDRAW_RECOMMENDATION, case, by, **WHY)
    assert drop_absent_cases(meeting) == [case.pk]
    assert not meeting.items.exists()
