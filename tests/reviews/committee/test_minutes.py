"""The minutes: what stands in them, who signs, who carries them away; a stranger verifies them from the file alone."""

import copy
import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import JournalEntry, Notice
from law.errors import BadInput
from reviews.documents.build import build
from reviews.enums import Choice, RevoteRule
from reviews.models import Document, Minutes
from reviews.services.minutes import file_of
from reviews.services.minutes_check import verify
from reviews.steps.base import perform
from reviews.steps.cast import CAST
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.close_meeting import CLOSE_MEETING
from reviews.steps.leave_meeting import LEAVE_MEETING
from reviews.steps.note_absence import NOTE_ABSENCE
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.recuse import RECUSE
from reviews.steps.sign_minutes import SIGN_MINUTES
from tests.reviews.committee.factory import chair, draw_of, expert, hall, panel
from tests.reviews.committee.test_ballots import refused
from tests.reviews.committee.test_views import as_, text
from zcps import signing
from zcps.canonical import digest
from zcps.documents import page_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    """A meeting of two cases: somebody absent, somebody recused, somebody who left; then closed."""
    room = hall(cases=2)
    room.plan.revote_rule = RevoteRule.SHORT
    room.plan.save()
    meeting = room.convened(present=8)
    seats = panel(meeting)
    perform(NOTE_ABSENCE, meeting, room.office, seat=seats[8], reason="因病住院")
    first, second = meeting.items.all()
    perform(RECUSE, first, expert(seats[7]), reason="师徒关系")
    item = perform(OPEN_ITEM, first, chair(meeting))
    for seat in seats[:7]:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    perform(CLOSE_ITEM, item, chair(meeting))
    perform(LEAVE_MEETING, meeting, expert(seats[6]), reason="另有公务")
    room.decide_present(second, 6)
    return room, perform(CLOSE_MEETING, meeting, chair(meeting))


def test_they_hold_roll_recusals_rounds_draw_and_the_head_of_the_journal(held) -> None:
    _, meeting = held
    seats, content = panel(meeting), Minutes.objects.get().content
    roll = {row["label"]: row for row in content["roll"]}
    assert roll[seats[0].label]["role"] == "主任委员"
    assert roll[seats[8].label] == {"label": seats[8].label, "role": "执行委员", "stays": [], "absent": "因病住院"}
    assert roll[seats[6].label]["stays"][0]["reason"] == "另有公务"
    first = content["items"][0]
    assert first["recusals"] == [{"label": seats[7].label, "reason": "师徒关系"}]
    vote = first["rounds"][0]
    assert (vote["present"], vote["recused"], vote["cast"], vote["yes"]) == (8, 1, 7, 7)
    assert vote["stepped_back"] == [seats[7].label]
    assert vote["absent"] == [seats[8].label]
    assert content["draw"]["bundle_sha256"] == digest(draw_of(meeting).bundle)
    anchor = content["journal"]
    assert JournalEntry.objects.get(number=anchor["number"]).digest == anchor["digest"]
    closing = JournalEntry.objects.get(act="close_meeting")
    assert closing.data["minutes"] == Minutes.objects.get().sha256
    assert closing.number == anchor["number"] + 1


def test_no_expert_has_a_name_in_them_and_the_office_can_prove_the_roster(held) -> None:
    _, meeting = held
    minutes = Minutes.objects.get()
    whole = json.dumps(file_of(minutes), ensure_ascii=False)
    assert not any(seat.expert.user.name in whole for seat in panel(meeting))
    assert digest(minutes.roster) == minutes.content["roster_sha256"]
    assert {row["name"] for row in minutes.roster["experts"]} == {s.expert.user.name for s in panel(meeting)}


def test_whoever_was_there_signs_once_with_or_without_an_objection(held) -> None:
    room, meeting = held
    seats = panel(meeting)
    assert "没有到会" in refused(SIGN_MINUTES, meeting, expert(seats[8]))
    perform(SIGN_MINUTES, meeting, chair(meeting))
    perform(SIGN_MINUTES, meeting, expert(seats[6]), objection="本人离席时间应为十时。")
    assert "无需重复" in refused(SIGN_MINUTES, meeting, chair(meeting))
    assert Notice.objects.filter(recipient=room.office.user, title="会议纪要有异议").count() == 1
    found = verify(file_of(Minutes.objects.get()), signing.public_keys())
    assert (found["valid"], found["objections"]) == (True, 1)
    assert set(found["signed_by"]) == {seats[0].label, seats[6].label}


def forged(file, *path):
    """The file with the value at a path replaced by the last of the arguments."""
    changed = copy.deepcopy(file)
    *way, last, value = path
    place = changed
    for step in way:
        place = place[step]
    place[last] = value
    return changed


def test_every_change_of_the_file_is_found(held) -> None:
    _, meeting = held
    perform(SIGN_MINUTES, meeting, chair(meeting), objection="异议")
    file, keys = file_of(Minutes.objects.get()), signing.public_keys()
    assert verify(file, keys)["valid"] is True
    vote = ("content", "items", 0, "rounds", 0)
    for path, problem in (
        ((*vote, "yes", 2), "重新计算后不一致"),
        ((*vote, "on_roll", []), "点名与出席"),
        ((*vote, "spoiled", 3), "各项票数之和"),
        (("content", "items", 0, "passed", False), "最后一轮表决不一致"),
        (("content", "roll", []), "与校验值不一致"),
        (("sha256", "0" * 64), "平台签名不成立"),
        (("countersignatures", 0, "objection", ""), "的签署不成立"),
    ):
        found = verify(forged(file, *path), keys)
        assert found["valid"] is False
        assert problem in found["because"], path
    assert "不是平台公布的密钥" in verify(file, {})["because"]
    with pytest.raises(BadInput, match="不是会议纪要文件"):
        verify({"format": "x"}, keys)
    with pytest.raises(BadInput, match="不完整"):
        verify({"format": file["format"], "content": {}}, keys)


def test_who_made_a_new_digest_without_the_key_has_no_signature(held) -> None:
    file = file_of(Minutes.objects.get())
    changed = forged(file, "content", "items", 0, "name", "别人")
    changed["sha256"] = digest(changed["content"])
    assert "平台签名不成立" in verify(changed, signing.public_keys())["because"]


def test_the_command_verifies_a_file_with_the_published_key(held, tmp_path) -> None:
    _, meeting = held
    office = as_(held[0].office)
    kept, key = tmp_path / "minutes.json", tmp_path / "keys.pem"
    kept.write_bytes(office.get(reverse("minutes_file", args=[meeting.pk])).content)
    key.write_bytes(office.get(reverse("signing_keys")).content)
    for given in ({}, {"key": str(key)}):
        said = io.StringIO()
        call_command("minutes", "verify", str(kept), stdout=said, **given)
        assert json.loads(said.getvalue())["valid"] is True
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("minutes", "verify", str(key), stderr=said)
    assert "不是 UTF-8 编码的 JSON" in said.getvalue()


def test_the_paper_shows_it_and_is_made_anew_with_each_signature(held) -> None:
    _, meeting = held
    paper = build(Document.objects.get(kind="minutes"))
    assert paper.built_at, paper.failure
    with paper.file.content.open("rb") as content:
        said = "".join(page_texts(content.read())).replace("\n", "")
    for words in ("评审会议纪要", "因病住院", "师徒关系", "3×7=21", "尚无人签署"):
        assert words in said
    perform(SIGN_MINUTES, meeting, chair(meeting))
    anew = Document.objects.get(kind="minutes", voided_at=None)
    assert anew.pk != paper.pk
    perform(SIGN_MINUTES, meeting, expert(panel(meeting)[1]))
    assert Document.objects.get(kind="minutes", voided_at=None) == anew


def test_the_page_is_read_by_those_concerned_and_hides_what_one_stepped_back_from(held) -> None:
    room, meeting = held
    page, seats = reverse("minutes", args=[meeting.pk]), panel(meeting)
    for actor in (room.office, room.bureau, room.supervisor):
        answer = as_(actor).get(page)
        assert "3×7=21" in text(answer)
        assert as_(actor).get(reverse("minutes_file", args=[meeting.pk])).status_code == 200
        assert not any(seat.expert.user.name in text(answer) for seat in seats)
    assert as_(room.bureau).get(reverse("minutes_roster", args=[meeting.pk])).status_code == 404
    assert seats[0].expert.user.name in text(as_(room.office).get(reverse("minutes_roster", args=[meeting.pk])))
    recused = as_(expert(seats[7]))
    assert "3×7=21" not in text(recused.get(page))
    assert recused.get(reverse("minutes_file", args=[meeting.pk])).status_code == 404
    assert recused.post(page, {"objection": "x" * 1001}).status_code == 422
    assert recused.post(page, {"objection": ""}).status_code == 302
    assert "您已签署" in text(recused.get(page))
    assert "1 人已签署" in text(as_(room.office).get(reverse("meeting", args=[meeting.pk])))
