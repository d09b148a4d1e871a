"""The draw: frozen, promised, sealed, computed once, open to everybody."""

import datetime as dt
import json

import pytest
from django.core.management import call_command

from accounts.actor import Actor
from accounts.enums import Role
from accounts.guardian import allowed_ids
from accounts.models import JournalEntry, Notice
from law.draw import canon, manifest_hash
from law.draw_bundle import verify
from reviews.enums import MeetingStage
from reviews.models import Draw, Expert, Meeting, PanelSeat
from reviews.selectors.conflicts import exclusions
from reviews.services import draws
from reviews.steps.base import ActRefused, perform
from reviews.steps.cancel_meeting import CANCEL_MEETING
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.lodge_number import LODGE_NUMBER
from reviews.steps.name_chair import NAME_CHAIR
from reviews.steps.prepare_draw import PREPARE_DRAW
from reviews.steps.replace_members import REPLACE_MEMBERS
from reviews.steps.seal_draw import SEAL_DRAW
from tests.conftest import Clock
from tests.reviews.committee.factory import CRAFTS, LOTTERY, draw_of, hall, make_expert, panel
from zcps import clock

pytestmark = pytest.mark.django_db


def refused(step, subject, by, **data) -> str:
    with pytest.raises(ActRefused) as refusal:
        perform(step, subject, by, **data)
    return "".join(refusal.value.reasons)


def seal_form(**changes):
    return {"source": "ssq", "detail": "2022126", "not_before": clock.now() + dt.timedelta(hours=1), **changes}


def test_the_drawn_sit_and_the_bundle_verifies_for_a_stranger(tmp_path, capsys) -> None:
    room = hall(experts=20)
    meeting = room.drawn()
    draw = draw_of(meeting)
    seats = panel(meeting)
    assert [seat.label for seat in seats] == sorted(draw.bundle["panel"])
    assert {seat.expert_id for seat in seats} == {draw.labels[label] for label in draw.bundle["panel"]}
    assert meeting.panel.get(is_chair=True).label == draw.bundle["panel"][0]
    for seat in seats:
        assert meeting.pk in allowed_ids(seat.expert.user, "sit_in_meeting", Meeting)
        assert Notice.objects.filter(recipient=seat.expert.user, title="您被抽取为评审专家").exists()
    assert Notice.objects.filter(title="您被抽取为评审专家").count() == 9
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps(draw.bundle))
    call_command("draw", "verify", str(file))
    answer = json.loads(capsys.readouterr().out)
    assert answer["valid"]
    assert answer["panel"] == draw.bundle["panel"]


def test_the_bundle_names_nobody() -> None:
    room = hall()
    text = json.dumps(draw_of(room.drawn()).bundle, ensure_ascii=False)
    for expert in room.experts:
        assert expert.user.name not in text
        assert expert.employer_code not in text
        assert expert.specialty not in text


def test_a_bundle_that_was_touched_is_not_valid() -> None:
    bundle = draw_of(hall().drawn()).bundle
    bundle["panel"] = [*bundle["panel"][1:], bundle["panel"][0]]
    assert not verify(bundle).valid


def test_conflicts_are_out_with_their_reason() -> None:
    room = hall(experts=20)
    case = room.cases[0]
    colleague = make_expert(room.committee, employer_code=case.employer.uscc)
    namesake = make_expert(room.committee, employer_code="", employer_name=case.employer.name)
    Expert.objects.filter(pk=namesake.pk).update(employer_code="")
    double = make_expert(room.committee)
    double.user.id_number = room.experts[0].user.id_number
    double.user.save()
    self_applying = room.experts[1]
    self_applying.user.id_number = case.applicant.user.id_number
    self_applying.user.save()
    meeting = room.confirmed()
    found = exclusions(meeting, list(Expert.objects.select_related("user")))
    assert found == {
        colleague.pk: "SAME-EMPLOYER",
        namesake.pk: "SAME-EMPLOYER",
        double.pk: "DUPLICATE-ID",
        self_applying.pk: "OWN-APPLICATION",
    }
    perform(PREPARE_DRAW, meeting, room.office, bounds={}, employer_cap=2)
    draw = draw_of(meeting)
    out = {draw.labels[row["label"]]: row["excluded"] for row in draw.bundle["experts"] if row["excluded"]}
    assert out == found


def test_who_left_the_pool_is_not_in_it() -> None:
    room = hall(experts=20)
    gone = room.experts[3]
    Expert.objects.filter(pk=gone.pk).update(left_on=clock.today())
    assert gone.pk not in draw_of(room.frozen()).labels.values()


def test_a_pool_without_room_for_chance_is_refused_before_anything_is_sealed() -> None:
    room = hall(experts=9)
    meeting = room.confirmed()
    sentence = refused(PREPARE_DRAW, meeting, room.office, bounds={}, employer_cap=2)
    assert "可抽取的专家 9 人，不多于应抽 9 人" in sentence
    assert not Draw.objects.exists()


def test_an_infeasible_pool_names_the_tight_cut() -> None:
    room = hall(experts=16)
    meeting = room.confirmed()
    sentence = refused(PREPARE_DRAW, meeting, room.office, bounds=dict.fromkeys(CRAFTS, (0, 3)), employer_cap=2)
    assert "组不成执行委员会" in sentence
    assert "“雕塑雕刻工艺”" in sentence
    assert "G0" not in sentence


def test_a_group_that_is_nearly_taken_whole_is_refused() -> None:
    room = hall(experts=16)
    sentence = refused(PREPARE_DRAW, room.confirmed(), room.office, bounds={CRAFTS[0]: (5, 9)}, employer_cap=2)
    assert "至少抽 5 人，可抽取的只有 8 人" in sentence


def test_bounds_and_cap_are_kept() -> None:
    room = hall(experts=12)
    for _ in range(6):
        make_expert(room.committee, employer_code="12330800MB00000001")
    meeting = room.confirmed()
    perform(PREPARE_DRAW, meeting, room.office, bounds={CRAFTS[1]: (2, 3)}, employer_cap=1)
    perform(LODGE_NUMBER, meeting, room.office)
    perform(LODGE_NUMBER, meeting, room.supervisor)
    perform(LODGE_NUMBER, meeting, room.bureau)
    perform(SEAL_DRAW, meeting, room.office, **seal_form())
    Clock().advance(hours=2)
    perform(DRAW_PANEL, meeting, room.office, public_value=LOTTERY)
    seats = panel(meeting)
    assert 2 <= sum(seat.expert.specialty == CRAFTS[1] for seat in seats) <= 3
    assert sum(seat.expert.employer_code == "12330800MB00000001" for seat in seats) <= 1


def test_each_party_lodges_once_and_only_its_promise_is_known() -> None:
    room = hall()
    meeting = room.frozen()
    assert "64 位十六进制" in refused(LODGE_NUMBER, meeting, room.supervisor, number="abc")
    perform(LODGE_NUMBER, meeting, room.supervisor, number="AB" * 32)
    assert "不能更改" in refused(LODGE_NUMBER, meeting, room.supervisor)
    draw = draw_of(meeting)
    assert "ab" * 32 not in json.dumps(draw.secrets)
    assert "ab" * 32 not in json.dumps([entry.data for entry in JournalEntry.objects.all()])
    assert set(draw.commitments) == {draws.SUPERVISOR}
    sentences = refused(SEAL_DRAW, meeting, room.office, **seal_form())
    assert f"评委会办公室（{room.plan.office.name}）尚未提交随机数" in sentences
    assert f"观察方（{room.plan.hr_bureau.name}）尚未提交随机数" in sentences


def test_nothing_is_lodged_before_the_pool_is_frozen() -> None:
    room = hall()
    assert "尚未冻结" in refused(LODGE_NUMBER, room.confirmed(), room.office)


def test_freezing_again_before_the_seal_starts_over() -> None:
    room = hall()
    meeting = room.lodged()
    before = draw_of(meeting)
    perform(PREPARE_DRAW, meeting, room.office, bounds={}, employer_cap=2)
    after = draw_of(meeting)
    assert after.commitments == {}
    assert [row["salt"] for row in after.bundle["experts"]] != [row["salt"] for row in before.bundle["experts"]]
    assert JournalEntry.objects.filter(act="prepare_draw").count() == 2
    before.refresh_from_db()
    assert before.abandoned_at
    assert "重新冻结" in before.abandon_reason
    assert before.bundle["experts"], "what was frozen first stays on record"
    assert after.draw_id == f"{before.draw_id}-2"


def test_the_seal_comes_before_the_event_and_names_it_exactly() -> None:
    room = hall()
    meeting = room.lodged()
    assert "应晚于现在" in refused(SEAL_DRAW, meeting, room.office, **seal_form(not_before=clock.now()))
    late = seal_form(not_before=meeting.convenes_at)
    assert "应早于会议召开时间" in refused(SEAL_DRAW, meeting, room.office, **late)
    assert "格式不符" in refused(SEAL_DRAW, meeting, room.office, **seal_form(detail="第126期"))
    assert "请选择" in refused(SEAL_DRAW, meeting, room.office, **seal_form(source="latest"))


def test_after_the_seal_nothing_can_be_changed_and_the_bureau_has_the_hash() -> None:
    room = hall()
    meeting = room.sealed()
    draw = draw_of(meeting)
    assert draw.manifest_hash == manifest_hash(draw.manifest).hex()
    assert canon(draw.manifest).isascii()
    told = Notice.objects.filter(title="抽取清单已封存")
    assert {notice.recipient_id for notice in told} == {room.bureau.user.pk, room.supervisor.user.pk}
    assert all(draw.manifest_hash in notice.body for notice in told)
    assert "已封存" in refused(PREPARE_DRAW, meeting, room.office, bounds={}, employer_cap=2)
    assert "已封存" in refused(LODGE_NUMBER, meeting, room.supervisor)
    assert "已封存" in refused(SEAL_DRAW, meeting, room.office, **seal_form())


def test_no_draw_before_the_event_or_by_a_value_in_another_form() -> None:
    room = hall()
    meeting = room.sealed()
    assert "请届时再录入" in refused(DRAW_PANEL, meeting, room.office, public_value=LOTTERY)
    Clock().advance(hours=2)
    for wrong in ("3.7.12.18.25.31/9", "07.03.12.18.25.31/09", "03.03.12.18.25.31/09", "03.07.12.18.25.34/09"):
        assert "核对" in refused(DRAW_PANEL, meeting, room.office, public_value=wrong) or wrong == "3.7.12.18.25.31/9"
    assert not PanelSeat.objects.exists()


def test_a_second_draw_is_refused_with_a_sentence() -> None:
    room = hall()
    meeting = room.drawn()
    before = draw_of(meeting).bundle
    assert "每次会议只抽取一次" in refused(DRAW_PANEL, meeting, room.office, public_value="01.02.03.04.05.06/07")
    assert draw_of(meeting).bundle == before


def test_no_seal_no_draw() -> None:
    room = hall()
    assert "尚未封存" in refused(DRAW_PANEL, room.lodged(), room.office, public_value=LOTTERY)


def test_substitutes_follow_the_sealed_order_and_the_rest_keep_their_seats() -> None:
    room = hall(experts=20)
    meeting = room.drawn()
    seats = {seat.label for seat in panel(meeting)}
    gone = meeting.panel.get(is_chair=True)
    assert "请选择不能到会" in refused(REPLACE_MEMBERS, meeting, room.office, unavailable={})
    assert "理由" in refused(REPLACE_MEMBERS, meeting, room.office, unavailable={gone: " "})
    perform(REPLACE_MEMBERS, meeting, room.office, unavailable={gone: "住院"})
    draw = draw_of(meeting)
    checked = verify(draw.bundle)
    assert checked.valid
    assert set(checked.members) == {seat.label for seat in panel(meeting)}
    assert {seat.label for seat in panel(meeting)} >= seats - {gone.label}
    assert meeting.panel.filter(is_chair=True).count() == 1
    assert meeting.pk not in allowed_ids(gone.expert.user, "sit_in_meeting", Meeting)
    second = panel(meeting)[0]
    perform(REPLACE_MEMBERS, meeting, room.office, unavailable={second: "出差"})
    assert verify(draw_of(meeting).bundle).valid
    assert gone.label not in {seat.label for seat in panel(meeting)}


def test_when_nobody_can_follow_it_is_said_and_nothing_changes() -> None:
    room = hall(experts=10)
    meeting = room.drawn()
    two = dict.fromkeys(panel(meeting)[:2], "出差")
    assert "没有可递补的专家" in refused(REPLACE_MEMBERS, meeting, room.office, unavailable=two)
    assert meeting.panel.count() == 9
    assert draw_of(meeting).bundle["substitutions"] == []


def test_the_office_names_the_chair_among_the_drawn() -> None:
    room = hall()
    meeting = room.drawn()
    other = meeting.panel.filter(is_chair=False).first()
    perform(NAME_CHAIR, meeting, room.office, seat=other)
    assert meeting.panel.get(is_chair=True) == other
    other.refresh_from_db()
    assert "无需重复" in refused(NAME_CHAIR, meeting, room.office, seat=other)


def test_a_redraw_by_cancelling_is_counted_and_shown() -> None:
    from reviews.selectors.meetings import earlier_draws

    room = hall()
    perform(CANCEL_MEETING, room.sealed(), room.office, reason="改期")
    assert earlier_draws(room.scheduled()) == 1
    assert Meeting.objects.filter(stage=MeetingStage.CANCELLED).count() == 1


def test_who_was_drawn_enters_no_meeting_that_was_cancelled_nor_with_a_right_taken_back() -> None:
    from accounts.guardian import revoke
    from reviews.permissions import presides_in, reviews_case, sits_on
    from reviews.selectors.meetings import meetings_of, seat_of
    from tests.reviews.committee.factory import chair, first_item

    room = hall()
    meeting = room.drawn()
    first, case = chair(meeting), first_item(meeting).application

    def entries() -> list[bool]:
        seated = seat_of(first, meeting) is not None and meetings_of(first).exists()
        return [sits_on(first, meeting), presides_in(first, meeting), reviews_case(first, case), seated]

    assert entries() == [True] * 4
    revoke(first.user, "sit_in_meeting", meeting)
    assert entries() == [False] * 4
    second = Actor(Role.EXPERT, meeting.panel.filter(is_chair=False).first().expert.user)
    assert sits_on(second, meeting)
    perform(CANCEL_MEETING, meeting, room.office, reason="会场不可用")
    assert not sits_on(second, meeting)
    assert not meetings_of(second).exists()


def test_dice_are_twenty_throws() -> None:
    from reviews.services.chance import SOURCES

    assert SOURCES["dice"].fault("36142516243156421365") == ""
    assert "20 个" in SOURCES["dice"].fault("3614")
    assert SOURCES["dice"].fault("36142516243156421367")
