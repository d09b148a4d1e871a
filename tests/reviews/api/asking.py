"""Asking the API in tests: as somebody, as a partner."""

import datetime as dt
import itertools
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, ShareScope
from accounts.models import Agency, Partner
from accounts.services import partners
from tests.accounts.people import sign_in
from tests.reviews import filed
from zcps import clock

_keys = itertools.count(1)


def as_(actor: Actor) -> Client:
    assert actor.user
    return sign_in(Client(), actor.user, actor)


def ask(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(name, args=args), query)


def act(client: Client, pk: int, step: str, key: Any = "", **sent: Any) -> Any:
    headers = {"Idempotency-Key": key or f"key-{next(_keys):08d}"}
    return client.post(reverse("api_act", args=[pk, step]), sent, content_type="application/json", headers=headers)


def terms(**changes: Any) -> dict[str, Any]:
    return {
        "name": "某市公共信用信息平台", "department": "某处", "purpose": "核验职称。", "legal_basis": "某条例第一条",
        "scopes": list(ShareScope.values), "networks": [], "calls_per_minute": 600,
        "expires_on": clock.today() + dt.timedelta(days=90), **changes,
    }  # fmt: skip


def bureau() -> Agency:
    return filed.plan().hr_bureau


def partner(of: Agency | None = None, **changes: Any) -> tuple[Partner, str]:
    """A partner that was admitted by two officers of a bureau, with its token."""
    of = of or Agency.objects.filter(kind=AgencyKind.HR_BUREAU).exclude(level="county").first() or bureau()
    first, second = filed.officer(of), filed.officer(of)
    made = partners.propose(first, **terms(**changes))
    partners.admit(made, second)
    return made, partners.issue_token(made, first)


def share(token: str, name: str, sent: Any = None, *, address: str = "127.0.0.1", **query: Any) -> Any:
    client, headers = Client(REMOTE_ADDR=address), {"Authorization": f"Bearer {token}"}
    if sent is None:
        return client.get(reverse(name), query, headers=headers)
    return client.post(reverse(name), sent, content_type="application/json", headers=headers)
