"""Chromium for tests: the system's own, driven by Playwright, each page with an empty profile."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHTS = {1440: 900, 390: 844}


class Desk:
    """One running browser."""

    def __init__(self, chromium: "Browser") -> None:
        """Take a started browser."""
        self._chromium = chromium

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Self]:
        """Run Chromium for the length of a block."""
        from playwright.sync_api import sync_playwright

        # Playwright keeps an event loop in this thread, which makes Django take the tests for asynchronous code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            yield cls(chromium)
            chromium.close()

    @contextmanager
    def pages(self, address: str) -> Iterator[Callable[..., "Page"]]:
        """Yield a maker of pages; close them after, and fail if one reported an error in its console."""
        complaints: list[str] = []
        contexts = []

        def new_page(user: object = None, width: int = 1440) -> "Page":
            context = self._chromium.new_context(
                base_url=address,
                viewport={"width": width, "height": HEIGHTS.get(width, 900)},
                has_touch=width < 600,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                reduced_motion="reduce",
            )
            context.set_default_timeout(30_000)
            if user is not None:
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _session(user), "url": address}])
            contexts.append(context)
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda message: _note(complaints, message))
            return page

        try:
            yield new_page
        finally:
            for context in contexts:
                context.close()
        assert not complaints, complaints


def _note(complaints: list[str], message: "ConsoleMessage") -> None:
    """Keep errors, save the browser's own remark that a page was answered with 4xx: tests ask for such pages."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(
            f"{message.text} ({message.location.get('url', '')}:{message.location.get('lineNumber', '')})"
        )


def _session(user: object) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client.cookies[settings.SESSION_COOKIE_NAME].value
