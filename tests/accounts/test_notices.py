"""Notices in the platform and by mail."""

import smtplib
import threading

import pytest
from django.core import mail as outbox
from django.db import connection
from django.urls import reverse

from accounts.models import Notice
from accounts.services import mail
from accounts.services.notices import Message, queue
from reviews.services.watch import State, checks
from tests.accounts import people

pytestmark = pytest.mark.django_db


def tell(user, event="event", url=""):
    queue(event, [Message(user, f"标题 {event}", "内容", url)])
    return Notice.objects.get(recipient=user, event=event)


def person(email="a@example.com"):
    user = people.make_person()
    user.email = email
    user.save()
    return user


def test_nobody_is_told_twice_of_one_event():
    user = person()
    tell(user)
    tell(user)
    queue("two", [Message(user, "第一", ""), Message(user, "第二", "")])
    assert sorted(Notice.objects.values_list("title", flat=True)) == ["标题 event", "第一"]


def test_opening_marks_as_read_and_leads_on(client):
    user = person()
    notice = tell(user, url="/account/")
    people.sign_in(client, user)
    assert "未读" in client.get(reverse("notices")).content.decode()
    answer = client.post(reverse("notice_open", args=[notice.pk]))
    assert answer.url == "/account/"
    notice.refresh_from_db()
    assert notice.read_at
    assert "没有未读消息" in client.get(reverse("notices") + "?show=unread").content.decode()


def test_looking_at_the_list_reads_nothing(client, reads_only):
    user = person()
    tell(user)
    people.sign_in(client, user)
    with reads_only():
        client.get(reverse("notices"))


def test_a_notice_is_nobody_elses(client):
    notice = tell(person())
    people.sign_in(client, people.make_person("某乙"))
    assert client.post(reverse("notice_open", args=[notice.pk])).status_code == 404
    assert notice.title not in client.get(reverse("notices")).content.decode()


def test_all_can_be_marked_at_once(client):
    user = person()
    tell(user, "one")
    tell(user, "two")
    other = tell(person("b@example.com"), "three")
    people.sign_in(client, user).post(reverse("notices_read"))
    assert not Notice.objects.filter(recipient=user, read_at=None).exists()
    other.refresh_from_db()
    assert other.read_at is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long(client, number, django_assert_num_queries):
    user = person()
    for at in range(number):
        tell(user, str(at))
    people.sign_in(client, user)
    with django_assert_num_queries(4):
        client.get(reverse("notices"))


def test_mail_goes_out_once(settings):
    settings.SITE_ADDRESS = "https://titles.example"
    user = person()
    notice = tell(user, url="/account/")
    assert mail.send_unsent(10) == (1, 0)
    assert mail.send_unsent(10) == (0, 0)
    (sent,) = outbox.outbox
    assert sent.to == ["a@example.com"]
    assert "https://titles.example/account/" in sent.body
    # Sent again by whoever does not know of it, it is the same mail to those who have it.
    Notice.objects.update(mailed_at=None)
    tell(user, "another")
    assert mail.send_unsent(10) == (2, 0)
    numbers = [one.message()["Message-ID"] for one in outbox.outbox]
    assert numbers[0] == numbers[1] != numbers[2]
    assert numbers[0].endswith("@titles.example>")
    notice.refresh_from_db()
    assert notice.mailed_at


def test_who_left_no_address_is_noted_and_not_tried_again():
    notice = tell(person(""))
    assert mail.send_unsent(10) == (0, 1)
    assert mail.send_unsent(10) == (0, 0)
    notice.refresh_from_db()
    assert notice.mail_error == mail.NO_ADDRESS
    assert not outbox.outbox


def test_a_refused_address_does_not_hold_up_the_others(monkeypatch):
    bad, good = tell(person("bad@example.com"), "one"), tell(person("good@example.com"), "two")

    def send(recipient, subject, body, called):
        if recipient.startswith("bad"):
            raise smtplib.SMTPRecipientsRefused({recipient: (550, b"no such user")})

    monkeypatch.setattr("zcps.mail.send", send)
    assert mail.send_unsent(10) == (1, 1)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert "no such user" in bad.mail_error
    assert good.mailed_at


def test_an_address_that_is_none_does_not_hold_up_the_others():
    bad, good = tell(person("bad@example.com\nBcc: x@example.com"), "one"), tell(person("good@example.com"), "two")
    assert mail.send_unsent(10) == (1, 1)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert bad.mail_error
    assert good.mailed_at


def test_a_server_that_is_down_leaves_the_notice_for_the_next_run(monkeypatch):
    notice = tell(person())
    monkeypatch.setattr("zcps.mail.send", lambda *_: (_ for _ in ()).throw(ConnectionRefusedError()))
    with pytest.raises(ConnectionRefusedError):
        mail.send_unsent(10)
    monkeypatch.undo()
    assert mail.send_unsent(10) == (1, 0)
    notice.refresh_from_db()
    assert notice.mailed_at


def test_one_that_is_neither_taken_nor_refused_keeps_none_waiting_and_the_watch_tells(monkeypatch, clock, caplog):
    """The server hangs up on one mail, each time; or what is in it breaks ours."""
    poison = [tell(person(f"poison{at}@example.com"), f"poison{at}") for at in range(2)]
    good = [tell(person("good@example.com"), f"good{at}") for at in range(3)]

    def send(recipient, subject, body, called):
        if recipient.startswith("poison0"):
            raise smtplib.SMTPServerDisconnected("hung up")
        if recipient.startswith("poison1"):
            raise KeyError("ours")

    monkeypatch.setattr("zcps.mail.send", send)
    assert mail.send_unsent(10) == (3, 0)
    assert Notice.objects.filter(mailed_at=None).count() == len(poison)
    assert not Notice.objects.filter(pk__in=[each.pk for each in good], mailed_at=None).exists()
    assert f"notice {poison[0].pk} is neither taken nor refused" in caplog.text
    clock.advance(minutes=11)
    late = next(check for check in checks() if check.title == "待发送的消息")
    assert (late.state, "2 条消息等待发送邮件" in late.text) == (State.STOP, True)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        mail.send_unsent(10)


def test_the_limit_holds():
    user = person()
    for at in range(3):
        tell(user, str(at))
    assert mail.send_unsent(2) == (2, 0)
    assert mail.send_unsent(2) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_outbox_and_double_nothing():
    user = person()
    for at in range(12):
        tell(user, str(at))
    done = []

    def work():
        try:
            done.append(mail.send_unsent(20).mailed)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(done) == 12
    assert len(outbox.outbox) == 12
