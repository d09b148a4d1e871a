"""Signing in by tickets, against a stand-in that was made from the published messages alone."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AccountKind
from accounts.models import SignIn, User
from tests.accounts import people
from tests.accounts.gov.coming_back import (
    AWAY,
    FOREIGN,
    FORGED,
    USED,
    asked,
    assert_refused,
    go_out,
    is_signed_in,
    leads_to,
)
from tests.accounts.gov.invented import NUMBER, OFFICER, OFFICER_NUMBER, PERSON, USCC
from tests.http_stub import Reply
from tests.tickets.server import ACCESS, CODE, QUERY, SECRET, SIMPLEAUTH

pytestmark = pytest.mark.django_db

RETURN = "/sign-in/return/"


def come_back(client, tickets, person=PERSON, **changes: Any):
    """Go out to puser and come back with a ticket and our state."""
    state = asked(go_out(client))["goto"]
    return client.get(RETURN, {"ticket": tickets.issue(person), "sp": state, **changes})


def come_back_for(client, tickets, officer=OFFICER, posted_by=None, **changes: Any):
    """Go out to esso; its page posts the token from another site, so without our session; follow to our own page."""
    back = asked(go_out(client, "legal_person"))["spappurl"]
    stranger = posted_by or Client(enforce_csrf_checks=True)
    led = stranger.post(back.removeprefix("http://testserver"), {"ssotoken": tickets.issue(officer), **changes})
    assert led.status_code in {302, 303}
    return client.get(led["Location"])


def test_a_person_comes_in(client, tickets):
    come_back(client, tickets)
    user = User.objects.get()
    assert (user.kind, user.name, user.id_number) == (AccountKind.PERSONAL, "某甲", NUMBER)
    assert (user.phone, user.assurance, user.id_type) == ("13900000001", 3, "身份证")
    assert is_signed_in(client)


def test_an_officer_comes_in_for_a_legal_person(client, tickets):
    come_back_for(client, tickets)
    user = User.objects.get()
    assert (user.kind, user.name, user.id_number) == (AccountKind.LEGAL_PERSON, "某经办", OFFICER_NUMBER)
    assert (user.uscc, user.legal_name, user.legal_representative) == (USCC, "衢州市某单位", "某法人")
    # Its scale runs the other way: realLevel 3 is checked online.
    assert user.assurance == 2


def test_the_token_may_also_come_in_the_address(client, tickets):
    state = asked(asked(go_out(client, "legal_person"))["spappurl"])["goto"]
    client.get(RETURN, {"goto": state, "ssotoken": tickets.issue(OFFICER)})
    assert is_signed_in(client)


def test_what_goes_out_names_us_and_carries_the_state(client, tickets):
    sent = asked(go_out(client))
    assert (sent["action"], sent["servicecode"]) == ("ssoLogin", CODE)
    assert sent["goto"] == client.session["gov_pending"]["state"]
    assert asked(go_out(client, "legal_person"))["spappurl"].startswith("http://testserver/sign-in/return/?goto=")


def test_the_account_is_the_same_by_tickets_and_by_openid(client, tickets):
    """Nothing of the way in is part of who somebody is."""
    come_back(client, tickets)
    before = User.objects.get()
    client.logout()
    come_back(client, tickets, {**PERSON, "name": "某甲改名"})
    assert User.objects.get().pk == before.pk
    assert User.objects.get().name == "某甲改名"


def test_through_the_gateway_every_question_is_signed(client, tickets, settings):
    tickets.wants_gateway = True
    settings.TICKETS = {**settings.TICKETS, "access_key": ACCESS, "secret_key": SECRET}
    come_back(client, tickets)
    assert is_signed_in(client)
    client.logout()
    come_back_for(client, tickets)
    assert is_signed_in(client)


def test_a_gateway_that_does_not_know_us_signs_nobody_in(client, tickets, settings):
    tickets.wants_gateway = True
    settings.TICKETS = {**settings.TICKETS, "access_key": ACCESS, "secret_key": "another"}
    assert_refused(client, come_back(client, tickets), AWAY)


def test_the_service_does_not_take_another_password(client, tickets, settings):
    settings.TICKETS = {**settings.TICKETS, "service_password": "another"}
    assert_refused(client, come_back(client, tickets), USED)


def test_a_ticket_counts_once(client, tickets):
    state = asked(go_out(client))["goto"]
    ticket = tickets.issue(PERSON)
    client.get(RETURN, {"ticket": ticket, "sp": state})
    client.logout()
    User.objects.all().delete()
    assert_refused(client, client.get(RETURN, {"ticket": ticket, "sp": state}), FOREIGN)
    # Not even with a state of its own, and not even if the service would take it again.
    again = asked(go_out(client))["goto"]
    tickets.tickets[ticket] = PERSON
    assert_refused(client, client.get(RETURN, {"ticket": ticket, "sp": again}), USED)


def test_a_token_of_a_legal_person_counts_once(client, tickets):
    back = asked(go_out(client, "legal_person"))["spappurl"]
    led = Client().post(back, {"ssotoken": tickets.issue(OFFICER)})["Location"]
    client.get(led)
    client.logout()
    User.objects.all().delete()
    assert_refused(client, client.get(led), FOREIGN)
    # What was held between form and page went with its first use.
    again = asked(asked(go_out(client, "legal_person"))["spappurl"])["goto"]
    assert_refused(client, client.get(RETURN, {"goto": again, "held": asked(led)["held"]}), USED)


def test_an_invented_ticket_is_refused(client, tickets):
    assert_refused(client, come_back(client, tickets, ticket="invented"), USED)
    assert_refused(client, come_back_for(client, tickets, ssotoken="invented"), USED)


RETURNS: dict[str, tuple[dict[str, Any], str]] = {
    "another state": ({"sp": "another"}, FOREIGN),
    "no state": ({"sp": ""}, FOREIGN),
    "two states": ({"sp": ["one", "two"]}, FOREIGN),
    "the state by the other way": ({"sp": "", "goto": "…"}, FOREIGN),
    "both ways": ({"goto": "another"}, FOREIGN),
    "no ticket": ({"ticket": ""}, USED),
    "two tickets": ({"ticket": ["one", "two"]}, FOREIGN),
    "a ticket without end": ({"ticket": "x" * 3000}, USED),
    "a ticket that is two headers": ({"ticket": "a\r\nb"}, USED),
    "a ticket of other letters": ({"ticket": "票"}, USED),
}


@pytest.mark.parametrize(("changes", "sentence"), RETURNS.values(), ids=RETURNS)
def test_a_return_that_does_not_fit_is_refused_before_anybody_is_asked(client, tickets, changes, sentence):
    assert_refused(client, come_back(client, tickets, **changes), sentence)
    assert tickets.asked == []


def test_a_ticket_of_somebody_else_s_browser_signs_nobody_in(client, tickets):
    """Login CSRF: a stranger's ticket in an address, or in a form that posts by itself."""
    victim = Client()
    assert_refused(victim, victim.get(RETURN, {"ticket": tickets.issue(PERSON), "sp": "a-stranger-s"}), FOREIGN)
    led = victim.post(f"{RETURN}?goto=a-stranger-s", {"ssotoken": tickets.issue(OFFICER)}, follow=True)
    assert FOREIGN in led.content.decode()
    assert not is_signed_in(victim)


@pytest.mark.parametrize("posted", [{}, {"ssotoken": ""}, {"ssotoken": "x" * 3000}, {"ssotoken": "a\nb"}])
def test_what_is_no_ticket_is_not_even_held(client, tickets, posted):
    assert_refused(client, client.post(f"{RETURN}?goto=state", posted), FOREIGN)


def test_the_ways_of_the_two_kinds_are_not_to_be_crossed(client, tickets):
    state = asked(go_out(client, "legal_person"))["spappurl"].rpartition("=")[2]
    assert_refused(client, client.get(RETURN, {"ticket": tickets.issue(PERSON), "sp": state}), FOREIGN)


ANSWERS = {
    "broken": Reply(b"{"),
    "no object": Reply(b"[]"),
    "huge": Reply(b'{"a": "' + b"x" * 300_000 + b'"}'),
    "nested without end": Reply(b"[" * 100_000),
    "leads elsewhere": Reply(b"", 302, {"Location": "http://127.0.0.1:1/"}),
    "broken inside": Reply(b"{}", 500),
    "not let in": Reply(b"{}", 403),
    "hangs up": Reply(None),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("kind", ["personal", "legal_person"])
def test_a_service_that_answers_badly_signs_nobody_in(client, tickets, kind, answer):
    tickets.instead = {SIMPLEAUTH: answer, QUERY: answer}
    back = come_back(client, tickets) if kind == "personal" else come_back_for(client, tickets)
    assert_refused(client, back, AWAY)


def test_a_service_that_is_away_is_said(client, tickets, settings):
    closed = {"ticket": "http://127.0.0.1:1/", "legal_person": "http://127.0.0.1:1/"}
    places = ",".join(f"{name}={address}" for name, address in closed.items())
    settings.TICKETS = {**settings.TICKETS, "addresses": places}
    assert_refused(client, come_back(client, tickets), AWAY)
    assert_refused(client, come_back_for(client, tickets), AWAY)


HALF: dict[str, tuple[dict[str, Any], str]] = {
    "no token": ({"result": "0"}, FORGED),
    "token no word": ({"result": 0, "token": 5}, FORGED),
    "no result": ({"token": "t"}, USED),
    "another result": ({"result": "00", "token": "t"}, USED),
    "a token that is not its own": ({"result": "0", "token": "t"}, FORGED),
}


@pytest.mark.parametrize(("answer", "sentence"), HALF.values(), ids=HALF)
def test_half_an_answer_of_puser_is_refused(client, tickets, answer, sentence):
    says = json.dumps(answer).encode()
    tickets.simpleauth, honest = _first(says, tickets.simpleauth), tickets.simpleauth
    try:
        assert_refused(client, come_back(client, tickets), sentence)
    finally:
        tickets.simpleauth = honest


def _first(says: bytes, then):
    """Answer so for the ticket, honestly for what follows."""
    return lambda form: json.loads(says) if form["method"] == "ticketValidation" else then(form)


LEGAL_ANSWERS: dict[str, tuple[dict[str, Any], str]] = {
    "no code": ({"info": {}}, USED),
    "a code and no success": ({"errCode": 0, "success": False, "info": {}}, USED),
    "no record": ({"errCode": 0, "success": True}, AWAY),
    "a record that is a list": ({"errCode": 0, "info": []}, AWAY),
    "a record that is broken text": ({"errCode": 0, "info": "{"}, AWAY),
    "an empty record": ({"errCode": "0", "info": "{}"}, "实名等级为 1 级"),
}


@pytest.mark.parametrize(("answer", "sentence"), LEGAL_ANSWERS.values(), ids=LEGAL_ANSWERS)
def test_half_an_answer_of_esso_is_refused(client, tickets, answer, sentence):
    tickets.instead = {QUERY: Reply(json.dumps(answer).encode())}
    assert_refused(client, come_back_for(client, tickets), sentence)


PEOPLE: dict[str, tuple[dict[str, Any], str]] = {
    "only registered": ({"authlevel": "1"}, "实名等级为 1 级"),
    "no level": ({"authlevel": None}, "实名等级为 1 级"),
    "a level that is not of the scale": ({"authlevel": "9"}, "实名等级为 1 级"),
    "no name": ({"username": ""}, "（姓名）"),
    "no number": ({"idnum": None}, "（证件号码）"),
    "a number that cannot be": ({"idnum": "330899198105060000"}, "证件号码有误"),
    "a document that is not known, with the number of another": ({"idtype": "9", "idnum": "甲"}, "证件号码有误"),
    "a name with a NUL": ({"username": "\0"}, "姓名有误"),
}


@pytest.mark.parametrize(("said", "sentence"), PEOPLE.values(), ids=PEOPLE)
def test_what_puser_says_of_a_person_must_be_enough(client, tickets, said, sentence):
    tickets.changes = said
    assert_refused(client, come_back(client, tickets), sentence)


OFFICERS: dict[str, tuple[dict[str, Any], str]] = {
    "not checked": ({"realLevel": "4"}, "实名等级为 1 级"),
    "no level": ({"realLevel": ""}, "实名等级为 1 级"),
    "a scale that is not ours": ({"realLevel": "0"}, "实名等级为 1 级"),
    "a certificate without an officer": ({"realLevel": "1", "attnName": "", "attnIDNo": ""}, "（姓名、证件号码）"),
    "no code": ({"uniscid": ""}, "（统一社会信用代码）"),
    "a code that cannot be": ({"uniscid": "91330800000000000X"}, "统一社会信用代码有误"),
}


@pytest.mark.parametrize(("said", "sentence"), OFFICERS.values(), ids=OFFICERS)
def test_what_esso_says_of_an_officer_must_be_enough(client, tickets, said, sentence):
    tickets.changes = said
    assert_refused(client, come_back_for(client, tickets), sentence)


@pytest.mark.parametrize(("level", "ours"), [("1", 3), (2, 3), ("3", 2)])
def test_the_levels_of_esso_run_the_other_way(client, tickets, level, ours):
    tickets.changes = {"realLevel": level}
    come_back_for(client, tickets)
    assert User.objects.get().assurance == ours


def test_another_document_is_known_by_its_name(client, tickets):
    come_back(client, tickets, {**PERSON, "id_type": "护照", "id_number": "E12345678"})
    assert (User.objects.get().id_type, User.objects.get().id_number) == ("护照", "E12345678")


def test_nothing_secret_is_logged(client, tickets, caplog):
    with caplog.at_level("DEBUG"):
        state = asked(go_out(client))["goto"]
        ticket = tickets.issue(PERSON)
        client.get(RETURN, {"ticket": ticket, "sp": state})
        tickets.changes = {"authlevel": "1"}
        client.logout()
        come_back(client, tickets)
    for secret in (ticket, NUMBER, "13900000001", "zcps-password"):
        assert secret not in caplog.text


def prove(client, tickets, person=PERSON, **session: Any):
    """Go out to show once more who one is, and come back with a ticket of somebody."""
    kept = client.session
    kept.update({"proven_at": 0, **session})
    kept.save()
    led = leads_to(client.post(reverse("proof_begin"), {"proof_verb": "保存", "proof_path": "/", "what": "typed"}))
    return client.get(RETURN, {"ticket": tickets.issue(person), "sp": asked(led)["goto"]}, follow=True)


def test_a_sign_in_proves_nothing_and_a_fresh_round_does(client, tickets):
    """The service does not say when it asked somebody: of a sign-in nobody knows how old it is there."""
    come_back(client, tickets)
    assert "proven_at" not in client.session
    page = prove(client, tickets)
    assert client.session["proven_at"] > 0
    assert dict(page.context["pairs"]) == {"what": "typed"}
    assert SignIn.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"idnum": people.id_number()}, "不是当前登录的账号本人"), ({"authlevel": "1"}, "实名等级为 1 级")],
    ids=["another", "no longer vouched for"],
)
def test_whoever_else_comes_back_proves_nothing_and_what_was_sent_still_waits(client, tickets, changes, sentence):
    come_back(client, tickets)
    owner = client.session["_auth_user_id"]
    tickets.changes = changes
    page = prove(client, tickets)
    assert (client.session["proven_at"], client.session["_auth_user_id"]) == (0, owner)
    assert sentence in page.content.decode()
    assert dict(page.context["pairs"])["what"] == "typed"
    tickets.changes = {}
    prove(client, tickets)
    assert client.session["proven_at"] > 0


def test_in_a_proof_a_refusal_speaks_of_the_proof_and_what_was_sent_waits(client, tickets):
    come_back(client, tickets)
    tickets.instead = {SIMPLEAUTH: Reply(b"", 503)}
    page = prove(client, tickets)
    assert "未能验证身份，事项没有办理" in page.content.decode()
    assert dict(page.context["pairs"])["what"] == "typed"
    page = client.get(RETURN, {"ticket": "another", "sp": "foreign"}, follow=True)
    assert "请重新验证" in page.content.decode()
    assert "登录页重新登录" not in page.content.decode()
    assert client.session["proven_at"] == 0


def test_who_has_left_meanwhile_is_not_signed_in_by_what_was_to_prove(client, tickets):
    come_back(client, tickets)
    led = leads_to(client.post(reverse("proof_begin"), {"proof_verb": "保存", "proof_path": "/"}))
    client.post(reverse("sign_out"))
    page = client.get(RETURN, {"ticket": tickets.issue(PERSON), "sp": asked(led)["goto"]}, follow=True)
    assert not is_signed_in(client)
    assert FOREIGN in page.content.decode()


def test_leaving_offers_nothing_that_is_not_there(client, tickets):
    come_back(client, tickets)
    page = client.post(reverse("sign_out"), follow=True).content.decode()
    assert "需要一并退出" not in page
