"""A group that reviews and votes alone (S4 二): its quorum, its roll and its arithmetic; nobody else votes."""

import copy
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse

from reviews.documents import result_filing_form
from reviews.enums import Choice, DocumentKind, Stage, VoteScope
from reviews.models import Application, Ballot, Expert, Meeting, MeetingGroup, MeetingItem, Minutes, PanelSeat
from reviews.selectors.room import state_of
from reviews.services.agendas import GroupForm
from reviews.services.minutes import file_of
from reviews.services.minutes_check import verify
from reviews.services.plan_warnings import warnings
from reviews.steps.arrange_agenda import ARRANGE_AGENDA
from reviews.steps.base import perform
from reviews.steps.cast import CAST
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.close_meeting import CLOSE_MEETING
from reviews.steps.draw_up_results import DRAW_UP_RESULTS
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.leave_meeting import LEAVE_MEETING
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.submit_opinion import SUBMIT_OPINION
from reviews.views.dossier import _following
from tests.reviews.committee.factory import Hall, chair, expert, hall, opened, panel
from tests.reviews.committee.test_ballots import refused
from tests.reviews.committee.test_changes import skilled
from tests.reviews.committee.test_views import as_, text
from zcps import signing

pytestmark = pytest.mark.django_db
SKILLED = "高技能人才组"


class Apart(Hall):
    """With four seats for the skilled workers' group."""

    def scheduled(self, **changes) -> Meeting:
        meeting = super().scheduled(**changes)
        meeting.groups.filter(is_skilled=True).update(least=4, most=4)
        return meeting


def apart(scope: str = VoteScope.SKILLED) -> Hall:
    """A pool of which half are skilled experts, and two cases, the first of a skilled worker."""
    room = hall(cases=2, experts=18)
    room.plan.vote_scope = scope
    room.plan.save()
    skilled(room.cases[0])
    Expert.objects.filter(pk__in=[each.pk for each in room.experts[:9]]).update(is_skilled=True)
    return Apart(**vars(room))


def of_group(meeting: Meeting) -> tuple[MeetingItem, list[PanelSeat], list[PanelSeat]]:
    """The skilled worker's item, who votes on it, and who does not."""
    item = meeting.items.select_related("group").get(group__is_skilled=True)
    seats = panel(meeting)
    return item, [seat for seat in seats if seat.group_id == item.group_id], [s for s in seats if s.group_id is None]


def vote(item: MeetingItem, seats: list[PanelSeat], yes: int) -> None:
    for place, seat in enumerate(seats):
        perform(CAST, item, expert(seat), choice=Choice.YES if place < yes else Choice.NO)


def test_only_the_groups_own_experts_vote_and_its_quorum_and_tally_are_its_own() -> None:
    room = apart()
    meeting = room.convened()
    item, own, others = of_group(meeting)
    assert (len(own), len(others), item.group.votes_alone) == (4, 5, True)
    assert "本组单独表决" in str(meeting.filing_report["groups"])
    # Seven of nine are in the room; of the four that vote on this one, two.
    for seat in own[:2]:
        perform(LEAVE_MEETING, meeting, expert(seat))
    assert f"{SKILLED} 4 人，应到会 3 人以上，实到 2 人" in refused(OPEN_ITEM, item, chair(meeting))
    for seat in own[:2]:
        perform(CHECK_IN, meeting, expert(seat))
    presiding = chair(meeting)
    item = perform(OPEN_ITEM, item, presiding)
    assert (item.present, opened(item).roll.count(), state_of(meeting).voters) == (4, 4, 4)
    assert {place.word for place in state_of(meeting).places if place.seat in others} == {"不参加本项"}
    for seat in others:
        assert f"由{SKILLED}单独评审" in refused(CAST, item, expert(seat), choice=Choice.YES)
    vote(item, own, yes=3)
    assert Ballot.objects.count() == opened(item).turnout.count() == 4
    item = perform(CLOSE_ITEM, item, presiding)
    assert item.passed is True
    assert item.arithmetic.startswith(
        f"{SKILLED}出席会议专家总数 4 人，三分之二以上为 3 票；同意 3 票，3×3=9 ≥ 2×4=8，通过。"
    )


def test_room_wall_minutes_and_the_signed_file_say_who_voted() -> None:
    room = apart()
    meeting = room.convened()
    item, own, others = of_group(meeting)
    chair_seat = next(seat for seat in panel(meeting) if seat.is_chair)
    outsider = next(seat for seat in others if seat != chair_seat)
    assert f"由{SKILLED}单独评审" in refused(SUBMIT_OPINION, item, expert(outsider))
    item = perform(OPEN_ITEM, item, chair(meeting))
    assert f"由{SKILLED}单独表决" in text(as_(room.office).get(reverse("wall", args=[meeting.pk])))
    reader = as_(expert(outsider))
    assert "您不是该组的专家" in text(reader.get(reverse("room", args=[meeting.pk])))
    assert "您不是该组的专家" in text(reader.get(reverse("ballot", args=[item.pk])))
    assert f"由{SKILLED}评审" in text(reader.get(reverse("dossiers", args=[meeting.pk])))
    shown = text(reader.get(reverse("dossier", args=[item.pk])))
    assert "您不是该组的专家" in shown
    assert "提交评议意见" not in shown
    assert reader.post(reverse("ballot", args=[item.pk]), {"choice": "yes", "confirmed": "yes"}).status_code == 422
    vote(item, own, yes=2)
    perform(CLOSE_ITEM, item, chair(meeting))
    room.decide(meeting.items.get(group__is_skilled=False))
    perform(CLOSE_MEETING, meeting, room.office)
    minutes = Minutes.objects.get()
    told = {row["voted_by"]: row["rounds"][0] for row in minutes.content["items"]}
    assert (told[SKILLED]["present"], told[SKILLED]["cast"], told[SKILLED]["passed"]) == (4, 4, False)
    assert (told[""]["present"], told[""]["cast"], told[""]["passed"]) == (9, 9, True)
    assert sum(row.get("group") == SKILLED for row in minutes.content["roll"]) == 4
    assert f"由{SKILLED}单独表决" in text(as_(room.office).get(reverse("minutes", args=[meeting.pk])))
    passed = Application.objects.filter(meeting_items__meeting=meeting, stage=Stage.PASSED)
    passed.update(stage=Stage.APPROVAL, holder=room.plan.hr_bureau)
    meeting = perform(DRAW_UP_RESULTS, meeting, room.office)
    paper = meeting.documents.get(kind=DocumentKind.RESULT_FILING_FORM)
    assert result_filing_form.view_of(paper).context["alone"] == [(SKILLED, str(item.order), "4 人")]
    file, keys = file_of(minutes), signing.public_keys()
    assert verify(file, keys)["valid"] is True
    forged = copy.deepcopy(file)
    next(row for row in forged["content"]["items"] if row["voted_by"])["voted_by"] = ""
    assert "重新计算后不一致" in verify(forged, keys)["because"]


def test_a_group_without_enough_seats_does_not_vote_alone() -> None:
    room = apart()
    meeting = Hall.scheduled(room)
    group = meeting.groups.get(is_skilled=True)
    assert f"请在分组排序中为“{SKILLED}”设定席位" in refused(FILE_MEETING, meeting, room.office)
    MeetingGroup.objects.filter(pk=group.pk).update(least=2, most=9)
    assert "最少席位应不少于 3 人" in refused(FILE_MEETING, meeting, room.office)
    MeetingGroup.objects.filter(pk=group.pk).update(least=3)
    perform(FILE_MEETING, meeting, room.office)
    assert [each.votes_alone for each in meeting.groups.all()] == [False, True]


def test_by_default_the_whole_panel_votes_and_a_later_correction_of_the_plan_changes_nothing_filed() -> None:
    room = apart(scope=VoteScope.WHOLE)
    meeting = room.convened()
    room.plan.vote_scope = VoteScope.SKILLED
    room.plan.save()
    item, _, _ = of_group(meeting)
    item = perform(OPEN_ITEM, item, chair(meeting))
    assert item.present == 9
    assert "评审计划规定" not in "".join(remark.because for remark in warnings(room.plan))
    room.plan.vote_scope = VoteScope.GROUPS
    assert "各组分别表决" in "".join(remark.because for remark in warnings(room.plan))


def test_who_comes_into_a_group_that_votes_alone_or_leaves_it_is_filed_anew() -> None:
    room = apart()
    meeting = room.filed()
    groups = list(meeting.groups.all())
    forms = [
        GroupForm(each.name, tuple(each.specialties), each.is_skilled, each.least, each.most, each.pk)
        for each in groups
    ]
    places = {item.pk: (0, item.order) for item in meeting.items.all()}
    given = {"groups": forms, "places": places}
    assert "请写明变更的理由" in refused(ARRANGE_AGENDA, meeting, room.office, **given)
    meeting = perform(ARRANGE_AGENDA, meeting, room.office, reason="经核对不属于高技能人才", **given)
    assert meeting.confirmed_at is None
    assert "变更评审分组" in meeting.changes


def test_who_has_handed_in_is_led_to_no_item_of_another_group() -> None:
    room = apart()
    meeting = room.convened()
    item, own, others = of_group(meeting)
    request: Any = RequestFactory().get("/")
    request.actor = expert(others[0])
    item.order, earlier = 0, meeting.items.get(group__is_skilled=False)
    assert _following(request, earlier) == earlier
    request.actor = expert(own[0])
    assert _following(request, earlier) == item


def test_a_group_whose_seats_are_taken_away_votes_alone_no_more() -> None:
    room = apart()
    meeting = room.filed()
    forms = [
        GroupForm(each.name, tuple(each.specialties), each.is_skilled, None, None, each.pk)
        for each in meeting.groups.all()
    ]
    places = {item.pk: (0 if item.group.is_skilled is False else 1, item.order) for item in meeting.items.all()}
    perform(ARRANGE_AGENDA, meeting, room.office, groups=forms, places=places, reason="不单设席位")
    assert [each.votes_alone for each in meeting.groups.all()] == [False, False]
