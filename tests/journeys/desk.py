"""A desk in the browser: goes to pages, types, presses, reads; takes a picture of each page it visits."""

import itertools
import re
from typing import Any

from django.urls import reverse

from reviews.demo.sheets import sheet
from tests import looks

_shots = itertools.count(1)
_NOT_IN_A_NAME = re.compile(r"[^\w一-鿿-]+")


def scan(name: str, *lines: str) -> dict[str, Any]:
    """A scanned sheet, as a file chosen on the disk."""
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": sheet(name, lines, as_pdf=True).content}


class Desk:
    """A browser of one's own, and what everybody does with it."""

    def __init__(self, browser, journey: str, role: str, width: int = 1440) -> None:
        self.page = browser(width=width)
        self.journey, self.role, self.width = journey, role, width

    def go(self, name: str, *args: Any) -> None:
        """Open an address by its name."""
        self.goto(reverse(name, args=args))

    def goto(self, address: str) -> None:
        answer = looks.reach(self.page, address)
        assert answer.ok, (self.role, address, answer.status)
        self.seen()

    def press(self, name: str, within: str = "body", *, sure: bool = False, nth: int = 0) -> None:
        """Press a button or a link by its words; `sure` answers the dialog that asks once more."""
        scope = self.page.locator(within)
        button = scope.get_by_role("button", name=name, exact=True).or_(
            scope.get_by_role("link", name=name, exact=True)
        )
        button.nth(nth).click()
        if sure:
            dialog = self.page.locator("dialog[open]")
            dialog.wait_for()
            self.shoot("确认")
            dialog.get_by_role("button", name=name).click()
        self.page.wait_for_load_state()
        self.seen()

    def confirm(self, beginning: str) -> None:
        """Press the button of a preview; its words go on with a number."""
        self.page.get_by_role("button", name=re.compile(f"^{beginning}")).click()
        self.page.wait_for_load_state()
        self.seen()

    def type(self, **fields: str) -> None:
        """Fill in fields by the names that forms give them."""
        for name, value in fields.items():
            box = self.page.locator(f"[id='id_{name}']")
            if box.evaluate("box => box.tagName") == "SELECT":
                self._select(box, value)
            else:
                box.fill(value)

    def _select(self, box: Any, wanted: str) -> None:
        """Choose from a list, by the value or by the words."""
        options = box.evaluate("box => [...box.options].map(option => [option.value, option.label])")
        exact = [value for value, label in options if wanted in (value, label)]
        near = [value for value, label in options if wanted in label]
        assert exact or near, (self.role, wanted, options)
        box.select_option((exact or near)[0])

    def choose(self, name: str, value: str) -> None:
        """Choose one of several, as the radio buttons offer them."""
        self.page.locator(f"input[name='{name}'][value='{value}']").check()

    def upload(self, field: str, file: dict[str, Any]) -> None:
        """Choose a file for a field."""
        self.page.set_input_files(f"[id='{field}']", file)

    def pick(self, field: str, value: str) -> None:
        """Choose from a list, and wait until the page has the fields that go with it."""
        box = self.page.locator(f"[id='id_{field}']")
        if box.get_attribute("hx-post") is None:
            box.select_option(value)
            return
        with self.page.expect_response(lambda answer: answer.request.method == "POST" and "preview" not in answer.url):
            box.select_option(value)
        self.page.locator(f"[id='id_{field}'] option[value='{value}'][selected]").wait_for(state="attached")

    def reads(self, *texts: str) -> None:
        """The page shows these."""
        for text in texts:
            self.page.get_by_text(text).first.wait_for()

    def seen(self) -> None:
        """Look at the page: it must be no error page, and nothing may hang over its edge."""
        looks.fits(self.page, f"{self.role} {self.page.url}")
        self.shoot(self.page.locator("h1").first.inner_text() if self.page.locator("h1").count() else self.page.title())

    def shoot(self, name: str) -> None:
        if not looks.SCREENS:
            return
        stem = f"{next(_shots):03d}-{self.role}-{_NOT_IN_A_NAME.sub('-', name)[:24]}"
        for _width in looks.on_both(self.page):
            looks.picture(self.page, f"{self.journey}/{stem}")

    @property
    def text(self) -> str:
        """What the page says."""
        return str(self.page.locator("body").inner_text())


class Visitor(Desk):
    """Somebody of the public."""

    def __init__(self, browser, journey: str, width: int = 1440) -> None:
        super().__init__(browser, journey, "公众", width)

    def object_to(self, publicity: int, name: str, text: str) -> str:
        """Object to somebody in a publicity; return the receipt."""
        self.go("publicity", publicity)
        self.page.get_by_role("row").filter(has_text=name).get_by_role("link", name="提出异议").click()
        self.seen()
        self.type(name="柯某", contact="objector@example.com", text=text)
        self.press("提交异议")
        self.reads("异议已提交")
        return str(self.page.input_value("#id_receipt"))

    def verify(self, number: str, name: str) -> None:
        """Verify a certificate by number and name."""
        self.go("verify")
        self.type(number=number, name=name)
        self.press("查验证书")


class Government(Desk):
    """Somebody who signs in by the government service."""

    def sign_in(self, door: str, fields: dict[str, str]) -> None:
        self.go("sign_in")
        self.press(door)
        self.reads("这不是真正的浙江政务服务网")
        self.type(**fields)
        self.press("以填写的身份登录")

    def wear(self, hat: str) -> None:
        """Switch to another capacity."""
        self.page.locator("details.person summary").click()
        self.page.locator("details.person").get_by_role("button", name=hat).click()
        self.page.wait_for_load_state()
        self.seen()
