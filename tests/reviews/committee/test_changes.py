"""A meeting that changes after it was filed, its groups, its order, and the paper of its filing."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import Notice
from reviews.documents.build import build
from reviews.enums import MeetingStage, Stage
from reviews.models import Application, Conflict, Document, MeetingGroup, Recusal
from reviews.selectors.agendas import departures_of, recused_from
from reviews.selectors.meetings import draw_of as live_draw
from reviews.services.agendas import GroupForm
from reviews.steps.arrange_agenda import ARRANGE_AGENDA
from reviews.steps.base import perform
from reviews.steps.confirm_filing import CONFIRM_FILING
from reviews.steps.convene import CONVENE
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.revise_meeting import REVISE_MEETING
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.committee.factory import CRAFTS, hall, panel
from tests.reviews.committee.test_draw import refused
from tests.reviews.committee.test_views import as_, text
from zcps import clock
from zcps.documents import page_texts

pytestmark = pytest.mark.django_db


def form_of(room, meeting, **changes):
    return {
        "name": meeting.name,
        "convenes_at": meeting.convenes_at,
        "place": meeting.place,
        "seats": meeting.seats,
        "applications": room.cases,
        **changes,
    }


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"convenes_at": dt.timedelta(days=3)}, "召开时间"),
        ({"place": "第一会议室"}, "会议地点"),
        ({"seats": 7}, "执行委员会人数"),
    ],
)
def test_after_the_confirmation_every_change_is_filed_and_confirmed_anew(change, named) -> None:
    room = hall()
    meeting = room.confirmed()
    if "convenes_at" in change:
        change = {"convenes_at": meeting.convenes_at + change["convenes_at"]}
    form = form_of(room, meeting, **change)
    assert "请写明变更的理由" in refused(REVISE_MEETING, meeting, room.office, **form)
    meeting = perform(REVISE_MEETING, meeting, room.office, **form, reason="会场冲突")
    assert (meeting.stage, meeting.confirmed_at) == (MeetingStage.SCHEDULED, None)
    assert named in meeting.changes
    assert Notice.objects.filter(recipient=room.bureau.user, title="评审会议变更").exists()
    assert "备案尚未报送" in refused(CONVENE, meeting, room.office)
    assert not Document.objects.filter(kind="meeting_filing", voided_at=None).exists()
    meeting = perform(FILE_MEETING, meeting, room.office)
    assert named in Notice.objects.filter(recipient=room.bureau.user, title="评审会议待备案确认").latest("pk").body
    meeting = perform(CONFIRM_FILING, meeting, room.bureau)
    assert (meeting.stage, meeting.changes) == (MeetingStage.CONFIRMED, "")


def test_the_week_counts_again_from_the_change(clock: Clock) -> None:
    room = hall()
    meeting = room.confirmed()
    clock.advance(days=4)
    form = form_of(room, meeting, place="第一会议室")
    assert "最早可于" in refused(REVISE_MEETING, meeting, room.office, **form, reason="会场冲突")


def test_a_case_that_is_added_needs_a_new_filing_one_that_was_withdrawn_does_not() -> None:
    room = hall(cases=3)
    meeting = room.confirmed()
    gone = room.cases.pop()
    Application.objects.filter(pk=gone.pk).update(stage=Stage.WITHDRAWN, holder=None)
    meeting = perform(REVISE_MEETING, meeting, room.office, **form_of(room, meeting))
    assert meeting.stage == MeetingStage.CONFIRMED
    assert meeting.items.count() == 2
    late = filed.case(Stage.READY, under=room.plan, specialty=CRAFTS[0], paper_received_at=clock.now())
    more = form_of(room, meeting, applications=[*room.cases, late])
    meeting = perform(REVISE_MEETING, meeting, room.office, **more, reason="补充评审对象")
    assert meeting.stage == MeetingStage.SCHEDULED
    assert "评审对象" in meeting.changes


def test_a_drawn_panel_survives_another_day_and_forbids_other_seats() -> None:
    room = hall()
    meeting = room.drawn()
    seats = {seat.label for seat in panel(meeting)}
    assert "不能变更执行委员会人数" in refused(
        REVISE_MEETING, meeting, room.office, **form_of(room, meeting, seats=7), reason="减少"
    )
    later = form_of(room, meeting, convenes_at=meeting.convenes_at + dt.timedelta(days=7))
    meeting = perform(REVISE_MEETING, meeting, room.office, **later, reason="会场冲突")
    meeting = perform(CONFIRM_FILING, perform(FILE_MEETING, meeting, room.office), room.bureau)
    assert meeting.stage == MeetingStage.DRAWN
    assert {seat.label for seat in panel(meeting)} == seats


def test_a_sealed_draw_for_other_seats_is_given_up_with_the_reason() -> None:
    room = hall()
    meeting = room.sealed()
    draw = live_draw(meeting)
    perform(REVISE_MEETING, meeting, room.office, **form_of(room, meeting, seats=7), reason="减少席位")
    draw.refresh_from_db()
    assert "减少席位" in draw.abandon_reason
    assert live_draw(meeting) is None


def test_five_days_ahead_gets_its_sentence_and_a_holiday_a_warning() -> None:
    room = hall()
    with pytest.raises(Exception, match="最早可于"):
        perform(SCHEDULE_MEETING, room.plan, room.office, **room.form(convenes_at=clock.now() + dt.timedelta(days=5)))
    form = {
        "name": "评审会议", "date": "2022-11-12", "time": "09:00", "place": "会议室", "seats": "9",
        "applications": [case.pk for case in room.cases],
    }  # fmt: skip
    page = reverse("meeting_new", args=[room.plan.pk, room.committee.pk])
    assert "不是工作日（周末）" in text(as_(room.office).post(page, form, follow=True))


def skilled(case: Application) -> Application:
    case.snapshot.examination["route"] = "贯通"
    case.snapshot.save()
    return case


def test_skilled_workers_have_a_group_of_their_own() -> None:
    room = hall(cases=4)
    skilled(room.cases[0])
    meeting = room.scheduled()
    groups = list(meeting.groups.all())
    assert [group.is_skilled for group in groups] == [False, False, True]
    last = meeting.items.select_related("application").last()
    assert last.application == room.cases[0]
    assert last.group == groups[-1]
    report = perform(FILE_MEETING, meeting, room.office).filing_report
    assert [(row["specialties"], row["number"]) for row in report["groups"]][-1] == ("高技能人才", 1)


def test_experts_who_step_back_leave_the_room_seldom() -> None:
    room = hall(cases=8)
    meeting = room.drawn()
    seat = panel(meeting)[0]
    items = [item for item in meeting.items.order_by("order") if item.group_id == meeting.groups.first().pk]
    for item in (items[0], items[2]):
        Recusal.objects.create(item=item, seat=seat, reason="带教", declared_at=clock.now())
    assert departures_of(meeting) == 2
    page = reverse("agenda", args=[meeting.pk])
    groups = {f"name_{g.pk}": g.name for g in meeting.groups.all()}
    groups |= {f"specialties_{g.pk}": "、".join(g.specialties) for g in meeting.groups.all()}
    rows = {f"group_{item.pk}": item.group_id for item in meeting.items.all()}
    answer = as_(room.office).post(page, {**groups, **rows, "act": "by_recusals"})
    assert answer.status_code == 302
    assert departures_of(meeting) == 1
    meeting.refresh_from_db()
    assert meeting.stage == MeetingStage.DRAWN, "the order alone needs no new filing"


def test_who_stands_on_the_agenda_twice_is_stepped_back_from_twice() -> None:
    room = hall(cases=2)
    one, two = room.cases
    meeting = room.scheduled()
    # He withdrew and filed anew: the former case leaves the agenda when the meeting convenes.
    Application.objects.filter(pk=one.pk).update(stage=Stage.WITHDRAWN)
    Application.objects.filter(pk=two.pk).update(applicant=one.applicant)
    Conflict.objects.create(
        committee=room.committee, meeting=meeting, expert=room.experts[0], profile=one.applicant, kind="kin",
        source="reported", created_at=clock.now(),
    )  # fmt: skip
    assert recused_from(meeting) == {item.pk: {room.experts[0].pk} for item in meeting.items.all()}


def test_the_office_groups_and_orders_by_hand() -> None:
    room = hall(cases=4)
    meeting = room.scheduled()
    page, office = reverse("agenda", args=[meeting.pk]), as_(room.office)
    assert "分组排序" in text(office.get(page))
    first, second = meeting.groups.all()
    items = list(meeting.items.order_by("order"))
    form = {
        f"name_{first.pk}": "雕刻组", f"specialties_{first.pk}": "、".join(first.specialties),
        f"drop_{second.pk}": "on", "name_new": "陶瓷组", "specialties_new": "、".join(second.specialties),
        "least_new": "3", "most_new": "4",
        **{f"group_{item.pk}": "new" if item.group_id == second.pk else first.pk for item in items},
        f"place_{items[0].pk}": "9",
    }  # fmt: skip
    assert office.post(page, form | {"least_new": "x"}).status_code == 422
    assert office.post(page, form | {"least_new": "9", "most_new": "2"}).status_code == 422
    assert office.post(page, form).status_code == 302
    assert [(group.name, group.least) for group in meeting.groups.all()] == [("雕刻组", None), ("陶瓷组", 3)]
    order = list(meeting.items.order_by("order").values_list("pk", flat=True))
    assert order.index(items[0].pk) == 1
    lost = {f"name_{first.pk}": "雕刻组", **{f"group_{item.pk}": first.pk for item in items[1:]}}
    assert "没有分组" in text(office.post(page, lost | {f"group_{items[0].pk}": ""}))
    assert MeetingGroup.objects.count() == 2


def test_other_groups_after_the_confirmation_are_filed_anew() -> None:
    room = hall()
    meeting = room.confirmed()
    groups = [GroupForm("一组", CRAFTS)]
    places = {item.pk: (0, place) for place, item in enumerate(meeting.items.all())}
    assert "理由" in refused(ARRANGE_AGENDA, meeting, room.office, groups=groups, places=places)
    meeting = perform(ARRANGE_AGENDA, meeting, room.office, groups=groups, places=places, reason="合并分组")
    assert meeting.stage == MeetingStage.SCHEDULED
    assert "评审分组" in meeting.changes


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ([], "至少保留一个分组"),
        ([GroupForm("一组", CRAFTS), GroupForm("一组")], "重复"),
        ([GroupForm("一组", CRAFTS), GroupForm("二组", CRAFTS)], "两个分组"),
        ([GroupForm("一组", least=1)], "同时填写"),
        ([GroupForm("一组", least=1, most=20)], "不超过"),
        ([GroupForm("一组", least=6, most=9), GroupForm("二组", least=6, most=9)], "之和超过"),
        ([GroupForm("一组", is_skilled=True), GroupForm("二组", is_skilled=True)], "只能设一个"),
    ],
)
def test_groups_that_cannot_be_are_refused(groups, sentence) -> None:
    room = hall()
    meeting = room.scheduled()
    places = {item.pk: (0, place) for place, item in enumerate(meeting.items.all())}
    assert sentence in refused(ARRANGE_AGENDA, meeting, room.office, groups=groups, places=places)


def test_the_filing_is_a_paper_with_everything_that_was_reported() -> None:
    room = hall(cases=3)
    meeting = room.filed()
    document = build(Document.objects.get(kind="meeting_filing", meeting=meeting))
    assert not document.failure
    with document.file.content.open("rb") as made:
        words = "".join(page_texts(made.read()))
    for case in room.cases:
        assert case.applicant.user.name in words.replace("\n", "")
    assert meeting.number in words
    assert "评审会议备案表" in text(as_(room.bureau).get(reverse("meeting", args=[meeting.pk])))


def test_a_meeting_that_was_put_back_still_answers_for_its_draw() -> None:
    room = hall()
    meeting = room.drawn()
    meeting = perform(REVISE_MEETING, meeting, room.office, **form_of(room, meeting, place="别处"), reason="会场冲突")
    assert meeting.stage == MeetingStage.SCHEDULED
    assert "不能变更执行委员会人数" in refused(REVISE_MEETING, meeting, room.office, **form_of(room, meeting, seats=7))
    assert "不能变更评审分组" in refused(
        ARRANGE_AGENDA, meeting, room.office, places={}, groups=[GroupForm("一组", least=3)]
    )


def test_a_sealed_draw_is_given_up_also_where_the_place_was_changed_first() -> None:
    room = hall()
    meeting = room.sealed()
    draw = live_draw(meeting)
    meeting = perform(REVISE_MEETING, meeting, room.office, **form_of(room, meeting, place="别处"), reason="会场冲突")
    assert live_draw(meeting) == draw
    perform(REVISE_MEETING, meeting, room.office, **form_of(room, meeting, seats=7))
    draw.refresh_from_db()
    assert "执行委员会人数" in draw.abandon_reason
    assert "会场冲突" in draw.abandon_reason
    assert live_draw(meeting) is None
