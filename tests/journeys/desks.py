"""Page objects: one desk for each role. Whoever sits at it signs in by the real doors and presses the real buttons.

Every page that is seen is photographed at 1440 and 390 px where ZCPS_SCREENS names a folder.
"""

import itertools
import os
import re
from pathlib import Path
from typing import Any

from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Agency, User
from applicants.enums import Module
from applicants.models import ArchiveRecord
from applicants.modules import MODULES, values_of
from applicants.modules.definition import Kind
from reviews.demo.cast import Person, code_of
from reviews.demo.offices import PASSWORD, user_name_of
from reviews.demo.sheets import photo, sheet

SCREENS = os.environ.get("ZCPS_SCREENS")
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
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, (self.role, address, answer and answer.status)
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

    def reads(self, *texts: str) -> None:
        """The page shows these."""
        for text in texts:
            self.page.get_by_text(text).first.wait_for()

    def seen(self) -> None:
        """Look at the page: it must be no error page, and nothing may hang over its edge."""
        self.page.wait_for_load_state("domcontentloaded")
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, (self.role, self.page.url, f"{over} px wider than the window")
        self.shoot(self.page.locator("h1").first.inner_text() if self.page.locator("h1").count() else self.page.title())

    def shoot(self, name: str) -> None:
        if not SCREENS:
            return
        folder = Path(SCREENS) / self.journey
        folder.mkdir(parents=True, exist_ok=True)
        stem = f"{next(_shots):03d}-{self.role}-{_NOT_IN_A_NAME.sub('-', name)[:24]}"
        for width, height in ((1440, 900), (390, 844)):
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.screenshot(path=folder / f"{stem}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": self.width, "height": 900 if self.width > 600 else 844})

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


class _Government(Desk):
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


class EmployerDesk(_Government):
    """An officer of an employer."""

    def __init__(self, browser, journey: str, employer: str, person: Person) -> None:
        super().__init__(browser, journey, "单位")
        self.employer, self.person = employer, person
        legal = {"legal_name": employer, "uscc": code_of(employer), "representative": "石大成"}
        self.sign_in("法人登录", {**legal, "name": person.name, "id_number": person.id_number, "phone": person.phone})

    def register(self, region: str, kind: str = "企业") -> None:
        """Fill in and submit the registration."""
        self.go("employer_entry")
        self.type(kind=kind, region=region, address="创意路 18 号", phone="0570-0000001", email=self.person.email)
        self.upload("id_authorisation_letter", scan("授权委托书", f"委托单位：{self.employer}"))
        self.press("提交单位注册")
        self.reads("审核")

    def verify_records(self) -> None:
        """Look at one record, then verify all that wait."""
        self.go("records_to_verify")
        self.page.locator("a.row-title").first.click()
        self.seen()
        self.press("审核通过")
        self.go("records_to_verify")
        self.page.get_by_label("选择本页全部").check()
        self.press("审核通过", ".batch-bar")
        self.confirm("审核通过这")

    def case(self, pk: int) -> None:
        self.go("worklist")
        self.go("case", pk)

    def approve(self, pk: int) -> None:
        """Vouch for the materials."""
        self.case(pk)
        for duty in ("true", "accurate", "complete"):
            self.page.locator(f"#id_approve_by_employer-{duty}").check()
        self.page.fill("#id_approve_by_employer-text", "经审核，申报材料真实、准确、完整，同意公示。")
        self.press("审核通过", "form[action$='approve_by_employer/']")

    def publish(self, pk: int) -> None:
        """Open the publicity, after the preview."""
        self.case(pk)
        self.press("开始单位公示", "aside")
        self.confirm("开始单位公示")

    def give_opinion(self, pk: int) -> None:
        """Recommend the person."""
        self.case(pk)
        self.page.fill("#id_submit_employer_opinion-text", "该同志业绩符合申报条件，同意推荐。")
        self.press("提交推荐意见", "aside form", sure=True)

    def decide_objection(self, receipt: str, upheld: str, reasons: str) -> None:
        """Decide on an objection."""
        self.go("objections")
        self.go("objection", receipt)
        self.choose("upheld", upheld)
        self.type(reasons=reasons)
        self.press("作出核查结论", sure=True)


class ApplicantDesk(_Government):
    """The person who applies."""

    def __init__(self, browser, journey: str, person: Person) -> None:
        super().__init__(browser, journey, "申报人")
        self.browser, self.person = browser, person
        known = {"name": person.name, "id_number": person.id_number, "phone": person.phone}
        self.sign_in("个人登录", known)

    @property
    def user(self) -> User:
        return User.objects.get(name=self.person.name, kind="personal")

    def fill_in_profile(self, employer: str, region: str, craft: str = "雕塑雕刻工艺") -> None:
        """Photo, employer, everything that is asked."""
        self.go("profile")
        with self.page.expect_response(lambda answer: answer.url.endswith(reverse("profile_photo"))):
            self.upload("id_photo", {"name": "照片.png", "mimeType": "image/png", "buffer": photo("x").content})
        self.page.fill("#id_employer", employer[:6])
        self.page.get_by_role("button", name=f"选择 {employer}").click()
        self.page.wait_for_load_state()
        self.reads(employer)
        self.type(
            phone=self.person.phone, email=self.person.email, ethnicity="汉族", political_status="群众",
            employment="劳动合同", craft=craft, post="设计师",
            work_started_on="2012-07-01", craft_started_on="2012-07-01",
            insurance_region=region, file_region=region, contract_region=region,
        )  # fmt: skip
        self.press("保存个人信息")

    def add_record(self, module: Module, values: dict[str, Any]) -> None:
        """Fill in a record with its evidence and send it to the employer."""
        self.go("archive")
        self.press(f"新增{module.label}记录")
        self._fill_record(module, values)
        self.press("保存记录")
        self._upload_proofs(module)
        self.seen()
        self.press("提交单位审核")
        self.reads("待单位审核")

    def _fill_record(self, module: Module, values: dict[str, Any]) -> None:
        for name, value in values.items():
            field = MODULES[module].field(name)
            if field.kind is Kind.BOOL:
                self.choose(name, "yes" if value else "no")
            elif field.kind is Kind.CHOICE:
                self._pick(name, str(value))
            else:
                self.page.fill(f"#id_{name}", str(value))

    def _pick(self, name: str, value: str) -> None:
        box = self.page.locator(f"select[name='{name}']")
        box.select_option(value) if box.count() else self.choose(name, value)

    def _upload_proofs(self, module: Module) -> None:
        record = ArchiveRecord.objects.filter(profile__user=self.user, module=module).latest("pk")
        needed = [proof.labels[0] for proof in MODULES[module].proofs if proof.needed(values_of(record))]
        assert needed, record.data
        self.go("record_edit", record.pk)
        for label in needed:
            box = self.page.locator(".proof", has_text=label).first.locator("input[type=file]")
            with self.page.expect_response(
                lambda answer: "/evidence/" in answer.url and answer.request.method == "POST"
            ):
                box.set_input_files(scan(label, f"姓名：{self.person.name}"))
        self.page.wait_for_load_state("networkidle")

    def add_credits(self, kind: str, year: int, title: str, **amount: str) -> None:
        """Enter hours with their proof and submit them."""
        self.go("credits")
        self.go("credit_new")
        self.choose("kind", kind)
        self.type(year=str(year), title=title, **amount)
        self.upload("id_evidence", scan("学时证明", title))
        self.press("提交认定")
        self.reads("待认定")

    def start(self, code: str, title: str, specialty: str) -> int:
        """Begin an application; return its number."""
        self.go("plan", code)
        self.press("开始申报")
        self._by_words("title", title)
        self._by_words("specialty", specialty)
        self.press("开始申报", "form.form-section")
        found = re.search(r"/applications/(\d+)/", self.page.url)
        assert found, self.text
        return int(found[1])

    def _by_words(self, name: str, words: str) -> None:
        box = self.page.locator(f"select[name='{name}']")
        if box.count():
            self._select(box, words)
        else:
            self.page.locator(f"[data-field='{name}'] label", has_text=words).last.click()

    def fill_in(self, pk: int, statement: str, answers: dict[str, str]) -> None:
        """Go through the sections of the task list."""
        for section in ("target", "profile", "records"):
            self.go(f"application_{section}", pk)
        self.go("application_statement", pk)
        self.type(statement=statement)
        self.press("保存并继续")
        self.go("application_answers", pk)
        for path, value in answers.items():
            if self.page.locator(f"input[name='{path}']").count():
                self.choose(path, value)
            elif self.page.locator(f"select[name='{path}']").count():
                self.page.select_option(f"select[name='{path}']", value)
        self.press("保存并继续")
        for section in ("findings", "credits", "materials"):
            self.go(f"application_{section}", pk)

    def sign(self, pk: int) -> None:
        """Ask for the QR code, sign on a phone that reads it, and see it arrive."""
        self.go("application_commitment", pk)
        self.press("生成签署二维码")
        link = self.page.get_by_role("link", name="在本机签署").get_attribute("href")
        phone = Desk(self.browser, self.journey, "手机", width=390)
        phone.goto(str(link))
        phone.type(name=self.person.name, last_four=self.person.id_number[-4:])
        box = phone.page.locator("canvas").bounding_box()
        assert box
        phone.page.mouse.move(box["x"] + 20, box["y"] + 30)
        phone.page.mouse.down()
        for step in range(6):
            phone.page.mouse.move(box["x"] + 40 + 30 * step, box["y"] + (70 if step % 2 else 25))
        phone.page.mouse.up()
        phone.press("签署保证书")
        phone.reads("已签署")
        self.reads("已签署")

    def submit(self, pk: int) -> None:
        """Check the answers and file."""
        self.go("application_check", pk)
        self.press("提交申报")
        self.reads("单位审核")

    def withdraw(self, pk: int, reason: str) -> None:
        """Take the application back."""
        self.go("application_withdraw", pk)
        self.type(reason=reason)
        self.press("撤回申报")


class OfficeDesk(Desk):
    """An officer of an agency: user name, password, one-time code."""

    def __init__(self, browser, journey: str, role: str, agency: Agency) -> None:
        super().__init__(browser, journey, role)
        self.agency = agency
        user = User.objects.get(key=user_name_of(agency))
        device = TOTPDevice.objects.get(user=user)
        code = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift).token()
        self.go("sign_in")
        self.type(user_name=user.key, password=PASSWORD, code=f"{code:06d}")
        self.press("登录机构账号")
        self.reads(agency.name)

    def approve_registration(self) -> None:
        """Approve the registration that waits."""
        self.go("employer_registrations")
        self.page.locator("a.row-title").first.click()
        self.seen()
        self.press("审核通过单位注册")

    def recognise_credits(self) -> None:
        """Look at one entry, then recognise all that wait."""
        self.go("credit_entries")
        self.page.locator("a.row-title").first.click()
        self.seen()
        self.press("认定学时", "aside, .case-panel")
        self.go("credit_entries")
        self.page.get_by_label("选择本页全部").check()
        self.press("认定学时", ".batch-bar")
        self.confirm("认定这")

    def recommend(self, pk: int) -> None:
        """Recommend a case from its file."""
        self.go("worklist")
        self.go("case", pk)
        self.page.fill("#id_recommend-text", "材料齐全，符合申报条件，同意推荐。")
        self.press("审核推荐", "aside form", sure=True)

    def send_back(self, pk: int, *defects: str) -> None:
        """Note every defect while reading, then return the case."""
        self.go("case", pk)
        for place, text in enumerate(defects):
            note = self.page.locator("details.note-defect").nth(place + 1)
            note.locator("summary").click()
            note.locator("textarea").fill(text)
            note.get_by_role("button", name="记录此项").click()
            self.page.locator("#noted").get_by_text(text).wait_for()
        panel = self.page.locator("form[action$='return_for_correction/']")
        panel.get_by_role("button", name="退回补正").click()
        dialog = self.page.locator("dialog[open]")
        dialog.wait_for()
        self.shoot("退回补正-确认")
        dialog.get_by_role("button", name="退回补正").click()
        self.page.wait_for_load_state()
        self.seen()


class CommitteeDesk(OfficeDesk):
    """The committee office."""

    def qualify(self, pk: int) -> None:
        """Decide item by item, with a reason where the examination left it open."""
        self.go("worklist")
        self.go("qualification", pk)
        for box in self.page.locator("input[type=radio][value=yes]").all():
            box.check()
        for reason in self.page.locator("textarea[name^='reason-']").all():
            reason.fill("经办人已核对原件，认定符合。")
        self.press("通过资格审查")

    def publish(self, pk: int) -> None:
        """Open the pre-review publicity, after the preview."""
        self.go("case", pk)
        self.press("开始评前公示", "aside")
        self.confirm("开始评前公示")

    def receive_paper(self, pk: int, code: str, copies: int, seals: list[str]) -> None:
        """Receive the paper forms."""
        self.go("case", pk)
        form = self.page.locator("form[action$='receive_paper/']")
        if not form.is_visible():
            self.page.locator("summary", has_text="签收纸质材料").click()
        form.locator("#id_receive_paper-code").fill(code)
        form.locator("#id_receive_paper-copies").fill(str(copies))
        for seal in seals:
            form.locator(f"input[value='{seal}']").check()
        self.press("签收纸质材料", "form[action$='receive_paper/']")

    def create_meeting(self, name: str, day: str, seats: int) -> int:
        """Create a meeting with everybody who waits; return its number."""
        self.go("meetings")
        self.press("创建评审会议")
        self.page.locator(".card-list a").first.click()
        self.seen()
        self.type(name=name, date=day, time="09:00", place="衢州市行政中心第三会议室", seats=str(seats))
        for box in self.page.locator("input[name=applications]").all():
            box.check()
        self.press("创建评审会议", ".btn-row")
        found = re.search(r"/meetings/(\d+)/", self.page.url)
        assert found, self.text
        return int(found[1])

    def act(self, meeting: int, act: str, button: str, **fields: str) -> None:
        """Do one act on a meeting, over its page of confirmation."""
        self.go("meeting", meeting)
        self.go("meeting_act", meeting, act)
        self.type(**fields)
        self.press(button, "section.confirm")

    def freeze_pool(self, meeting: int) -> None:
        """Freeze the pool without bounds."""
        self.go("draw", meeting)
        for box in self.page.locator("input[name*='least_']").all():
            box.fill("0")
        self.press("冻结专家库")

    def lodge(self, meeting: int) -> None:
        """Lodge a number that the platform makes."""
        self.go("draw", meeting)
        self.press("提交随机数")

    def seal(self, meeting: int, period: str, day: str, time: str) -> None:
        """Seal before the lottery."""
        self.go("draw", meeting)
        self.type(**{"seal-detail": period, "seal-date": day, "seal-time": time})
        self.press("封存抽取清单", sure=True)

    def draw(self, meeting: int, value: str) -> None:
        """Enter what the lottery has drawn."""
        self.go("draw", meeting)
        self.type(**{"value-public_value": value})
        self.press("抽取评审专家", sure=True)

    def publish_results(self, meeting: int) -> None:
        """Open the publicity of the results."""
        self.go("meeting", meeting)
        self.press("开始结果公示", sure=True)

    def put_away(self, meeting: int) -> None:
        """Return the paper, then archive."""
        for button in ("退还纸质评审表", "归档"):
            self.go("meeting", meeting)
            for box in self.page.locator("[data-row-check], td.check input").all():
                box.check()
            self.press(button)


class ExpertDesk(_Government):
    """A drawn expert."""

    def __init__(self, browser, journey: str, user: User, role: str = "专家") -> None:
        super().__init__(browser, journey, role)
        self.user = user
        known = {"name": user.name, "id_number": user.id_number}
        self.sign_in("个人登录", known)
        self.wear("评审专家")

    def check_in(self, meeting: int) -> None:
        """Sign in at the meeting."""
        self.go("meeting", meeting)
        self.go("meeting_act", meeting, "check_in")
        self.press("签到", "section.confirm")

    def convene(self, meeting: int) -> None:
        """As the chair, begin."""
        self.go("meeting_act", meeting, "convene")
        self.press("宣布开会", "section.confirm")

    def open_item(self, meeting: int) -> None:
        """As the chair, open the next item."""
        self.go("room", meeting)
        self.press("开始表决")

    def vote(self, item: int, choice: str) -> None:
        """Vote, after a second look."""
        self.go("ballot", item)
        self.press(choice)
        self.press("投出选票")

    def close_item(self, meeting: int) -> None:
        """As the chair, close the item."""
        self.go("room", meeting)
        self.press("结束表决")

    def close_meeting(self, meeting: int) -> None:
        """As the chair, close the meeting."""
        self.go("meeting_act", meeting, "close_meeting")
        self.press("宣布闭会", "section.confirm")
