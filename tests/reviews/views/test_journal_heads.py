"""The heads of the journal are public: whoever kept one can ask, take its token, and read all of them."""

from hashlib import sha256

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from accounts.models import JournalAnchor
from accounts.services.anchors import anchor
from tests.accounts.test_journal import append, rechained

pytestmark = pytest.mark.django_db


def page(**asked: str) -> str:
    return Client().get(reverse("journal_heads"), asked).content.decode()


def test_a_head_that_was_kept_is_found_to_stand_or_not(settings: LazySettings) -> None:
    settings.TIME_STAMPER = "accounts.time_authority.TimeAuthority"
    kept = append()[-1]
    assert "还没有存证" in page()
    made = anchor()
    shown = page()
    assert kept.digest in shown
    assert made.root in shown
    assert "与现在的办理日志相符" in page(q=made.root)
    assert "与现在的办理日志相符" in page(q=f" {kept.digest.upper()} ")
    assert "没有公布过这一校验值" in page(q="0" * 64)
    rechained()
    assert "与现在的办理日志不符" in page(q=kept.digest)
    token = Client().get(reverse("journal_token", args=[made.pk]))
    assert token["Content-Type"] == "application/timestamp-reply"
    assert made.head.imprint() in token.content
    stated = Client().get(reverse("journal_statement", args=[made.pk])).content
    assert sha256(stated).digest() == made.head.imprint()
    assert made.root in stated.decode()


def test_the_stand_in_says_that_it_is_one_and_its_line_can_be_taken() -> None:
    append()
    made = anchor()
    assert "时间戳服务尚未接通" in page()
    assert Client().get(reverse("journal_token", args=[made.pk])).content.decode() == made.proof


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_and_its_table_take_the_same_queries_however_long(number: int, django_assert_num_queries) -> None:
    for _ in range(number):
        append(1)
        anchor()
    client = Client()
    with django_assert_num_queries(1):
        client.get(reverse("journal_heads"))
    with django_assert_num_queries(1):
        table = b"".join(client.get(reverse("journal_heads_export"))).decode()
    assert table.count("本地存证文件") == number == JournalAnchor.objects.count()
    assert all(one.root in table for one in JournalAnchor.objects.all())
