"""What a browser brings back from a provider that does not fit what was sent out with it."""

import json
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from tests.accounts.gov.coming_back import AWAY, FOREIGN, USED, asked, assert_refused, go_out
from tests.accounts.gov.invented import NUMBER
from tests.accounts.gov.openid_stand_in import SUBJECT, TOKEN

pytestmark = pytest.mark.django_db


RETURNS: dict[str, tuple[dict[str, Any], str]] = {
    "no state": ({"state": ""}, FOREIGN),
    "another state": ({"state": "another"}, FOREIGN),
    "a state of other letters": ({"state": "状态"}, FOREIGN),
    "two states": ({"state": ["one", "two"]}, FOREIGN),
    "no code": ({"code": ""}, USED),
    "two codes": ({"code": ["one", "two"]}, FOREIGN),
    "another issuer": ({"iss": "https://elsewhere.example"}, FOREIGN),
    "an error": ({"error": "server_error"}, AWAY),
    "an error of the person": ({"error": "access_denied", "code": ""}, "您没有在身份认证服务完成登录"),
}


@pytest.mark.parametrize(("changes", "sentence"), RETURNS.values(), ids=RETURNS)
def test_a_return_that_does_not_fit_is_refused_before_anybody_is_asked(client, crooked, changes, sentence):
    sent = asked(go_out(client))
    crooked.sign(sent["nonce"])
    back = {"state": sent["state"], "code": f"code-{sent['state']}", **changes}
    assert_refused(client, client.get(reverse("sign_in_return"), back), sentence)
    assert crooked.times_asked(TOKEN) == 0
    # Whatever came back, the sign-in has ended: the right answer comes too late.
    good = {"state": sent["state"], "code": "good"}
    assert_refused(client, client.get(reverse("sign_in_return"), good), FOREIGN)


def test_a_return_without_a_beginning_is_refused(client, crooked):
    assert_refused(client, client.get(reverse("sign_in_return"), {"state": "x", "code": "y"}), FOREIGN)
    session = client.session
    session["gov_pending"] = {"state": "x"}
    session.save()
    assert_refused(client, client.get(reverse("sign_in_return"), {"state": "x", "code": "y"}), FOREIGN)


def test_a_return_after_ten_minutes_is_refused(client, crooked):
    sent = asked(go_out(client))
    session = client.session
    session["gov_pending"]["began"] -= 601
    session.save()
    crooked.sign(sent["nonce"])
    back = {"state": sent["state"], "code": "late"}
    assert_refused(client, client.get(reverse("sign_in_return"), back), FOREIGN)


def test_a_code_of_another_sign_in_of_this_browser_counts_once(client, crooked):
    first = asked(go_out(client))
    crooked.sign(first["nonce"])
    client.get(reverse("sign_in_return"), {"state": first["state"], "code": "the-same"})
    client.logout()
    User.objects.all().delete()
    second = asked(go_out(client))
    crooked.sign(second["nonce"])
    back = {"state": second["state"], "code": "the-same"}
    assert_refused(client, client.get(reverse("sign_in_return"), back), USED)
    assert crooked.times_asked(TOKEN) == 1


def test_a_sign_in_begun_with_another_service_does_not_end_here(client, crooked, settings):
    sent = asked(go_out(client))
    settings.OIDC = {**settings.OIDC, "issuer": "http://127.0.0.1:1"}
    back = {"state": sent["state"], "code": "y"}
    assert_refused(client, client.get(reverse("sign_in_return"), back), FOREIGN)


def test_a_provider_posts_nothing_here(client, crooked):
    assert_refused(client, client.post(reverse("sign_in_return"), {"code": "y", "state": "x"}), FOREIGN)


def test_refusals_are_logged_without_what_was_sent(client, crooked, caplog):
    sent = asked(go_out(client))
    crooked.sign(sent["nonce"], aud="somebody-else", id_number=NUMBER)
    client.get(reverse("sign_in_return"), {"state": sent["state"], "code": "a-code"})
    assert "a sign-in was refused: the token is not to be believed" in caplog.text
    for secret in (NUMBER, SUBJECT, "a-code", sent["state"], str(crooked.id_token), json.dumps("somebody-else")):
        assert secret not in caplog.text
