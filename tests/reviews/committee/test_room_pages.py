"""The pages of the room: what the chair, a member, one who steps back and the projector see; what they send."""

import pytest
from django.urls import reverse

from reviews.enums import Choice, ItemStage, RevoteRule, Stage
from reviews.models import Application, Turnout
from reviews.steps.base import perform
from reviews.steps.cast import CAST
from reviews.steps.name_deputy import NAME_DEPUTY
from reviews.steps.open_discussion import OPEN_DISCUSSION
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.recuse import RECUSE
from tests.reviews.committee.factory import chair, expert, first_item, hall, panel
from tests.reviews.committee.test_views import as_, text

pytestmark = pytest.mark.django_db


def test_the_wall_tells_how_many_have_voted_then_the_arithmetic_and_names_no_expert() -> None:
    room = hall(cases=1)
    meeting = room.convened()
    item, wall = first_item(meeting), reverse("wall", args=[meeting.pk])
    office, names = as_(room.office), [seat.expert.user.name for seat in panel(meeting)]
    assert "等待评议" in text(office.get(wall))
    perform(OPEN_ITEM, item, chair(meeting))
    for seat in panel(meeting)[:4]:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    shown = text(office.get(wall, headers={"HX-Request": "true"}))
    assert item.application.applicant.user.name in shown
    assert "/ 9 人已投票" in shown
    assert "同意" not in shown
    for seat in panel(meeting)[4:]:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    as_(chair(meeting)).post(reverse("item_close", args=[item.pk]))
    shown = text(office.get(wall, headers={"HX-Request": "true"}))
    assert "3×9=27 ≥ 2×9=18" in shown
    assert not any(name in shown for name in names)
    for actor in (expert(panel(meeting)[1]), room.bureau, room.supervisor):
        assert as_(actor).get(wall).status_code == 404


def test_the_wall_tells_a_chair_who_has_stepped_back_nothing_of_the_item() -> None:
    room = hall(cases=1)
    meeting = room.convened(present=8)
    seats, item, wall = panel(meeting), first_item(meeting), reverse("wall", args=[meeting.pk])
    perform(RECUSE, item, chair(meeting), reason="师徒关系")
    deputy = next(seat for seat in seats if not seat.is_chair and seat.arrived_at)
    perform(NAME_DEPUTY, meeting, room.office, seat=deputy)
    perform(OPEN_ITEM, item, expert(deputy))
    for seat in seats:
        if seat.arrived_at and not seat.is_chair:
            perform(CAST, item, expert(seat), choice=Choice.YES)
    for sees in (False, True):
        shown = text(as_(chair(meeting)).get(wall))
        assert "您已回避本项" in shown
        assert "已投票" not in shown
        assert "同意" not in shown
        if not sees:
            as_(expert(deputy)).post(reverse("item_close", args=[item.pk]))
    assert "同意" in text(as_(room.office).get(wall))


def test_the_chair_sees_who_has_voted_and_whoever_steps_back_sees_nothing_of_the_item() -> None:
    room = hall(cases=2)
    meeting = room.convened(present=8)
    seats, item = panel(meeting), first_item(meeting)
    out = as_(expert(seats[1]))
    perform(RECUSE, item, expert(seats[1]), reason="师徒关系")
    perform(OPEN_DISCUSSION, item, chair(meeting))
    state = reverse("room_state", args=[meeting.pk])
    shown = text(out.get(state))
    assert "请离开会场" in shown
    assert "<h2>" + item.application.applicant.user.name not in shown
    perform(OPEN_ITEM, item, chair(meeting))
    perform(CAST, item, expert(seats[2]), choice=Choice.NO)
    shown = text(out.get(state))
    assert "已投票" not in shown
    ballot = text(out.get(reverse("ballot", args=[item.pk])))
    assert "您已回避本项" in ballot
    assert item.application.applicant.user.name not in ballot
    seen = text(as_(chair(meeting)).get(state))
    for words in ("请离场", "已投票", "未投票", "未签到"):
        assert words in seen


def test_the_acts_of_the_chair_and_the_office_through_the_pages() -> None:
    room = hall(cases=2)
    meeting = room.convened(present=8)
    item, other = meeting.items.all()
    presiding, office = as_(chair(meeting)), as_(room.office)
    absent, deputy = panel(meeting)[8], panel(meeting)[1]
    page = reverse("absence", args=[meeting.pk, absent.pk])
    assert absent.label in text(office.get(page))
    assert office.post(page, {"reason": ""}).status_code == 422
    assert office.post(page, {"reason": "因病请假"}).status_code == 302
    office.post(reverse("deputy", args=[meeting.pk, deputy.pk]))
    assert meeting.panel.get(is_deputy=True) == deputy
    assert "主任委员" in text(office.post(reverse("deputy", args=[meeting.pk, panel(meeting)[0].pk]), follow=True))

    presiding.post(reverse("item_act", args=[item.pk, "open_discussion"]))
    item.refresh_from_db()
    assert item.stage == ItemStage.DISCUSSION
    assert "正在评议" in text(presiding.post(reverse("item_act", args=[other.pk, "open_discussion"]), follow=True))
    presiding.post(reverse("item_open", args=[item.pk]))
    page = reverse("item_act", args=[item.pk, "void_round"])
    assert "全部销毁" in text(presiding.get(page))
    assert [presiding.post(page, sent).status_code for sent in ({"reason": ""}, {})] == [422, 422]
    assert presiding.post(page, {"reason": "误操作"}).status_code == 302
    page = reverse("item_act", args=[item.pk, "defer_item"])
    assert office.post(page, {"reason": "材料需要补充核对"}).status_code == 302
    assert Application.objects.get(pk=item.application_id).stage == Stage.READY
    assert presiding.get(reverse("item_act", args=[item.pk, "nothing"])).status_code == 302
    assert "移至下次会议" in text(presiding.get(reverse("room", args=[meeting.pk])))


def test_a_ballot_of_an_earlier_round_and_one_without_a_second_look_are_not_counted() -> None:
    room = hall(cases=1)
    room.plan.revote_rule = RevoteRule.SHORT
    room.plan.save()
    meeting = room.convened()
    item, presiding = first_item(meeting), as_(chair(meeting))
    room.decide(item, 5)
    again = reverse("item_act", args=[item.pk, "vote_again"])
    assert presiding.post(again, {"reason": "补充审阅了证书"}).status_code == 302
    voter, page = as_(expert(panel(meeting)[2])), reverse("ballot", args=[item.pk])
    assert "第 2 轮" in text(voter.get(page))
    stale = voter.post(page, {"choice": "approve", "confirmed": "yes", "in_round": "1"})
    assert stale.status_code == 422
    assert "属于上一轮表决" in text(stale)
    assert voter.post(page, {"choice": "approve", "in_round": "2"}).status_code == 422
    assert not Turnout.objects.filter(round__number=2).exists()
    assert voter.post(page, {"choice": "approve", "confirmed": "yes", "in_round": "2"}).status_code == 302
    assert Turnout.objects.filter(round__number=2).count() == 1


def test_a_recusal_is_taken_back_through_the_page() -> None:
    room = hall(cases=1)
    meeting = room.convened()
    item, member = first_item(meeting), expert(panel(meeting)[1])
    perform(RECUSE, item, member, reason="师徒关系")
    client, page = as_(member), reverse("recuse", args=[item.pk])
    assert "撤回回避" in text(client.get(reverse("meeting", args=[meeting.pk])))
    assert client.post(page, {"reason": ""}).status_code == 422
    assert "已撤回回避" in text(client.post(page, {"reason": "同名，不是同一人"}, follow=True))
    assert not item.recusals.exists()
