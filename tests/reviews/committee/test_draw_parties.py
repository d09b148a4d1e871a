"""Who takes part in a draw, what they reveal, what is given up, and how substitutes stay unknown."""

import datetime as dt
import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.models import Job, JournalEntry, Notice, StoredFile
from accounts.services import jobs
from law.draw_bundle import verify
from reviews.demo.sheets import sheet
from reviews.enums import MeetingStage
from reviews.models import Draw, Expert
from reviews.selectors.draws import parties_of
from reviews.selectors.files import may_read_file
from reviews.selectors.meetings import earlier_draws, possible_observers
from reviews.steps.abandon_draw import ABANDON_DRAW
from reviews.steps.cancel_meeting import CANCEL_MEETING
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.lodge_number import LODGE_NUMBER
from reviews.steps.prepare_draw import PREPARE_DRAW
from reviews.steps.release_code import RELEASE_CODE
from reviews.steps.replace_members import REPLACE_MEMBERS
from reviews.steps.reveal_number import REVEAL_NUMBER
from reviews.steps.seal_draw import SEAL_DRAW
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.committee.factory import CRAFTS, LOTTERY, draw_of, expert, hall, make_expert, panel
from tests.reviews.committee.test_draw import refused, seal_form
from tests.reviews.committee.test_views import as_, text
from zcps import clock

pytestmark = pytest.mark.django_db


def test_the_bureau_observes_unless_it_oversees_and_the_founding_body_can() -> None:
    room = hall()
    room.committee.founding_body = filed.agency(AgencyKind.FOUNDING_BODY)
    room.committee.save()
    assert [each.pk for each in possible_observers(room.plan, room.committee)] == [
        room.plan.hr_bureau_id,
        room.committee.founding_body_id,
    ]
    room.committee.supervisor = None
    assert [each.pk for each in possible_observers(room.plan, room.committee)] == [room.committee.founding_body_id]
    assert room.scheduled(observer=None).observer is None


def test_the_parties_are_those_of_the_moment_of_freezing() -> None:
    room = hall()
    draw = draw_of(room.frozen())
    assert list(parties_of(draw)) == ["office", "supervisor", "observer"]
    assert draw.parties["observer"]["agency"] == room.plan.hr_bureau_id


def test_a_party_opens_its_own_number_once_chance_has_spoken_and_a_wrong_one_changes_nothing() -> None:
    room = hall()
    meeting = room.sealed()
    assert "此前随机数不能公开" in refused(REVEAL_NUMBER, meeting, room.supervisor)
    Clock().advance(hours=2)
    assert "与已公布的承诺值不一致" in refused(REVEAL_NUMBER, meeting, room.supervisor, number="cd" * 32)
    assert "64 位" in refused(REVEAL_NUMBER, meeting, room.supervisor, number="ab")
    assert draw_of(meeting).revealed == {}
    perform_ = as_(room.supervisor).post(
        reverse("draw", args=[meeting.pk]), {"act": "reveal_number", "reveal-number": "AB" * 32}
    )
    assert perform_.status_code == 302
    assert set(draw_of(meeting).revealed) == {"supervisor"}
    assert "无需重复" in refused(REVEAL_NUMBER, meeting, room.supervisor)
    page = reverse("draw", args=[meeting.pk])
    assert as_(room.office).post(page, {"act": "draw_panel", "value-public_value": LOTTERY}).status_code == 302
    entry = JournalEntry.objects.get(act="draw_panel")
    assert entry.data["from_escrow"] == ["office", "observer"]
    assert verify(draw_of(meeting).bundle).valid


def test_what_was_tried_in_vain_is_in_the_journal_and_nothing_else_changed() -> None:
    room = hall()
    meeting = room.sealed()
    page, office = reverse("draw", args=[meeting.pk]), as_(room.office)
    assert office.post(page, {"act": "draw_panel", "value-public_value": LOTTERY}).status_code == 422
    Clock().advance(hours=2)
    assert office.post(page, {"act": "draw_panel", "value-public_value": "3,7,12"}).status_code == 422
    wrong = {"act": "reveal_number", "reveal-number": "ef" * 32}
    assert as_(room.supervisor).post(page, wrong).status_code == 422
    kept = JournalEntry.objects.filter(act="refuse_draw_input").order_by("number")
    assert [(entry.data["tried"], entry.data["public_value"]) for entry in kept] == [
        ("draw_panel", LOTTERY),
        ("draw_panel", "3,7,12"),
        ("reveal_number", ""),
    ]
    assert "ef" * 32 not in json.dumps([entry.data for entry in kept])
    assert draw_of(meeting).drawn_at is None
    assert "录入未被采用" in text(as_(room.supervisor).get(reverse("meeting", args=[meeting.pk])))


def test_a_value_from_a_sealed_fall_back_has_that_ones_encoding() -> None:
    room = hall()
    meeting = room.sealed()
    Clock().advance(hours=2)
    dice = "36142516243156421365"
    assert "双色球" in refused(DRAW_PANEL, meeting, room.office, public_value=dice)
    assert "哪一项" in refused(DRAW_PANEL, meeting, room.office, public_value=dice, fallback=9)
    page = reverse("draw", args=[meeting.pk])
    form = {
        "act": "draw_panel",
        "value-public_value": dice,
        "value-fallback": "2",
        "value-value_source": "掷骰记录 7 号",
    }
    assert as_(room.office).post(page, form).status_code == 302
    assert draw_of(meeting).value_source == "掷骰记录 7 号"
    assert JournalEntry.objects.get(act="draw_panel").data["fallback"] == 2
    assert "掷骰记录 7 号" in text(Client().get(reverse("draw_public", args=[draw_of(meeting).draw_id])))


def test_a_draw_is_given_up_only_before_chance_speaks_and_stays_for_everybody_to_see() -> None:
    room = hall()
    meeting = room.sealed()
    first = draw_of(meeting)
    assert "理由" in refused(ABANDON_DRAW, meeting, room.office, reason=" ")
    page = reverse("draw", args=[meeting.pk])
    form = {"act": "abandon_draw", "abandon-reason": "开奖日期填错"}
    assert as_(room.office).post(page, form).status_code == 302
    first.refresh_from_db()
    assert first.abandoned_at
    assert first.manifest_hash
    told = Notice.objects.filter(title="专家抽取已终止").values_list("recipient", flat=True)
    assert set(told) == {room.bureau.user.pk, room.supervisor.user.pk}
    public = text(Client().get(reverse("draw_public", args=[first.draw_id])))
    assert "开奖日期填错" in public
    assert first.manifest_hash in public
    assert first.draw_id in text(Client().get(reverse("draws_public")))
    again = _sealed_again(room, meeting)
    assert again.manifest["earlier_draws"] == 1
    assert "开奖日期填错" in text(as_(room.office).get(page))
    Clock().advance(hours=2)
    assert "不能终止" in refused(ABANDON_DRAW, meeting, room.office, reason="结果不理想")
    assert "不能终止" in refused(CANCEL_MEETING, meeting, room.office, reason="改期")


def _sealed_again(room, meeting) -> Draw:
    from reviews.steps.base import perform

    perform(PREPARE_DRAW, meeting, room.office, bounds={}, employer_cap=2)
    for who in (room.office, room.supervisor, room.bureau):
        perform(LODGE_NUMBER, meeting, who)
    perform(SEAL_DRAW, meeting, room.office, **seal_form())
    return draw_of(meeting)


def test_a_draw_of_a_cancelled_meeting_ends_with_its_reason_and_counts() -> None:
    from reviews.steps.base import perform

    room = hall()
    meeting = room.sealed()
    perform(CANCEL_MEETING, meeting, room.office, reason="会场不可用")
    assert Draw.objects.get().abandon_reason == "取消会议：会场不可用"
    assert earlier_draws(room.scheduled()) == 1


def test_nobody_knows_who_follows_before_the_supervisor_reveals_his_code() -> None:
    from reviews.steps.base import perform

    room = hall(experts=20)
    meeting = room.drawn(substitution="otc")
    draw = draw_of(meeting)
    assert draw.manifest["substitution"] == "otc"
    assert "没有等待办理" in refused(RELEASE_CODE, meeting, room.supervisor)
    gone = panel(meeting)[:2]
    office = as_(room.office)
    paper = SimpleUploadedFile("证明.pdf", sheet("住院证明", (), as_pdf=True).content, "application/pdf")
    form = {"act": "replace_members", f"evidence_{gone[0].pk}": paper}
    form |= {f"gone_{seat.pk}": "on" for seat in gone} | {f"reason_{seat.pk}": "住院" for seat in gone}
    assert office.post(reverse("panel", args=[meeting.pk]), form).status_code == 302
    assert meeting.panel.count() == 9, "nobody is replaced yet"
    assert draw_of(meeting).bundle["substitutions"] == []
    assert "尚待监督方" in refused(REPLACE_MEMBERS, meeting, room.office, unavailable={panel(meeting)[3]: "出差"})
    shown = text(as_(room.supervisor).get(reverse("draw", args=[meeting.pk])))
    assert "住院" in shown
    assert "未附证明" in shown
    evidence = StoredFile.objects.get(name="证明.pdf")
    assert may_read_file(room.supervisor, evidence)
    assert not may_read_file(room.bureau, evidence)
    assert not may_read_file(expert(panel(meeting)[4]), evidence)
    perform(RELEASE_CODE, meeting, room.supervisor)
    bundle = draw_of(meeting).bundle
    batch = bundle["substitutions"][0]
    assert hashlib.sha256(bytes.fromhex(batch["code"])).hexdigest() == draw.manifest["otc_anchor"]
    assert verify(bundle).valid
    assert {seat.label for seat in panel(meeting)} == set(verify(bundle).members)
    third = panel(meeting)[0]
    perform(REPLACE_MEMBERS, meeting, room.office, unavailable={third: "出差"})
    perform(RELEASE_CODE, meeting, room.supervisor)
    assert verify(draw_of(meeting).bundle).valid
    assert third.label not in {seat.label for seat in panel(meeting)}


def test_the_odds_are_told_before_the_seal_at_once_or_by_a_worker(settings) -> None:
    from reviews.steps.base import perform

    room = hall()
    settings.DRAW_TRIALS = 40_000
    meeting = room.frozen()
    assert draw_of(meeting).odds == {}
    assert "入选概率正在测算" in refused(SEAL_DRAW, meeting, room.office, **seal_form())
    settings.DRAW_TRIALS = 50
    jobs.run(Job.objects.get(kind="draw_odds").pk)
    counts = draw_of(meeting).odds["counts"]
    assert sum(counts.values()) == 50 * 9
    for who in (room.office, room.supervisor, room.bureau):
        perform(LODGE_NUMBER, meeting, who)
    assert "入选概率" in text(as_(room.supervisor).get(reverse("draw", args=[meeting.pk])))
    perform(SEAL_DRAW, meeting, room.office, **seal_form())


def test_a_pool_in_which_somebody_is_certain_is_refused() -> None:
    room = hall(experts=16)
    for pk in Expert.objects.order_by("pk").values_list("pk", flat=True)[:14]:
        Expert.objects.filter(pk=pk).update(employer_code="12330800MB99999999")
    meeting = room.confirmed()
    sentence = refused(PREPARE_DRAW, meeting, room.office, bounds={}, employer_cap=7)
    assert "2 名专家必然入选" in sentence
    assert not Draw.objects.exists()


def test_the_seats_of_a_filed_group_hold_whatever_is_typed() -> None:
    from reviews.services.agendas import GroupForm
    from reviews.steps.arrange_agenda import ARRANGE_AGENDA
    from reviews.steps.base import perform
    from reviews.steps.confirm_filing import CONFIRM_FILING
    from reviews.steps.file_meeting import FILE_MEETING

    room = hall(experts=24)
    for _ in range(6):
        make_expert(room.committee, CRAFTS[0], is_skilled=True)
    meeting = room.scheduled()
    first, second = meeting.groups.all()
    groups = [
        GroupForm(first.name, tuple(first.specialties), pk=first.pk),
        GroupForm("高技能人才组", is_skilled=True, least=2, most=3),
        GroupForm(second.name, tuple(second.specialties), least=3, most=4, pk=second.pk),
    ]
    places = {item.pk: (0, place) for place, item in enumerate(meeting.items.all())}
    perform(ARRANGE_AGENDA, meeting, room.office, groups=groups, places=places)
    perform(CONFIRM_FILING, perform(FILE_MEETING, meeting, room.office), room.bureau)
    perform(PREPARE_DRAW, meeting, room.office, bounds={second.name: (0, 9)}, employer_cap=2)
    draw = draw_of(meeting)
    codes = {name: code for code, name in draw.legend["groups"].items()}
    assert draw.manifest["groups"][codes["高技能人才组"]] == [2, 3]
    assert draw.manifest["groups"][codes[second.name]] == [3, 4]
    assert "已备案" in text(as_(room.office).get(reverse("draw", args=[meeting.pk])))


def test_each_expert_of_the_pool_gets_his_own_proof_after_the_results_and_no_other() -> None:
    room = hall(experts=16)
    meeting = room.closed()
    draw = draw_of(meeting)
    own = room.experts[0]
    client = as_(expert(panel(meeting)[0]))
    member = panel(meeting)[0]
    assert draw.draw_id in text(client.get(reverse("draw_proofs")))
    proof = json.loads(client.get(reverse("draw_proof", args=[draw.draw_id])).content)
    assert draw.labels[proof["record"]["label"]] == member.expert_id
    assert proof["pool_root"] == draw.manifest["pool_root"]
    assert own.pk in draw.labels.values()
    stranger = make_expert(room.committee)
    from accounts.actor import Actor
    from accounts.enums import Role

    assert as_(Actor(Role.EXPERT, stranger.user)).get(reverse("draw_proof", args=[draw.draw_id])).status_code == 404


def test_before_the_results_there_is_neither_bundle_nor_proof() -> None:
    room = hall()
    meeting = room.drawn()
    draw = draw_of(meeting)
    assert meeting.stage == MeetingStage.DRAWN
    client = as_(expert(panel(meeting)[0]))
    assert client.get(reverse("draw_proof", args=[draw.draw_id])).status_code == 404
    answer = Client().get(reverse("draw_public", args=[draw.draw_id]), {"bundle": ""})
    assert "attachment" not in answer.headers.get("Content-Disposition", "")
    assert clock.now() < meeting.convenes_at
    assert dt.timedelta(days=1) < meeting.convenes_at - clock.now()


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_costs_the_same_for_one_and_for_three(number: int, django_assert_num_queries) -> None:
    from reviews.steps.base import perform

    room = hall()
    meeting = room.sealed()
    for _ in range(number - 1):
        perform(ABANDON_DRAW, meeting, room.office, reason="演练")
        _sealed_again(room, meeting)
    with django_assert_num_queries(1):
        page = text(Client().get(reverse("draws_public")))
    assert page.count("D-HY") >= number
