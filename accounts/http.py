"""The request as our views get it: with the actor that HatMiddleware put on it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.actor import Actor


class Request(HttpRequest):
    """A request whose actor is known. Only a name for the type checker: Django makes the object."""

    actor: Actor
    hats: list[Actor]
    htmx: HtmxDetails
