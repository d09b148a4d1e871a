"""Going out to a service and coming back, with Django's client as the browser; and what a refusal leaves behind."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import reverse

from accounts.models import SignIn, User
from tests.accounts.gov.openid_stand_in import OpenIdStandIn

FORGED = "没有通过核验，未予登录"
AWAY = "暂时无法连接，未能登录"
USED = "登录凭证已使用过或已过期"
FOREIGN = "不是从本平台发起的"
LEADS_TO = re.compile(r'http-equiv="refresh" content="0;url=([^"]+)"')


def go_out(client: Client, kind: str = "personal") -> str:
    """Begin; return the address of the service to which the browser is led."""
    return leads_to(client.post(reverse("sign_in_begin", args=[kind])))


def leads_to(page) -> str:
    """The address to which a page goes on by itself."""
    assert page.status_code == 200, page
    found = LEADS_TO.search(page.content.decode())
    assert found
    return unescape(found[1])


def asked(address: str) -> dict[str, str]:
    """The parameters of an address, each once."""
    return {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}


def come_back(client: Client, stand_in: OpenIdStandIn, kind: str = "personal", **token: Any):
    """Go out, have a token signed for it, and come back."""
    sent = asked(go_out(client, kind))
    stand_in.sign(sent["nonce"], **token)
    return client.get(reverse("sign_in_return"), {"state": sent["state"], "code": f"code-{sent['state']}"})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def assert_refused(client: Client, answer, sentence: str) -> None:
    """Nobody was signed in, no account was made, nothing noted, and the person reads why."""
    assert answer.status_code == 302, answer
    assert answer.url == reverse("sign_in")
    page = client.get(answer.url).content.decode()
    assert sentence in page, re.findall(r'class="notice[^>]*>.*?</div>', page, re.DOTALL)
    assert not is_signed_in(client)
    assert not User.objects.exists()
    assert not SignIn.objects.exists()
