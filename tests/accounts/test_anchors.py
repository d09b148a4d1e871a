"""The head of the journal outside the database: what a change made in the database alone cannot hide."""

import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import InternalError, connection, transaction

from accounts import tasks
from accounts.models import JournalAnchor
from accounts.services.anchors import anchor, oldest_without
from tests.accounts.test_journal import append, rechained, verify
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


def test_the_database_refuses_to_change_an_anchor() -> None:
    append()
    anchor()
    with pytest.raises(InternalError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_journalanchor")
