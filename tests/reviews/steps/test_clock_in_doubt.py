"""While the clock is in doubt nobody comes too late by it alone, what can wait does, and every act says so."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.actor import CLOCK
from accounts.models import JournalEntry, Notice
from accounts.services import clock_doubt, journal
from accounts.services.journal import broken_links
from accounts.steps.base import ActRefused, Step, perform
from reviews.documents.case_index import index_of
from reviews.documents.case_journal import part_of
from reviews.selectors.timeline import timeline_of
from reviews.services.calendar import period_from
from reviews.services.complaints import is_late
from reviews.services.publicity import is_running
from reviews.steps.draw_panel import DRAW_PANEL
from tests.conftest import Clock
from tests.reviews import cases
from tests.reviews.committee.factory import hall
from tests.reviews.committee.test_result_filings import as_
from tests.reviews.services.test_publicity import opened
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db
FAST = clock_doubt.Doubt("本机时钟比数据库的时钟快 3 天", dt.timedelta(days=3))
# What the law ties to its moment, and what can wait for the clock. A person's filing is never among it.
WAITING = {
    "draw_panel", "seal_draw", "open_item", "close_item", "vote_again", "approve_results", "publish_results",
    "publish_plan", "publish_correction", "publish_table", "open_pre_review_publicity", "open_result_publicity",
    "announce_determinations", "revoke",
}  # fmt: skip


def in_doubt(monkeypatch: pytest.MonkeyPatch, doubt: clock_doubt.Doubt | None = FAST) -> None:
    monkeypatch.setattr(clock_doubt, "compared", lambda *_: doubt)


def every(kind: type) -> set[type]:
    return {kind}.union(*(every(each) for each in kind.__subclasses__()))


def test_a_filing_near_its_deadline_is_taken_and_a_person_decides(clock: Clock, monkeypatch) -> None:
    draft = cases.make_case("ready_to_file")
    # By the machine's clock the deadline was yesterday; by the database's it is the day after tomorrow.
    clock.set("2022-09-12 08:00")
    with pytest.raises(ActRefused, match="逾期不再受理"):
        cases.file_case(draft)
    in_doubt(monkeypatch)
    filed = cases.file_case(draft)
    entry = JournalEntry.objects.get(case_id=filed.pk, act="file")
    assert entry.data[clock_doubt.KEY] == {
        "said": FAST.said, "seconds": 3 * 86400, "deadline": "2022-09-10T16:00:00+00:00",
    }  # fmt: skip
    assert list(broken_links()) == []
    told = Notice.objects.get(title="请核定是否在期限内办理")
    assert filed.plan.office.officers.filter(user=told.recipient).exists()
    assert "2022年9月10日（周六）24:00 截止" in told.body
    note = next(done.note for done in timeline_of(filed).past if done.title == "提交申报")
    assert "办理时平台时钟存疑：本机时钟比数据库的时钟快 3 天。" in note
    assert "由评委会办公室核定" in note
    acts = index_of(filed, [], part_of(filed, is_own=False).acts)["acts"]
    assert any("平台时钟存疑：本机时钟比数据库的时钟快 3 天" in act.what for act in acts)


def test_who_is_late_by_either_clock_is_late_and_who_is_in_time_by_both_is_not_asked_about(clock, monkeypatch) -> None:
    draft = cases.make_case("ready_to_file")
    in_doubt(monkeypatch)
    clock.set("2022-09-14 00:00")
    with pytest.raises(ActRefused, match="逾期不再受理"):
        cases.file_case(draft)
    clock.set("2022-09-13 23:59")
    assert not clock_doubt.has_passed(draft.plan.filing_closes)
    # A clock that is behind hides a deadline that may have passed: taken too, and asked about.
    slow = clock_doubt.Doubt("本机时钟比数据库的时钟慢 3 天", dt.timedelta(days=-3))
    in_doubt(monkeypatch, slow)
    clock.set("2022-09-07 23:59")
    assert "deadline" not in slow.noted(draft.plan.filing_closes)
    clock.set("2022-09-08 00:00")
    assert "deadline" in slow.noted(draft.plan.filing_closes)
    clock.set("2022-09-01 00:00")
    filed = cases.file_case(draft)
    assert "deadline" not in JournalEntry.objects.get(case_id=filed.pk, act="file").data[clock_doubt.KEY]
    assert not Notice.objects.filter(title="请核定是否在期限内办理").exists()


def test_a_publicity_that_only_such_a_clock_ends_takes_objections_and_a_complaint_is_not_late(
    clock, monkeypatch
) -> None:
    publicity = opened(clock)
    case, decision = publicity.entries.get().application, JournalEntry(at=platform_clock.now())
    late = period_from(decision.at, case.plan.complaint_days).earliest_close
    for end, is_open in (
        (publicity.earliest_close, lambda: is_running(publicity)),
        (late, lambda: not is_late(case, decision)),
    ):
        clock.set(f"{end.astimezone(platform_clock.SHANGHAI):%Y-%m-%d %H:%M}")
        in_doubt(monkeypatch, None)
        assert not is_open()
        in_doubt(monkeypatch)
        assert is_open()
        clock.advance(days=3)
        assert not is_open()


def test_a_deadline_is_left_open_from_its_very_moment_and_not_beyond_that_of_the_other_clock() -> None:
    moment, with_the_slow = dt.timedelta(microseconds=1), clock_doubt.Doubt("慢", -FAST.off)
    with platform_clock.held() as now:
        # A deadline is exclusive: at its moment it has passed.
        other = now - FAST.off
        found = [FAST.divides(at) for at in (other, other + moment, now, now + moment)]
        assert found == [False, True, True, False]
        assert [with_the_slow.divides(at) for at in (now, now + moment, now + FAST.off)] == [False, True, True]


def test_what_the_law_ties_to_its_moment_waits_and_nothing_else(monkeypatch) -> None:
    assert {vars(each)["name"] for each in every(Step) if vars(each).get("awaits_clock")} == WAITING
    room = hall()
    meeting = room.sealed()
    Clock().advance(hours=2)
    in_doubt(monkeypatch)
    acts = JournalEntry.objects.count()
    with pytest.raises(
        ActRefused, match="平台时钟存疑（本机时钟比数据库的时钟快 3 天），“抽取评审专家”以办理时刻为准，须待时钟校准"
    ):
        perform(DRAW_PANEL, meeting, room.office, public_value="0" * 14)
    assert JournalEntry.objects.count() == acts


def test_the_watch_and_the_command_list_what_was_done_meanwhile(monkeypatch, capsys) -> None:
    room = hall()
    page = as_(room.bureau).get(reverse("watch")).content.decode()
    assert "时钟存疑期间的办理" not in page
    in_doubt(monkeypatch)
    room.scheduled()
    for act in ("accept_clock", "end_session"):
        journal.record(act, room.plan, CLOCK)
    in_doubt(monkeypatch, None)
    entry = JournalEntry.objects.latest("number")
    page = as_(room.bureau).get(reverse("watch")).content.decode()
    for told in ("时钟存疑期间的办理", "创建评审会议", "确认时钟无误", "其他办理"):
        assert told in page
    assert "end_session" not in page
    assert f"第 {entry.number} 条" in page
    assert "本机时钟比数据库的时钟快 3 天" in page
    call_command("clock", "acts")
    assert f'"entry": {entry.number}' in capsys.readouterr().out
