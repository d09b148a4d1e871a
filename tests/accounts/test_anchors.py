"""The head of the journal outside the database: what a change made in the database alone cannot hide."""

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
from accounts.services.anchors import anchor, inclusions, oldest_without
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


def test_the_database_refuses_to_change_an_anchor() -> None:
    append()
    anchor()
    with pytest.raises(InternalError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_journalanchor")
