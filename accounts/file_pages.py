"""What is answered where a file is withheld or the storage is away: whatever was being done is undone, and said so."""

import contextlib
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import render

from accounts.services.files import NOT_KEPT, FileWithheld, StorageGone

log = logging.getLogger(__name__)

# Seconds after which a page asks by itself again for a file that is being scanned.
_AGAIN = 10


class UploadMiddleware:
    """Takes in what is sent with files before anybody asks for it, and after it was counted (accounts/limits.py)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Refuse what does not fit on the disk while it comes in, before anything is done."""
        if request.method != "POST" or request.content_type != "multipart/form-data":
            return None
        try:
            request.FILES  # noqa: B018 - asking reads it
        except UnreadablePostError:
            # Whoever sent it has gone: nobody is there to be told, and the view finds nothing.
            log.info("a form broke off")
        except OSError:
            log.exception("there was no room for an upload")
            _give_room(request)
            return _page(request, StorageGone(NOT_KEPT), HTTPStatus.SERVICE_UNAVAILABLE)
        return None


class FilePageMiddleware:
    """Turns FileWithheld and StorageGone into a page, or into JSON for a script that sends a file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 409 for a file that is not given out, 503 where the storage does not answer."""
        if isinstance(exception, FileWithheld):
            return _page(request, exception, HTTPStatus.CONFLICT, waits=exception.waits)
        if isinstance(exception, StorageGone):
            return _page(request, exception, HTTPStatus.SERVICE_UNAVAILABLE)
        return None


def _give_room(request: HttpRequest) -> None:
    """Remove what has come in at once: left to itself it would lie there for as long as the error is remembered."""
    for handler in request.upload_handlers:
        # Closing writes what is left, for which there is no room either, and removes the file all the same.
        with contextlib.suppress(OSError):
            if begun := getattr(handler, "file", None):
                begun.close()


def _page(request: HttpRequest, reason: Exception, status: HTTPStatus, *, waits: bool = False) -> HttpResponse:
    # Scripts that send a file say so; a browser that opens a page takes text/html before anything else.
    if not request.accepts("text/html") or request.headers.get("X-Requested-With"):
        return JsonResponse({"error": str(reason)}, status=status)
    context = {"sentence": str(reason), "waits": waits, "away": status == HTTPStatus.SERVICE_UNAVAILABLE}
    answer = render(request, "accounts/file_withheld.html", context, status=status)
    if waits and request.method == "GET":
        answer["Refresh"] = str(_AGAIN)
    return answer
