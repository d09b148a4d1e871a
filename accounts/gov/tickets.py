"""Sign-in by 浙江政务服务网 with tickets: one that the browser brings, redeemed from server to server, once.

Persons come by puser, handling officers of legal persons by esso (ticket_messages.py). Either takes our state along
with the browser and brings it back; a ticket without the state of this very browser signs nobody in.
"""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from accounts.enums import AccountKind
from accounts.gov import pending as under_way
from accounts.gov import ticket_messages as messages
from accounts.gov.assertions import assertion
from accounts.gov.pairs import pairs
from accounts.gov.refusals import AWAY, FOREIGN, FORGED, USED, refused
from accounts.gov.sending import send_to
from accounts.identity import GovAssertion
from zcps.outbound import Answer, NoAnswer, ask

KEY = "tickets"
NEEDED = {"service_code": "TICKETS_SERVICE_CODE", "service_password": "TICKETS_SERVICE_PASSWORD"}
# Between the form that the service posts and our own page that follows it.
HELD = "held"
HELD_SECONDS = 120
_LONGEST_TICKET = 2048
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_JSON = {"Content-Type": "application/json"}


class Tickets:
    """浙江政务服务网; see accounts.identity.IdentityProvider."""

    @property
    def name(self) -> str:
        """Return how the service is called on screen."""
        return str(settings.TICKETS["name"])

    def begin(self, request: HttpRequest, kind: AccountKind, *, again: bool = False) -> HttpResponseBase:
        """Send the browser to the service, with our state.

        How the service is told to ask somebody again whom it knows is not published, nor does it say when it asked:
        a ticket for `again` shows that the browser is his there at this moment, one of a sign-in not even that.
        """
        held = under_way.begin(request, KEY, kind, again=again)
        if kind == AccountKind.PERSONAL:
            code = settings.TICKETS["service_code"]
            query = {"action": "ssoLogin", "servicecode": code, "goto": held.state}
            address = addresses()["personal_login"]
        else:
            back = f"{settings.SITE_ADDRESS.rstrip('/')}{reverse('sign_in_return')}"
            query = {"spappurl": f"{back}?{urlencode({messages.LEGAL_STATE: held.state})}"}
            address = addresses()["legal_login"]
        return send_to(request, f"{address}?{urlencode(query)}", self.name)

    def posted(self, request: HttpRequest) -> str:
        """Keep the ticket that the service's form brings.

        Browsers send no session along with a form of another site. It follows with the page to which this leads.
        """
        ticket = under_way.only(request.POST, messages.LEGAL_TICKET)
        state = under_way.only(request.GET, messages.LEGAL_STATE)
        if not _is_ticket(ticket) or not _is_ticket(state):
            raise refused(FOREIGN, "what was posted is no ticket with a state")
        handle = secrets.token_urlsafe(24)
        cache.set(_place(handle), ticket, HELD_SECONDS)
        return f"{reverse('sign_in_return')}?{urlencode({messages.LEGAL_STATE: state, HELD: handle})}"

    def finish(self, request: HttpRequest) -> GovAssertion:
        """Redeem the ticket that the browser brings back."""
        held = under_way.finish(request, KEY)
        is_personal = held.account_kind == AccountKind.PERSONAL
        ours, other = messages.PERSONAL_STATE, messages.LEGAL_STATE
        ours, other = (ours, other) if is_personal else (other, ours)
        under_way.require_state(held, under_way.only(request.GET, ours))
        if other in request.GET:
            raise refused(FOREIGN, "came back by the ways of both kinds")
        ticket = under_way.only(request.GET, messages.PERSONAL_TICKET) if is_personal else _legal_ticket(request)
        if not _is_ticket(ticket) or not under_way.first_use("ticket", ticket):
            raise refused(USED, "no ticket came, or one that was used before")
        try:
            said = _person(ticket) if is_personal else _legal_person(ticket)
        except NoAnswer as error:
            raise refused(AWAY, f"the service could not be asked: {error}") from error
        return replace(assertion(held.account_kind, said), again=held.again)

    def end_address(self, _request: HttpRequest) -> str:
        """Return nothing: how one leaves the service from outside is not published for both kinds."""
        return ""

    def defects(self) -> list[str]:
        """Return what the settings lack or have wrong, in English, for the operator."""
        found = [f"{name} is missing" for key, name in NEEDED.items() if not settings.TICKETS[key]]
        if bool(settings.TICKETS["access_key"]) != bool(settings.TICKETS["secret_key"]):
            found.append("TICKETS_ACCESS_KEY and TICKETS_SECRET_KEY belong together")
        try:
            unsafe = [name for name, address in addresses().items() if not address.startswith("https://")]
        except ValueError:
            return [*found, "TICKETS_ADDRESSES cannot be read"]
        if unsafe and not settings.DEMO_IDENTITY:
            found.append(f"TICKETS_ADDRESSES must begin with https://: {', '.join(unsafe)}")
        return found


def addresses() -> dict[str, str]:
    """Return where the service is asked; raise ValueError for a place that is not known."""
    own = pairs(settings.TICKETS["addresses"])
    if not own.keys() <= messages.ADDRESSES.keys():
        raise ValueError(settings.TICKETS["addresses"])
    return {**messages.ADDRESSES, **own}


def _person(ticket: str) -> dict[str, Any]:
    """Trade the ticket for a token, and the token for the person; both answers come from puser itself."""
    redeemed = _ask_puser("ticket", "ticketValidation", st=ticket)
    if not messages.is_personal_success(redeemed):
        raise refused(USED, "the service did not take the ticket")
    token = redeemed.get("token")
    if not isinstance(token, str) or not token:
        raise refused(FORGED, "no token came for the ticket")
    record = _ask_puser("person", "getUserInfo", token=token)
    if not messages.is_personal_success(record):
        raise refused(FORGED, "the service does not take its own token")
    return messages.PERSON.read(record)


def _legal_person(ticket: str) -> dict[str, Any]:
    answer = _object(_ask("legal_person", messages.legal_question(ticket), _JSON))
    if not messages.is_legal_success(answer):
        raise refused(USED, "the service did not take the ticket")
    return messages.LEGAL_PERSON.read(messages.legal_record(answer))


def _ask_puser(place: str, method: str, **what: str) -> dict[str, Any]:
    code, password = settings.TICKETS["service_code"], settings.TICKETS["service_password"]
    return _object(_ask(place, messages.personal_form(code, password, method, **what), _FORM))


def _ask(place: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    address = addresses()[place]
    proof = messages.gateway_headers(address, settings.TICKETS["access_key"], settings.TICKETS["secret_key"])
    return ask(address, body, {**headers, **proof})


def _object(answer: Answer) -> dict[str, Any]:
    if not answer.done:
        # The gateway does not know us, or its key has changed: the person can do nothing about it.
        raise NoAnswer(f"status {answer.status}")
    return answer.json()


def _legal_ticket(request: HttpRequest) -> str:
    handle = under_way.only(request.GET, HELD)
    if not handle:
        return under_way.only(request.GET, messages.LEGAL_TICKET)
    ticket = cache.get(_place(handle))
    # delete() answers True to one caller only, even if two come at once.
    return str(ticket) if ticket is not None and cache.delete(_place(handle)) else ""


def _is_ticket(word: str) -> bool:
    return 0 < len(word) <= _LONGEST_TICKET and word.isascii() and word.isprintable()


def _place(handle: str) -> str:
    return f"gov-held:{handle}"
