"""The journal: one chain, in the right order, and any change to it shows."""

import json
import threading

import pytest
from django.core.management import call_command
from django.db import DatabaseError, InternalError, connection, transaction

from accounts.actor import CLOCK
from accounts.models import JournalEntry
from accounts.services import journal, journal_watch
from accounts.services.anchors import anchor
from tests.accounts import people

pytestmark = pytest.mark.django_db


def append(number=3):
    region = people.make_region()
    return [journal.record("act", region, CLOCK, note=f"第 {at} 条", share=0.5) for at in range(number)]


def meddle(sql, values=(), table="journalentry", trigger="journal_is_append_only"):
    """Change the journal as somebody with the database's own password could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE accounts_{table} DISABLE TRIGGER {trigger}")
        cursor.execute(sql, values)
        cursor.execute(f"ALTER TABLE accounts_{table} ENABLE TRIGGER {trigger}")


def rechained(since=1):
    """Change an entry and compute every digest after it anew; return the head that comes of it."""
    previous = JournalEntry.objects.filter(number=since - 1).values_list("digest", flat=True).first() or journal.GENESIS
    for entry in JournalEntry.objects.filter(number__gte=since).order_by("number"):
        entry.act, entry.previous = f"{entry.act}!", previous
        previous = journal.digest_of(entry)
        changed = [entry.act, entry.previous, previous, entry.number]
        meddle("UPDATE accounts_journalentry SET act = %s, previous = %s, digest = %s WHERE number = %s", changed)
    return previous


def verify(capsys, **asked):
    call_command("journal", "verify", **asked)
    return json.loads(capsys.readouterr().out)


def test_an_untouched_chain_holds(capsys):
    entries = append()
    answer = verify(capsys)
    assert answer == {"valid": True, "entries": 3, "head": entries[-1].digest, "anchors": 0, "broken": []}


def test_an_empty_chain_holds(capsys):
    assert verify(capsys) == {"valid": True, "entries": 0, "head": journal.GENESIS, "anchors": 0, "broken": []}


@pytest.mark.parametrize("sql", ["UPDATE accounts_journalentry SET act = 'other'", "DELETE FROM accounts_journalentry"])
def test_the_database_refuses_changes(sql):
    append()
    with pytest.raises(InternalError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "because"),
    [
        ("UPDATE accounts_journalentry SET act = 'other' WHERE number = 2", "第 2 条内容被改动"),
        ("UPDATE accounts_journalentry SET data = '{}' WHERE number = 2", "第 2 条内容被改动"),
        ("UPDATE accounts_journalentry SET at = at + interval '1 microsecond' WHERE number = 1", "第 1 条内容被改动"),
        ("UPDATE accounts_journalentry SET after = 'bound' WHERE number = 3", "第 3 条内容被改动"),
        ("DELETE FROM accounts_journalentry WHERE number = 2", "第 2 条缺失"),
        ("DELETE FROM accounts_journalentry WHERE number = 1", "第 1 条缺失"),
    ],
)
def test_what_was_changed_past_the_trigger_shows(capsys, sql, because):
    append()
    meddle(sql)
    answer = verify(capsys)
    assert not answer["valid"]
    assert because in [line["because"] for line in answer["broken"]]


def test_an_entry_forged_with_a_right_digest_breaks_the_link_after_it(capsys):
    append()
    forged = JournalEntry.objects.get(number=2)
    forged.act = "forged"
    digest = journal.digest_of(forged)
    meddle("UPDATE accounts_journalentry SET act = 'forged', digest = %s WHERE number = 2", [digest])
    assert {"entry": 3, "because": "第 3 条与前一条不衔接"} in verify(capsys)["broken"]


def forged_between():
    """Shift what follows by one and put in an entry whose digest is right and who names the one before."""
    meddle("UPDATE accounts_journalentry SET number = number + 100 WHERE number >= 2")
    meddle("UPDATE accounts_journalentry SET number = number - 99 WHERE number > 100")
    forged, before = JournalEntry.objects.get(number=3), JournalEntry.objects.get(number=1)
    forged.number, forged.previous, forged.act = 2, before.digest, "forged"
    forged.digest = journal.digest_of(forged)
    forged.save(force_insert=True)


def swapped():
    """Let two entries change places."""
    for old, new in ((2, 102), (3, 2), (102, 3)):
        meddle("UPDATE accounts_journalentry SET number = %s WHERE number = %s", [new, old])


def cut_tail():
    """Forget what came last."""
    meddle("DELETE FROM accounts_journalentry WHERE number > 2")


@pytest.mark.parametrize(
    ("harm", "because"),
    [
        (forged_between, "第 3 条内容被改动"),
        (swapped, "第 2 条与前一条不衔接"),
        (cut_tail, "第 4 条此前核对过，现在日志中没有"),
        (rechained, "第 4 条此前核对过，现在内容不同"),
    ],
)
def test_an_entry_put_in_changed_over_or_cut_off_before_it_was_anchored_shows(capsys, harm, because):
    append(4)
    assert journal_watch.look().holds
    harm()
    assert because in [line["because"] for line in verify(capsys)["broken"]]
    assert not journal_watch.look().holds


def test_a_tail_cut_off_below_an_anchor_shows(capsys, settings):
    append(4)
    anchor()
    cut_tail()
    assert verify(capsys)["broken"] == [{"entry": 4, "because": "第 4 条已存证，日志中没有，此后的日志可能被删除"}]


def test_whoever_kept_yesterdays_head_can_ask_whether_it_is_still_true(capsys, tmp_path):
    kept = append()[-1]
    append(2)
    (tmp_path / "kept").write_text(f"{kept.number} {kept.digest} 2022-09-01\n\n")
    assert verify(capsys, known=tmp_path / "kept")["valid"]
    rechained(since=2)
    assert verify(capsys)["valid"]
    assert verify(capsys, known=tmp_path / "kept")["broken"] == [
        {"entry": 3, "because": "第 3 条与外部留存的校验值不符"}
    ]
    meddle("DELETE FROM accounts_journalentry WHERE number > 2")
    assert "日志中没有" in verify(capsys, known=tmp_path / "kept")["broken"][0]["because"]


def test_the_watch_follows_the_chain_in_portions_and_goes_round_through_what_is_old(monkeypatch):
    monkeypatch.setattr(journal_watch, "PORTION", 2)
    append(5)
    assert [journal_watch.look().number for _ in range(4)] == [2, 4, 5, 5]
    meddle("UPDATE accounts_journalentry SET act = 'other' WHERE number = 1")
    found = [journal_watch.look().broken for _ in range(3)]
    assert found[-1] == "第 1 条内容被改动"
    meddle("UPDATE accounts_journalentry SET act = 'act' WHERE number = 1")
    assert journal_watch.look().holds


def test_it_says_how_far_it_is(capsys, monkeypatch):
    monkeypatch.setattr(journal, "_STRETCH", 2)
    append(5)
    call_command("journal", "verify", "--progress")
    assert [line[:8] for line in capsys.readouterr().err.splitlines()] == ["已核对 2 条，", "已核对 4 条，"]


@pytest.mark.parametrize("asked", [[], ["check"], ["verify", "more"], ["verify", "--known", "/nowhere"]])
def test_bad_input_gets_a_sentence_and_exit_2(capsys, asked):
    with pytest.raises(SystemExit) as ended:
        call_command("journal", *asked)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_keep_one_chain(capsys):
    region = people.make_region()
    failures = []

    def act(worker):
        try:
            for at in range(10):
                with transaction.atomic():
                    journal.record("act", region, CLOCK, worker=worker, at=at)
        except DatabaseError as error:
            failures.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=act, args=[number]) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    answer = verify(capsys)
    assert answer["valid"]
    assert answer["entries"] == 40


@pytest.mark.django_db(transaction=True)
def test_an_act_that_failed_leaves_no_gap(capsys):
    append(1)
    with transaction.atomic():
        append(1)
        transaction.set_rollback(True)
    append(1)
    assert verify(capsys)["valid"]
