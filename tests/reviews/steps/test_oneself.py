"""One person under two accounts: he decides nothing about himself, and is nobody's second officer."""

import pytest

from accounts.actor import Actor
from accounts.models import User
from reviews.enums import ConflictSource, ConflictStage, Stage
from reviews.models import Conflict
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.base import ActRefused, perform, reasons_against
from reviews.steps.judge_conflict import JUDGE_CONFLICT
from reviews.steps.propose_removal import PROPOSE_REMOVAL
from reviews.steps.recommend import RECOMMEND
from reviews.steps.remove_expert import REMOVE_EXPERT
from reviews.steps.settle_conflict import SETTLE_CONFLICT
from tests.accounts.people import id_number
from tests.reviews import filed
from tests.reviews.committee.factory import hall
from zcps import clock as platform

pytestmark = pytest.mark.django_db
SECOND = "由您提出"


def known(actor: Actor, number: str) -> Actor:
    """The officer, whose number the bureau gave with the account."""
    assert actor.user
    actor.user.id_number = number
    actor.user.save()
    return actor


def number_of(user: User) -> str:
    user.id_number = user.id_number or id_number()
    user.save()
    return user.id_number


def test_an_officer_does_not_recommend_himself(clock):
    clock.set("2022-09-25 09:00")
    case = filed.case(Stage.RECOMMENDATION)
    own = known(filed.officer(case.holder), number_of(case.applicant.user))
    assert any("回避" in reason for reason in reasons_against(RECOMMEND, case, own, text="同意推荐。"))
    with pytest.raises(ActRefused, match="回避"):
        perform(RECOMMEND, case, own, text="同意推荐。")
    other = known(filed.officer(case.holder), id_number())
    assert reasons_against(RECOMMEND, case, other, text="同意推荐。") == []


def test_an_officer_approves_no_list_on_which_he_stands():
    room = hall(cases=2)
    meeting = room.reported()
    own = known(room.bureau, number_of(room.cases[0].applicant.user))
    assert any("回避" in reason for reason in reasons_against(APPROVE_RESULTS, meeting, own, publication_number="1号"))
    other = known(filed.officer(room.plan.hr_bureau), id_number())
    assert reasons_against(APPROVE_RESULTS, meeting, other, publication_number="1号") == []


def test_the_same_person_for_the_office_and_for_the_bureau_is_no_second_person():
    room, mine = hall(cases=1, experts=1), id_number()
    first, same = known(room.office, mine), known(filed.officer(room.committee.hr_bureau), mine)
    seat = room.experts[0].memberships.get()
    perform(PROPOSE_REMOVAL, seat, first, reason="已调离专业岗位。")
    seat.refresh_from_db()
    assert any(SECOND in reason for reason in reasons_against(REMOVE_EXPERT, seat, same))
    tie = Conflict.objects.create(
        committee=room.committee, meeting=room.scheduled(), expert=room.experts[0], kind="kin",
        profile=room.cases[0].applicant, source=ConflictSource.COMPUTED, created_at=platform.now(),
    )  # fmt: skip
    perform(JUDGE_CONFLICT, tie, first, proposal=ConflictStage.DISMISSED, reason="不是同一人")
    tie.refresh_from_db()
    assert any(SECOND in reason for reason in reasons_against(SETTLE_CONFLICT, tie, same))
    expert = known(filed.officer(room.plan.office), number_of(room.experts[0].user))
    assert any("回避" in reason for reason in reasons_against(SETTLE_CONFLICT, tie, expert))
