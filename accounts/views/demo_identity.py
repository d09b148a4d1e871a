"""浙江政务服务网（仿真）: the demonstration's page where a person or a legal person is chosen instead of proved."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import allow
from accounts.actor import Actor
from accounts.demo_identity import issue_ticket
from accounts.enums import AccountKind
from accounts.forms.demo_identity import LegalPersonForm, PersonForm
from accounts.identity import GovAssertion
from accounts.selectors.demo_codes import codes
from accounts.selectors.demo_people import assertion_of, people


def stand_in_is_on(actor: Actor) -> bool:  # noqa: ARG001 - the form of every rule
    """The page exists in a demonstration only; production refuses to start with it."""
    return settings.DEMO_IDENTITY


@never_cache
@require_http_methods(["GET", "POST"])
@allow(stand_in_is_on)
def demo_identity(request: HttpRequest) -> HttpResponseBase:
    """Choose somebody known to the demonstration, or enter somebody new."""
    kind = AccountKind.LEGAL_PERSON if request.GET.get("kind") == AccountKind.LEGAL_PERSON else AccountKind.PERSONAL
    chosen = assertion_of(request.POST.get("person", ""), kind)
    if chosen:
        return _back(request, chosen)
    maker = LegalPersonForm if kind == AccountKind.LEGAL_PERSON else PersonForm
    form = maker(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _back(request, form.assertion())
    query = request.GET.get("q", "").strip()
    context = {"kind": kind, "people": people(kind, query), "form": form, "query": query, "keep": _kept(request)}
    return render(request, "accounts/demo_identity.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@allow(stand_in_is_on)
def demo_codes(request: HttpRequest) -> HttpResponse:
    """Show what the phones of the offices would show."""
    query = request.GET.get("q", "").strip()
    return render(request, "accounts/demo_codes.html", {"codes": codes(query), "query": query})


def _back(request: HttpRequest, assertion: GovAssertion) -> HttpResponseBase:
    state = request.GET.get("state", "")
    ticket = issue_ticket(assertion, state)
    return redirect(f"{reverse('sign_in_return')}?{urlencode({'state': state, 'ticket': ticket})}")


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, request.GET.get(name, "")) for name in ("kind", "state")]
