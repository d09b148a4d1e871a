"""What is answered where a file is withheld or the storage is away: whatever was being done is undone, and said so."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from accounts.services.files import FileWithheld, StorageGone

# Seconds after which a page asks by itself again for a file that is being scanned.
_AGAIN = 10


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


def _page(request: HttpRequest, reason: Exception, status: HTTPStatus, *, waits: bool = False) -> HttpResponse:
    # Scripts that send a file say so; a browser that opens a page takes text/html before anything else.
    if not request.accepts("text/html") or request.headers.get("X-Requested-With"):
        return JsonResponse({"error": str(reason)}, status=status)
    context = {"sentence": str(reason), "waits": waits, "away": status == HTTPStatus.SERVICE_UNAVAILABLE}
    answer = render(request, "accounts/file_withheld.html", context, status=status)
    if waits and request.method == "GET":
        answer["Refresh"] = str(_AGAIN)
    return answer
