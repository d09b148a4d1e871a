"""Which request a line of the log belongs to: a number that the answer carries, and error pages show.

Behind nginx the number is nginx's own, so that its log, ours and what a person reads out over the telephone are one.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

from zcps import metrics

HEADER = "X-Request-Id"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
number: ContextVar[str] = ContextVar("number", default="")


class TracingMiddleware:
    """Numbers each request and measures how long its answer took; stands before all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the number, and note how long it took."""
        begun, given = time.perf_counter(), request.META.get("HTTP_X_REQUEST_ID", "")
        token = number.set(given if _GIVEN.fullmatch(given) else secrets.token_hex(16))
        try:
            answer = self.get_response(request)
            answer.headers[HEADER] = number.get()
            route = request.resolver_match.view_name if request.resolver_match else ""
            metrics.answered(route, request.method or "", answer.status_code, time.perf_counter() - begun)
            return answer
        finally:
            number.reset(token)


class Numbered(logging.Filter):
    """Puts the number on every line that is written while a request, or a task, is worked on."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass."""
        record.request_id = number.get()
        return True
