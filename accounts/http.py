"""The request as our views get it: with the actor that HatMiddleware put on it."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.actor import Actor
from accounts.models import Agency, User

_OF_ONE_HOUSE = 64


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


def counted_as(request: HttpRequest) -> str:
    """Return what a request is counted by: its address; of IPv6 the network of 64 bits, all of which one house has."""
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return address_of(request)
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, _OF_ONE_HOUSE), strict=False))
