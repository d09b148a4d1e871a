"""Services to sign in by: oidc-provider as a process of its own, and providers and ticket services made of Python."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from tests.accounts.gov.invented import PEOPLE, SITE
from tests.accounts.gov.openid_stand_in import OpenIdStandIn
from tests.oidc import service
from tests.tickets import server


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Forget what an earlier test had asked a provider."""
    cache.clear()


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[service.Provider]:
    """Start oidc-provider once per worker."""
    with service.started(tmp_path_factory.mktemp("oidc"), SITE, PEOPLE) as running:
        yield running


@pytest.fixture
def genuine(provider: service.Provider, settings: LazySettings) -> service.Provider:
    """Let the platform sign in by oidc-provider."""
    settings.SITE_ADDRESS = SITE
    settings.IDENTITY_PROVIDER = "accounts.gov.openid.OpenId"
    settings.OIDC = {**settings.OIDC, **provider.settings()}
    return provider


@pytest.fixture(scope="session")
def _stand_in() -> Iterator[OpenIdStandIn]:
    with OpenIdStandIn.served() as running:
        yield running


@pytest.fixture
def crooked(_stand_in: OpenIdStandIn, settings: LazySettings) -> OpenIdStandIn:
    """Let the platform sign in by a provider whose every answer a test can spoil."""
    settings.SITE_ADDRESS = SITE
    settings.IDENTITY_PROVIDER = "accounts.gov.openid.OpenId"
    _stand_in.reset()
    settings.OIDC = {**settings.OIDC, "issuer": _stand_in.issuer, "client_id": "zcps", "client_secret": "s p/ä"}
    return _stand_in


@pytest.fixture(scope="session")
def _tickets() -> Iterator[server.TicketService]:
    with server.served(PEOPLE) as running:
        yield running


@pytest.fixture
def tickets(_tickets: server.TicketService, settings: LazySettings) -> server.TicketService:
    """Let the platform sign in by tickets."""
    settings.SITE_ADDRESS = SITE
    settings.IDENTITY_PROVIDER = "accounts.gov.tickets.Tickets"
    _tickets.reset()
    settings.TICKETS = {**settings.TICKETS, **_tickets.settings()}
    return _tickets
