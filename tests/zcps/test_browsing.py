"""The browser of the tests itself: it reaches the live server, and notices what goes wrong in a page."""

import pytest

from tests import looks
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
        with page.expect_event("pageerror"):
            page.evaluate("setTimeout(() => { throw new Error('broken on purpose') })")


def test_what_hangs_over_the_edge_is_found_at_either_width(browser):
    page = browser()
    page.set_content("<!doctype html><p style='width: 1000px'>…")
    found = []
    for _width in looks.on_both(page):
        try:
            looks.fits(page, "wide")
        except AssertionError as error:
            found.append(str(error))
    assert len(found) == 1
    assert "window of 390 px" in found[0]
    assert page.viewport_size == looks.DESK
