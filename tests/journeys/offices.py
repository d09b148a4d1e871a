"""Bureaus, the committee office and experts at their desks."""

import re

from django_otp.oath import TOTP

from accounts.models import Agency, Phone, User
from reviews.demo.offices import PASSWORD, user_name_of
from tests.journeys.desk import Desk, Government


class OfficeDesk(Desk):
    """An officer of an agency: user name, password, one-time code."""

    def __init__(self, browser, journey: str, role: str, agency: Agency) -> None:
        super().__init__(browser, journey, role)
        self.agency = agency
        user = User.objects.get(key=user_name_of(agency))
        device = Phone.objects.get(user=user)
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

    def seal_results(self, meeting: int, scan: bytes) -> None:
        """Record the sheet that the founding body has sealed."""
        self.go("meeting_act", meeting, "seal_results")
        self.page.set_input_files("#id_scan", {"name": "盖章.png", "mimeType": "image/png", "buffer": scan})
        self.press("盖章确认评审结果", "section.confirm")

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


class ExpertDesk(Government):
    """A drawn expert."""

    def __init__(self, browser, journey: str, user: User, role: str = "专家") -> None:
        super().__init__(browser, journey, role)
        self.user = user
        known = {"name": user.name, "id_number": user.id_number}
        self.sign_in("个人登录", known)
        self.wear("评审专家")

    def check_in(self, meeting: int) -> None:
        """Declare that one knows nobody there, and sign in at the meeting."""
        self.go("declaration", meeting)
        self.page.locator("#id_is_true").check()
        self.press("提交声明")
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
        self.page.get_by_role("radio", name=choice, exact=True).check()
        self.press("投出选票")
        self.reads("已投票")

    def close_item(self, meeting: int) -> None:
        """As the chair, close the item."""
        self.go("room", meeting)
        self.press("结束表决")

    def close_meeting(self, meeting: int) -> None:
        """As the chair, close the meeting."""
        self.go("meeting_act", meeting, "close_meeting")
        self.press("宣布闭会", "section.confirm")
