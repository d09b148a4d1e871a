"""The request as our views get it: with the actor that HatMiddleware put on it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.actor import Actor
from accounts.models import Agency, User


class Request(HttpRequest):
    """A request whose actor is known. Only a name for the type checker: Django makes the object."""

    actor: Actor
    hats: list[Actor]
    htmx: HtmxDetails


def user_of(request: Request) -> User:
    """Return who acts; raise PermissionDenied for the public, whom the view's rule should not have let in."""
    if request.actor.user is None:
        raise PermissionDenied("请先登录，再打开此页面。")
    return request.actor.user


def agency_of(request: Request) -> Agency:
    """Return for which office; raise PermissionDenied for whoever acts for none."""
    if request.actor.agency is None:
        raise PermissionDenied("此页面只供机构使用。请切换身份后再试。")
    return request.actor.agency


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from: behind a proxy of ours the peer is the proxy, and a header names it."""
    return str(request.META.get(settings.CLIENT_ADDRESS_HEADER, ""))
