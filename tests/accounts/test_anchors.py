"""The head of the journal outside the database: what a change made in the database alone cannot hide."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import InternalError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from accounts import tasks
from accounts.models import JournalAnchor, JournalEntry
from accounts.services import clock_doubt, journal_watch
from accounts.services.anchors import Answer, anchor, asked_about, inclusions, oldest_without
from accounts.services.clock_doubt import Doubt
from tests.accounts.test_journal import append, meddle, rechained, verify
from tests.conftest import Clock

pytestmark = pytest.mark.django_db


def test_an_anchor_holds_the_head_in_a_file_and_is_made_once(settings: LazySettings, capsys) -> None:
    assert anchor() is None
    entries = append()
    tasks.anchor_journal()
    tasks.anchor_journal()
    made = JournalAnchor.objects.get()
    assert (made.number, made.digest) == (entries[-1].number, entries[-1].digest)
    assert Path(settings.JOURNAL_ANCHOR_FILE).read_text().split()[:2] == [str(made.number), made.digest]
    assert oldest_without() is None
    [after] = append(1)
    assert oldest_without() == after
    call_command("journal", "anchor")
    assert json.loads(capsys.readouterr().out)["entry"] == after.number
    assert verify(capsys)["valid"]


def test_it_is_handed_over_once_a_day_however_often_beat_asks(clock: Clock) -> None:
    clock.set("2022-09-01 10:00")
    append(1)
    tasks.anchor_journal()
    append(1)
    clock.advance(hours=23)
    tasks.anchor_journal()
    assert JournalAnchor.objects.count() == 1
    clock.advance(hours=2)
    tasks.anchor_journal()
    assert JournalAnchor.objects.count() == 2


def test_a_chain_computed_anew_after_a_change_does_not_fit_its_anchor(capsys) -> None:
    append()
    anchor()
    rechained()
    answer = verify(capsys)
    assert not answer["valid"]
    assert answer["broken"] == [{"entry": 3, "because": "第 3 条与存证的校验值不符"}]


def test_a_file_that_was_changed_or_lost_shows(settings: LazySettings, capsys) -> None:
    append()
    anchor()
    path = Path(settings.JOURNAL_ANCHOR_FILE)
    path.write_text(path.read_text().replace("3 ", "4 ", 1))
    assert "没有找到，或内容不符" in verify(capsys)["broken"][0]["because"]
    path.unlink()
    assert not verify(capsys)["valid"]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4))
@settings_of(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_entry_has_a_path_to_the_root_of_its_day(days: list[int]) -> None:
    with transaction.atomic():
        for each in days:
            append(each)
            anchor()
        [later] = append(1)
        found = inclusions([*range(1, later.number + 1)])
        assert found.keys() == {*range(1, later.number)}
        for entry in JournalEntry.objects.exclude(pk=later.pk):
            head = found[entry.number].anchor.head
            assert head.since <= entry.number <= head.number
            assert head.has(entry.number, entry.digest, found[entry.number].path)
            assert not head.has(entry.number, later.digest, found[entry.number].path)
        transaction.set_rollback(True)


def test_over_a_journal_with_a_gap_there_is_no_root_and_its_head_is_anchored() -> None:
    append()
    meddle("DELETE FROM accounts_journalentry WHERE number = 2")
    made = anchor()
    assert (made.number, made.root, made.since) == (3, "", None)
    assert inclusions([1, 3]) == {}


def test_an_entry_put_in_the_place_of_another_does_not_fit_the_root_though_the_head_is_the_same(capsys) -> None:
    append()
    anchor()
    meddle("UPDATE accounts_journalentry SET digest = repeat('0', 64) WHERE number = 2")
    assert "第 1 至 3 条与存证的根不符" in [line["because"] for line in verify(capsys)["broken"]]


def test_what_was_anchored_and_is_cut_off_is_missed_though_nobody_has_looked_since(capsys) -> None:
    append()
    anchor()
    meddle("DELETE FROM accounts_journalentry WHERE number = 3")
    assert "第 3 条已存证，日志中没有，此后的日志可能被删除" in [line["because"] for line in verify(capsys)["broken"]]


def because(capsys, **known) -> list[str]:
    return [line["because"] for line in verify(capsys, **known)["broken"]]


ANCHORS = {"table": "journalanchor", "trigger": "anchors_are_append_only"}


def forget(since: int) -> None:
    """Do what a backup from before would do to the database, or whoever may switch its triggers off."""
    meddle("DELETE FROM accounts_journalanchor WHERE number > %s", [since], **ANCHORS)


def test_a_database_rewound_below_what_was_anchored_outside_shows_to_command_watch_and_public(capsys) -> None:
    append(2)
    anchor()
    append(2)
    lost = anchor().head
    meddle("DELETE FROM accounts_journalentry WHERE number > 2")
    forget(2)
    said = "存证文件记载到第 4 条，办理日志止于第 2 条：数据库可能由较早的备份恢复"
    assert because(capsys)[0].startswith(said)
    assert journal_watch.look().broken.startswith(said)
    assert {asked_about(lost.digest), asked_about(lost.root)} == {Answer.DIFFERS}
    # Work that goes on covers the gap with entries of the same numbers, and does not hide it.
    append(2)
    assert because(capsys) == ["第 4 条与存证文件记载的校验值不符"]
    assert not journal_watch.look().holds
    anchor()
    assert because(capsys)[-1] == "存证文件对第 4 条记载了两个不同的校验值，日志可能被改写后重新存证"
    assert asked_about(lost.digest) == Answer.DIFFERS


def test_a_journal_written_anew_and_anchored_anew_by_whoever_runs_it_has_two_heads(capsys) -> None:
    append()
    kept = anchor().digest
    rechained()
    forget(0)
    anchor()
    assert because(capsys)[-1] == "存证文件对第 3 条记载了两个不同的校验值，日志可能被改写后重新存证"
    assert asked_about(kept) == Answer.DIFFERS


def test_a_file_cut_at_its_end_shows_and_loses_no_line_that_follows(settings: LazySettings, capsys) -> None:
    append()
    anchor()
    path = Path(settings.JOURNAL_ANCHOR_FILE)
    whole = path.read_text()
    path.write_text(whole[:-20])
    append(1)
    anchor()
    assert because(capsys) == ["第 3 条的存证在本地存证文件中没有找到，或内容不符", "存证文件第 1 行不完整或者无法识别"]
    assert path.read_text().count("\n") == 2


@pytest.mark.parametrize("in_doubt", [False, True])
def test_an_entry_later_than_what_was_given_for_it_shows_unless_its_clock_was_in_doubt(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch, capsys, *, in_doubt: bool
) -> None:
    settings.DEMO_CLOCK = False
    doubt = Doubt("本机时钟比数据库的时钟快 3 天", dt.timedelta(days=3)) if in_doubt else None
    monkeypatch.setattr(clock_doubt, "compared", lambda *_: doubt)
    append()
    made = anchor()
    path, moment = Path(settings.JOURNAL_ANCHOR_FILE), made.anchored_at.isoformat()
    late = [] if in_doubt else ["第 3 条的时间晚于对它的存证，时间不可信"]
    for days, said in ((1, late), (0, [])):
        early = (made.anchored_at - dt.timedelta(days=days)).isoformat()
        path.write_text(path.read_text().replace(moment, early))
        meddle("UPDATE accounts_journalanchor SET proof = %s", [path.read_text().strip()], **ANCHORS)
        moment = early
        assert because(capsys) == said


def test_what_the_page_of_heads_exports_is_what_the_command_reads(tmp_path: Path, capsys) -> None:
    append()
    made = anchor()
    kept = tmp_path / "kept.csv"
    lines = ("日志序号,校验值,存证时间,存证方", f"3,{made.digest.upper()},2022-09-01T10:00:00+08:00,本地存证文件")
    kept.write_text("\ufeff" + "\r\n".join(lines))
    assert because(capsys, known=kept) == []
    kept.write_text(kept.read_text().replace("3,", "2,"))
    assert because(capsys, known=kept) == ["第 2 条与外部留存的校验值不符"]


def test_the_database_refuses_to_change_an_anchor() -> None:
    append()
    anchor()
    with pytest.raises(InternalError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_journalanchor")
