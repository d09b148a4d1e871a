"""The journal: one chain, in the right order, and any change to it shows."""

import json
import threading

import pytest
from django.core.management import call_command
from django.db import DatabaseError, InternalError, connection, transaction

from accounts.actor import CLOCK
from accounts.models import JournalEntry
from accounts.services import journal
from tests.accounts import people

pytestmark = pytest.mark.django_db


def append(number=3):
    region = people.make_region()
    return [journal.record("act", region, CLOCK, note=f"第 {at} 条", share=0.5) for at in range(number)]


def meddle(sql, values=()):
    """Change the journal as somebody with the database's own password could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE accounts_journalentry DISABLE TRIGGER journal_is_append_only")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE accounts_journalentry ENABLE TRIGGER journal_is_append_only")


def verify(capsys):
    call_command("journal", "verify")
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


@pytest.mark.parametrize("asked", [[], ["check"], ["verify", "more"]])
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
