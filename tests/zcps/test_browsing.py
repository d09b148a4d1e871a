"""The browser of the tests itself: it reaches the live server, and notices what goes wrong in a page."""

import pytest

from tests.browsing import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_is_reached_at_both_widths(browser):
    for width in (1440, 390):
        page = browser(width=width)
        answer = page.goto("/health/")
        assert answer.ok
        assert page.viewport_size["width"] == width


def test_an_error_in_a_page_fails_the_test(desk: Desk, live_server):
    with pytest.raises(AssertionError, match="broken on purpose"):
        throw(desk, str(live_server))


def throw(desk: Desk, address: str) -> None:
    with desk.pages(address) as new_page:
        page = new_page()
        page.goto("/health/")
        page.evaluate("setTimeout(() => { throw new Error('broken on purpose') })")
        page.wait_for_timeout(200)
