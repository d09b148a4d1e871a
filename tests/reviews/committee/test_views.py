"""The pages: what they do when a form is sent, what they keep when it is refused, to whom they do not exist."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.middleware import HAT
from reviews.enums import Choice, MeetingStage, Stage
from reviews.models import Application, Ballot, Certificate, Meeting, Publicity
from reviews.steps.base import perform
from reviews.steps.cast import CAST
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.recuse import RECUSE
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.committee.factory import LOTTERY, chair, draw_of, expert, first_item, hall, make_expert, panel

pytestmark = pytest.mark.django_db


def as_(actor) -> Client:
    client = Client()
    client.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[HAT] = actor.key
    session.save()
    return client


def text(answer) -> str:
    return answer.content.decode()


def form(room, day: str, **changes):
    return {
        "name": "中级评审会议", "date": day, "time": "09:00", "place": "第三会议室", "seats": "9",
        "applications": [case.pk for case in room.cases], **changes,
    }  # fmt: skip


def test_a_meeting_six_days_ahead_keeps_what_was_typed() -> None:
    room = hall()
    address = reverse("meeting_new", args=[room.plan.pk, room.committee.pk])
    answer = as_(room.office).post(address, form(room, "2022-11-07"))
    assert answer.status_code == 422
    assert "最早可于2022年11月8日" in text(answer)
    assert "第三会议室" in text(answer)
    assert text(answer).count(" checked") == 2
    assert not Meeting.objects.exists()
    assert as_(room.office).post(address, form(room, "2022-11-08")).status_code == 302
    assert Meeting.objects.get().items.count() == 2


def test_an_empty_form_names_every_field() -> None:
    room = hall()
    answer = as_(room.office).post(reverse("meeting_new", args=[room.plan.pk, room.committee.pk]), {"seats": "x"})
    for sentence in ("请填写会议名称", "请选择召开日期", "请填写召开时间", "请填写会议地点", "应为整数"):
        assert sentence in text(answer)


def test_the_way_to_the_confirmation_through_the_pages() -> None:
    room = hall()
    meeting = room.scheduled()
    office, bureau = as_(room.office), as_(room.bureau)
    page = reverse("meeting", args=[meeting.pk])
    assert "报送评前备案" in text(office.get(page))
    assert (
        office.post(reverse("meeting_act", args=[meeting.pk, "file_meeting"]), {"confirmed": "yes"}).status_code == 302
    )
    assert "确认备案" in text(bureau.get(page))
    returned = bureau.post(reverse("meeting_act", args=[meeting.pk, "return_filing"]), {"reason": ""})
    assert returned.status_code == 422
    assert "请写明退回的全部理由" in text(returned)
    bureau.post(reverse("meeting_act", args=[meeting.pk, "confirm_filing"]), {"confirmed": "yes"})
    meeting.refresh_from_db()
    assert meeting.stage == MeetingStage.CONFIRMED
    late = bureau.post(reverse("meeting_act", args=[meeting.pk, "confirm_filing"]))
    assert late.status_code == 422
    assert "可能已由他人办理" in text(late)


def test_the_draw_through_the_pages() -> None:
    room = hall()
    meeting = room.confirmed()
    office, supervisor = as_(room.office), as_(room.supervisor)
    page = reverse("draw", args=[meeting.pk])
    bounds = {f"pool-{key}_{place}": value for place in (0, 1) for key, value in (("least", 1), ("most", 9))}
    assert office.post(page, {"act": "prepare_draw", "pool-employer_cap": 2, **bounds}).status_code == 302
    assert "提交随机数" in text(supervisor.get(page))
    wrong = supervisor.post(page, {"act": "lodge_number", "number-number": "zz"})
    assert wrong.status_code == 422
    assert "64 位十六进制" in text(wrong)
    for client in (office, supervisor, as_(room.bureau)):
        assert client.post(page, {"act": "lodge_number", "number-number": ""}).status_code == 302
    seal = {
        "act": "seal_draw",
        "seal-source": "ssq",
        "seal-detail": "2022126",
        "seal-date": "2022-11-03",
        "seal-time": "21:15",
    }
    assert office.post(page, seal).status_code == 302
    public = Client().get(reverse("draw_public", args=[draw_of(meeting).draw_id]))
    assert draw_of(meeting).manifest_hash in text(public)
    assert "会议结束后公布" in text(public)
    Clock().set("2022-11-03 21:30")
    refused = office.post(page, {"act": "draw_panel", "value-public_value": "1,2,3"})
    assert refused.status_code == 422
    assert office.post(page, {"act": "draw_panel", "value-public_value": LOTTERY}).status_code == 302
    again = office.post(page, {"act": "draw_panel", "value-public_value": LOTTERY})
    assert "每次会议只抽取一次" in text(again)
    bundle = json.loads(office.get(reverse("draw_bundle", args=[meeting.pk])).content)
    assert bundle["panel"] == draw_of(meeting).bundle["panel"]


def test_names_of_the_drawn_are_for_the_office_alone() -> None:
    room = hall()
    meeting = room.drawn()
    names = {seat.expert.user.name for seat in panel(meeting)}
    for address in (reverse("draw", args=[meeting.pk]), reverse("meeting", args=[meeting.pk])):
        for actor in (room.bureau, room.supervisor):
            assert not any(name in text(as_(actor).get(address)) for name in names)
    public = text(Client().get(reverse("draw_public", args=[draw_of(meeting).draw_id])))
    assert not any(name in public for name in names)
    assert all(name in text(as_(room.office).get(reverse("panel", args=[meeting.pk]))) for name in names)
    own = expert(panel(meeting)[0])
    assert not any(
        name in text(as_(own).get(reverse("meeting", args=[meeting.pk]))) for name in names - {own.user.name}
    )


def test_the_bureaus_page_never_names_the_chair() -> None:
    room = hall()
    meeting = room.closed()
    names = {seat.expert.user.name for seat in panel(meeting)}
    for actor in (room.bureau, room.supervisor):
        page = text(as_(actor).get(reverse("meeting", args=[meeting.pk])))
        assert "主任委员" in page
        assert not any(name in page for name in names)


def test_the_panel_page_replaces_and_names() -> None:
    room = hall(experts=20)
    meeting = room.drawn()
    office, page = as_(room.office), reverse("panel", args=[meeting.pk])
    gone = meeting.panel.filter(is_chair=False).first()
    empty = office.post(page, {"act": "replace_members", f"gone_{gone.pk}": "on"})
    assert empty.status_code == 422
    assert "请写明" in text(empty)
    assert (
        office.post(page, {"act": "replace_members", f"gone_{gone.pk}": "on", f"reason_{gone.pk}": "住院"}).status_code
        == 302
    )
    assert not meeting.panel.filter(label=gone.label).exists()
    other = meeting.panel.filter(is_chair=False).first()
    assert office.post(page, {"seat": other.pk}).status_code == 302
    assert meeting.panel.get(is_chair=True) == other


def test_the_vote_takes_a_second_look_and_then_says_only_that_it_was_cast() -> None:
    room = hall()
    meeting = room.convened()
    seat = panel(meeting)[0]
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    voter, page = as_(expert(seat)), reverse("ballot", args=[item.pk])
    assert all(label in text(voter.get(page)) for label in Choice.labels)
    look = voter.post(page, {"choice": "reject"})
    assert "您选择了" in text(look)
    assert not Ballot.objects.exists()
    done = voter.post(page, {"choice": "reject", "confirmed": "yes"}, follow=True)
    assert "已投票" in text(done)
    assert "不同意" not in text(done)
    again = voter.post(page, {"choice": "approve", "confirmed": "yes"})
    assert again.status_code == 422
    assert "每人一票" in text(again)
    assert [ballot.choice for ballot in Ballot.objects.all()] == ["reject"]


def test_the_room_leads_to_the_ballot_and_back_by_itself() -> None:
    room = hall()
    meeting = room.convened()
    presiding = chair(meeting)
    member = expert(meeting.panel.filter(is_chair=False).first())
    state = reverse("room_state", args=[meeting.pk])
    waiting = as_(member).get(f"{state}?lead=1", headers={"HX-Request": "true"})
    assert "等待主任委员开始下一项表决" in text(waiting)
    item = first_item(meeting)
    as_(presiding).post(reverse("item_open", args=[item.pk]))
    led = as_(member).get(f"{state}?lead=1", headers={"HX-Request": "true"})
    assert led.headers["HX-Redirect"] == reverse("ballot", args=[item.pk])
    for seat in panel(meeting):
        perform(CAST, item, expert(seat), choice=Choice.YES)
    assert "结束表决" in text(as_(presiding).get(state))
    as_(presiding).post(reverse("item_close", args=[item.pk]))
    back = as_(member).get(reverse("ballot_cast", args=[item.pk]), headers={"HX-Request": "true"})
    assert back.headers["HX-Redirect"] == reverse("room", args=[meeting.pk])


def test_while_a_vote_is_open_nobody_sees_how_it_goes() -> None:
    room = hall()
    meeting = room.convened()
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    for seat in panel(meeting)[:4]:
        perform(CAST, item, expert(seat), choice=Choice.NO)
    for actor in (room.office, chair(meeting)):
        page = text(as_(actor).get(reverse("room_state", args=[meeting.pk])))
        assert "已投票 4 人" in page
        assert "不同意" not in page


def test_members_do_not_see_results_in_the_room_only_that_they_are_in() -> None:
    room = hall()
    meeting = room.convened()
    room.decide(first_item(meeting), 7)
    member = expert(meeting.panel.filter(is_chair=False).first())
    assert "3×7" not in text(as_(member).get(reverse("room_state", args=[meeting.pk])))
    assert "3×7" in text(as_(chair(meeting)).get(reverse("room_state", args=[meeting.pk])))


def test_the_chair_who_waits_no_longer_says_so() -> None:
    room = hall()
    meeting = room.convened()
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    for seat in panel(meeting)[:8]:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    presiding = as_(chair(meeting))
    refused = presiding.post(reverse("item_close", args=[item.pk]), follow=True)
    assert "尚有 1 位" in text(refused)
    presiding.post(reverse("item_close", args=[item.pk]), {"without_missing": "on"})
    item.refresh_from_db()
    assert item.passed


def test_recusal_through_the_page_hides_the_case() -> None:
    room = hall()
    meeting = room.on_the_day()
    actor = expert(panel(meeting)[0])
    perform(CHECK_IN, meeting, actor)
    item = first_item(meeting)
    page = reverse("recuse", args=[item.pk])
    assert as_(actor).post(page, {"reason": ""}).status_code == 422
    assert as_(actor).post(page, {"reason": "师徒关系"}).status_code == 302
    shown = text(as_(actor).get(reverse("meeting", args=[meeting.pk])))
    assert "已回避" in shown
    assert f'href="{reverse("case", args=[item.application_id])}"' not in shown


def test_result_publicity_papers_and_archive_through_the_pages() -> None:
    room = hall()
    meeting = room.closed()
    office = as_(room.office)
    assert "开始结果公示" in text(office.get(reverse("meeting", args=[meeting.pk])))
    notice = text(office.post(reverse("meeting_publicity", args=[meeting.pk]), {"look": "publicity_notice"}))
    assert room.cases[0].applicant.user.name in notice
    assert not Publicity.objects.exists()
    office.post(reverse("meeting_publicity", args=[meeting.pk]))
    assert Publicity.objects.get().meeting_id == meeting.pk
    assert set(Application.objects.values_list("stage", flat=True)) == {Stage.RESULT_PUBLICITY}
    twice = office.post(reverse("meeting_publicity", args=[meeting.pk]), follow=True)
    assert "请至少选择一名申报人" in text(twice)
    assert Publicity.objects.count() == 1


def test_papers_go_back_and_cases_are_archived_in_one_go() -> None:
    room = hall()
    meeting = room.approved()
    office, page = as_(room.office), reverse("meeting_papers", args=[meeting.pk])
    ids = [case.pk for case in room.cases]
    early = office.post(page, {"act": "archive", "ids": ids}, follow=True)
    assert "尚未登记退还" in text(early)
    office.post(page, {"act": "return_paper", "ids": ids})
    done = office.post(page, {"act": "archive", "ids": ids}, follow=True)
    assert "已为 2 人办理“归档”" in text(done)
    assert set(Application.objects.values_list("stage", flat=True)) == {Stage.ARCHIVED}


def test_a_certificate_is_seen_by_its_holder_and_its_offices_alone() -> None:
    room = hall(cases=2)
    room.approved()
    found = Certificate.objects.get(application=room.cases[0])
    page = reverse("certificate", args=[found.pk])
    from accounts.actor import Actor
    from accounts.enums import Role

    holder = Actor(Role.APPLICANT, room.cases[0].applicant.user)
    other = Actor(Role.APPLICANT, room.cases[1].applicant.user)
    assert found.number in text(as_(holder).get(page))
    assert as_(holder).get(reverse("certificate_of", args=[room.cases[0].pk])).headers["Location"] == page
    assert "查看电子证书" in text(as_(holder).get(reverse("application", args=[room.cases[0].pk])))
    assert "撤销职称" not in text(as_(holder).get(page))
    assert as_(other).get(page).status_code == 404
    assert Client().get(page).status_code == 302
    assert "撤销职称" in text(as_(room.bureau).get(page))
    assert as_(holder).get(reverse("certificate_revoke", args=[found.pk])).status_code == 404
    answer = as_(room.bureau).post(
        reverse("certificate_revoke", args=[found.pk]), {"reason": "抄袭。", "clause": "三(二)"}
    )
    assert answer.status_code == 302
    found.refresh_from_db()
    assert found.state == "valid"


@pytest.mark.parametrize("name", ["meeting", "draw", "draw_bundle", "panel", "room", "room_state", "meeting_edit"])
def test_a_meeting_does_not_exist_for_others(name: str) -> None:
    room = hall()
    meeting = room.drawn()
    elsewhere = filed.officer(filed.agency(AgencyKind.COMMITTEE_OFFICE, room.plan.region, "另一评委会办公室"))
    undrawn = make_expert(room.committee)
    from accounts.actor import Actor
    from accounts.enums import Role

    for actor in (elsewhere, Actor(Role.EXPERT, undrawn.user), Actor(Role.APPLICANT, room.cases[0].applicant.user)):
        assert as_(actor).get(reverse(name, args=[meeting.pk])).status_code == 404
    assert Client().get(reverse(name, args=[meeting.pk])).status_code == 302


def test_a_ballot_does_not_exist_for_others() -> None:
    room = hall()
    meeting = room.convened()
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    for actor in (room.office, room.bureau, room.supervisor):
        assert as_(actor).get(reverse("ballot", args=[item.pk])).status_code == 404
    member = expert(meeting.panel.filter(is_chair=False).first())
    assert as_(member).post(reverse("item_close", args=[item.pk])).status_code == 404


# One case has been voted on, so that one or three are left.
@pytest.mark.parametrize("cases", [2, 4])
def test_pages_cost_the_same_for_one_case_left_and_for_three(cases: int, django_assert_num_queries) -> None:
    room = hall(cases=cases)
    meeting = room.convened()
    presiding = chair(meeting)
    item = first_item(meeting)
    perform(RECUSE, item, expert(meeting.panel.filter(is_chair=False).first()), reason="师徒关系")
    perform(OPEN_ITEM, item, presiding)
    for seat in meeting.panel.exclude(recusals__item=item):
        perform(CAST, item, expert(seat), choice=Choice.YES)
    perform(CLOSE_ITEM, item, presiding)
    office, chairing = as_(room.office), as_(presiding)
    pages = (
        (office, reverse("meeting", args=[meeting.pk]), 15),
        (office, reverse("meetings"), 5),
        (chairing, reverse("room_state", args=[meeting.pk]), 15),
        (chairing, reverse("meeting", args=[meeting.pk]), 16),
    )
    for client, address, queries in pages:
        client.get(address)
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200
