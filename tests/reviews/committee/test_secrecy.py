"""Tries to find out who voted how: by columns, keys, places, transactions, numbers, times, lengths, logs."""

import itertools
import secrets
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from accounts.models import JournalEntry
from reviews.enums import Choice
from reviews.models import Ballot, MeetingItem, RowChange, Turnout, VoteRound
from reviews.steps.base import perform
from reviews.steps.cast import CAST
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.open_item import OPEN_ITEM
from tests.reviews.committee.factory import chair, expert, first_item, hall, panel
from tests.reviews.committee.test_views import as_

# Each transaction of its own, as in production: inside one, every row would have the same.
pytestmark = pytest.mark.django_db(transaction=True)

# In the order of voting: whoever finds this order, or one person's choice, has broken the secret.
VOTES = (Choice.NO, Choice.YES, Choice.YES, Choice.ABSTAIN, Choice.YES)


def rows(sql: str, *args: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, args)
        return cursor.fetchall()


@pytest.fixture
def voting():
    """An item on which five of nine have voted, the last first by seat; the vote is still open."""
    room = hall(cases=1)
    meeting = room.convened()
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    voters = panel(meeting)[::-1][: len(VOTES)]
    for seat, choice in zip(voters, VOTES, strict=True):
        perform(CAST, item, expert(seat), choice=choice)
    return meeting, item, voters


def closed(meeting, item) -> MeetingItem:
    return perform(CLOSE_ITEM, item, chair(meeting), without_missing=True)


def traces() -> None:
    """Everything that PostgreSQL keeps of a row, and every column: what joins ballots to persons joins all to all."""
    ballots = rows("SELECT id, ctid::text, xmin::text, cmin::text, choice FROM reviews_ballot")
    turnout = rows("SELECT seat_id, ctid::text, xmin::text, id FROM reviews_turnout")
    # One transaction wrote the whole box, and the whole turnout: joined by it, every ballot is everybody's.
    assert len({xmin for _, _, xmin, _, _ in ballots} | {xmin for _, _, xmin, _ in turnout}) == 1
    # The turnout lies, and is numbered, by seat.
    by_seat = sorted(seat for seat, *_ in turnout)
    assert [seat for seat, *_ in sorted(turnout, key=lambda row: row[3])] == by_seat
    # What is sealed tells nothing by its length, and no two are alike.
    assert len({len(choice) for *_, choice in ballots}) == 1
    assert len({choice for *_, choice in ballots}) == len(ballots)
    assert not any(word in choice for *_, choice in ballots for word in Choice.values)


def test_no_row_joins_a_ballot_to_a_person_while_the_vote_is_open(voting) -> None:
    traces()


def test_nor_after_it_was_counted(voting) -> None:
    meeting, item, _ = voting
    item = closed(meeting, item)
    assert (item.yes, item.no, item.abstained, item.spoiled) == (3, 1, 1, 0)
    traces()


def test_the_last_voter_is_not_told_by_the_last_transaction(voting) -> None:
    """Joined to the journal by the transaction, the ballots are all the last voter's, and so nobody's."""
    joined = rows(
        "SELECT j.number, count(*) FROM accounts_journalentry j JOIN reviews_ballot b ON b.xmin = j.xmin GROUP BY 1"
    )
    assert [count for _, count in joined] == [len(VOTES)]


def test_places_in_the_table_are_the_shuffles_alone(voting, monkeypatch) -> None:
    """With a shuffle that sorts, the ballots lie sorted: nothing of the order of voting is in their places."""
    meeting, item, _ = voting
    monkeypatch.setattr(secrets.SystemRandom, "shuffle", lambda _, box: box.sort())
    closed(meeting, item)
    lying = [ballot.choice for ballot in Ballot.objects.raw("SELECT * FROM reviews_ballot ORDER BY ctid")]
    assert lying == sorted(VOTES)


def test_two_copies_of_the_database_tell_who_voted_between_them_and_not_how(voting) -> None:
    meeting, item, _ = voting
    before = {(str(key), sealed) for key, sealed in rows("SELECT id, choice FROM reviews_ballot")}
    perform(CAST, item, expert(panel(meeting)[0]), choice=Choice.YES)
    after = {(str(key), sealed) for key, sealed in rows("SELECT id, choice FROM reviews_ballot")}
    assert len(after) == len(before) + 1
    assert not {key for key, _ in before} & {key for key, _ in after}
    assert not {sealed for _, sealed in before} & {sealed for _, sealed in after}


def test_no_path_of_foreign_keys_leads_from_a_ballot_to_one_person() -> None:
    """A ballot knows its round and nothing else; nothing knows a ballot; a round knows whole rolls and turnouts."""
    assert {f.name for f in Ballot._meta.get_fields()} == {"id", "round", "choice"}
    towards = [
        model for model in apps.get_models() for f in model._meta.get_fields()
        if isinstance(f, models.ForeignKey | models.OneToOneField | models.ManyToManyField)
        and f.related_model in {Ballot, Turnout}
    ]  # fmt: skip
    assert not towards
    kept = {f.name for f in VoteRound._meta.concrete_fields if f.is_relation}
    assert kept == {"item"}
    times = [f for model in (Ballot, Turnout) for f in model._meta.concrete_fields if isinstance(f, models.DateField)]
    assert not times


def test_nothing_anywhere_else_in_the_database_holds_a_choice_or_a_ballot(voting) -> None:
    keys = [str(key) for (key,) in rows("SELECT id FROM reviews_ballot")]
    for table in connection.introspection.table_names():
        if table == "reviews_ballot":
            continue
        found = rows(f"SELECT t::text FROM {table} t")  # noqa: S608 - names from the catalogue
        whole = "\n".join(text for (text,) in found)
        assert not any(key in whole for key in keys), table
        if table != "reviews_voteround":
            assert not any(f"{word}," in whole or f'"{word}"' in whole for word in Choice.values), table


def test_the_journal_tells_how_many_have_voted_and_neither_who_nor_how(voting) -> None:
    entries = JournalEntry.objects.filter(act="cast").order_by("number")
    assert [entry.data for entry in entries] == [{"voted": number} for number in range(1, len(VOTES) + 1)]
    assert {(entry.actor_id, entry.actor_label, entry.case_id) for entry in entries} == {(None, "评审专家", None)}


def test_answers_are_as_long_for_every_choice(clock) -> None:
    """A web server's log keeps address, time and length of every answer: the length must not tell the choice."""
    room = hall(cases=1)
    meeting = room.convened()
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    page, told = reverse("ballot", args=[item.pk]), []
    for seat, choice in zip(panel(meeting), itertools.cycle(Choice.values), strict=False):
        client = as_(expert(seat))
        look = client.post(page, {"choice": choice})
        cast = client.post(page, {"choice": choice, "confirmed": "yes", "in_round": "1"})
        again = client.post(page, {"choice": choice, "confirmed": "yes", "in_round": "1"})
        done = client.get(cast["Location"])
        told.append([(one.status_code, len(one.content), one.get("Location")) for one in (look, cast, again, done)])
        assert not any(word in done.content.decode() for word in ("同意", "弃权", "废票"))
    assert all(one == told[0] for one in told), told


def test_a_ballot_page_is_kept_by_no_cache_and_names_no_choice_in_its_address(voting) -> None:
    meeting, item, voters = voting
    waiting = next(seat for seat in panel(meeting) if seat not in voters)
    answer: Any = as_(expert(waiting)).get(reverse("ballot", args=[item.pk]))
    assert "no-store" in answer["Cache-Control"]
    assert 'method="post"' in answer.content.decode()
    assert isinstance(answer.client, Client)


def test_the_history_of_rows_sees_no_vote(voting) -> None:
    before = RowChange.objects.count()
    meeting, item, _ = voting
    # Whoever votes leaves no row that says when: not of himself, not of the item.
    perform(CAST, item, expert(panel(meeting)[0]), choice=Choice.YES)
    assert RowChange.objects.count() == before
    seen = dict(
        rows("SELECT tgrelid::regclass::text, count(*) FROM pg_trigger WHERE tgname LIKE 'history%%' GROUP BY 1")
    )
    secret = {f"reviews_{name}" for name in ("ballot", "turnout", "rollentry", "voteround", "expertopinion")}
    assert not secret & set(seen)
    assert not {name for name in seen if "session" in name or "otp" in name or name == "accounts_signin"}
