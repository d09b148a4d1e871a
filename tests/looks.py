"""How a page looks in a browser: nothing hangs over its edge, axe finds nothing, pictures where ZCPS_SCREENS asks.

Each of them waits for the page first: what was pressed leads away, and on the way there is no document to measure.

reach(page, address)      go there, also from a page that just goes elsewhere by itself; return the answer
fits(page, name)          nothing hangs over the edge at the width that the page has now
accessible(page, name)    axe finds nothing
picture(page, name)       keep a picture of the whole page, name-width.png
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Response, ViewportSize

DESK: "ViewportSize" = {"width": 1440, "height": 900}
PHONE: "ViewportSize" = {"width": 390, "height": 844}
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Milliseconds.
PATIENCE, PAUSE = 3_000, 50
SCREENS = os.environ.get("ZCPS_SCREENS")


def reach(page: "Page", address: str) -> "Response":
    """Open an address; a page that was being led there, or away, by itself, as a room to its ballot, is asked again."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "ERR_ABORTED" not in error.message and "interrupted" not in error.message:
            raise
        answer = page.goto(address)
    # Nothing is answered where its own navigation led to the same place and was kept.
    answer = answer or page.reload()
    assert answer, address
    return answer


def fits(page: "Page", name: str) -> None:
    """Measure the page as it is.

    Raises:
        AssertionError: It is wider than its window.
    """
    page.wait_for_load_state()
    # A page whose window has just changed, or whose fonts come in, is for a moment wider than it will be. It is asked
    # from here: waiting within the page would evaluate a text there, which its policy forbids.
    for _look in range(PATIENCE // PAUSE):
        if page.evaluate(OVER) <= 0:
            return
        page.wait_for_timeout(PAUSE)
    over = page.evaluate(OVER)
    assert over <= 0, f"{name}: {over} px wider than the window of {_width(page)} px"


def accessible(page: "Page", name: str) -> None:
    """Ask axe of everything outside frames.

    Raises:
        AssertionError: It found something; each rule with the elements that break it.
    """
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options={"iframes": False}).response["violations"]
    assert not found, [(name, rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def picture(page: "Page", name: str) -> None:
    """Keep a picture, where somebody asked for pictures; the name may begin with a folder."""
    if not SCREENS:
        return
    page.wait_for_load_state()
    path = Path(SCREENS) / f"{name}-{_width(page)}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    # Hiding the caret leaves an empty style attribute behind, which the policy then forbids htmx to copy.
    page.screenshot(path=path, full_page=True, caret="initial")


def on_both(page: "Page") -> "Iterator[None]":
    """Go through the widths of a phone and of a desk; the page ends as it was."""
    before = page.viewport_size
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        yield
    if before:
        page.set_viewport_size(before)


def _width(page: "Page") -> int:
    assert page.viewport_size
    return page.viewport_size["width"]
