"""The applicant and the employer's officer at their desks."""

import re
from typing import Any

from django.urls import reverse

from accounts.models import User
from applicants.enums import Module
from applicants.models import ArchiveRecord
from applicants.modules import MODULES, values_of
from applicants.modules.definition import Kind
from reviews.demo.cast import Person, code_of
from reviews.demo.sheets import photo
from tests.journeys.desk import Desk, Government, scan


class EmployerDesk(Government):
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
        for box in self.page.locator("input[name='approve_by_employer-answers']").all():
            box.check()
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


class ApplicantDesk(Government):
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
