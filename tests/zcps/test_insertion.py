"""Rows that are written as one JSON document arrive as those that Django writes one by one."""

import datetime as dt

import pytest
from django.db import DataError, IntegrityError, transaction

from accounts.models import Notice
from accounts.services.notices import Message, queue_many
from tests.accounts.people import make_person
from zcps.insertion import insert

pytestmark = pytest.mark.django_db
NAMES = ("recipient_id", "event", "title", "body", "url", "created_at", "mail_error")


def row(person: int, event: str, title: str = "标题") -> dict[str, object]:
    moment = dt.datetime(2022, 8, 29, 9, 0, 0, 123456, dt.UTC)
    text = 'quotes " and \\u4e2d 𠮷 %s'
    return dict(zip(NAMES, (person, event, title, text, "", moment, ""), strict=True))


def test_what_is_written_is_what_is_read() -> None:
    person = make_person()
    insert(Notice, NAMES, [])
    insert(Notice, NAMES, [row(person.pk, "a"), row(person.pk, "b")])
    found = list(Notice.objects.order_by("pk").values(*NAMES))
    assert found == [row(person.pk, "a"), row(person.pk, "b")]
    assert Notice.objects.filter(read_at=None, mailed_at=None).count() == 2


def test_a_row_that_is_refused_leaves_none_and_one_that_is_there_is_passed_over() -> None:
    person = make_person()
    with pytest.raises(DataError), transaction.atomic():
        insert(Notice, NAMES, [row(person.pk, "a"), row(person.pk, "b", "长" * 121)])
    assert not Notice.objects.exists()
    insert(Notice, NAMES, [row(person.pk, "a")])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Notice, NAMES, [row(person.pk, "a")])
    insert(Notice, NAMES, [row(person.pk, "a"), row(person.pk, "c")], unless_there=True)
    queue_many([("c", [Message(person, "又一次", "某")])])
    assert sorted(Notice.objects.values_list("event", flat=True)) == ["a", "c"]
