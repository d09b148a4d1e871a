"""Sending a browser to a service: by a page that goes on by itself, not by a redirect.

The sign-in is a form, and the content security policy lets our forms lead to ourselves alone; a browser applies it to
every redirect that follows, so to hosts of the service that nobody here can name. A page that goes on is not a form.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def send_to(request: HttpRequest, address: str, name: str) -> HttpResponse:
    """Return the page that leads to an address of the service."""
    answer = render(request, "accounts/to_identity_service.html", {"address": address, "service": name})
    answer["Cache-Control"] = "no-store"
    return answer
