"""One list from its opening to its sheet: a number in the text, an objection with papers, its answer, the end."""

import pytest
from django.core import mail

from reviews.documents.build import build_due
from reviews.enums import PublicityKind, Stage
from reviews.models import Document, Objection, Publicity
from reviews.publicity_fields import FIELDS
from reviews.services.objections import send_answers
from reviews.services.sweep import close_due
from tests.conftest import Clock
from tests.journeys.desk import Desk, Visitor, scan
from tests.reviews import filed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


class Officer(Desk):
    """An officer of the employer, signed in."""

    def __init__(self, browser, user) -> None:
        super().__init__(lambda width: browser(user, width=width), "publicity", "单位")


def test_a_list_from_its_opening_to_its_sheet(browser, clock: Clock) -> None:
    clock.set("2022-09-29 10:00")
    plan = filed.plan(public_fields=list(FIELDS), employer_closes="2022-10-11T00:00:00+08:00")
    employer = filed.employer(name="衢州青瓷工坊有限公司")
    cases = [
        filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan, of=employer, name=name) for name in ("叶知秋", "陆观澜")
    ]
    frozen = cases[0].snapshot
    frozen.content["achievements"]["after"][0]["title"] += f" {filed.ID_NUMBER}"
    frozen.save()
    office, public = Officer(browser, filed.handler(employer).user), Visitor(browser, "publicity")

    office.go("office_publicities")
    office.page.locator(".work-counts a").first.click()
    office.seen()
    office.reads("期满后将来不及推荐", "公示字段“主要业绩”中有身份证号")
    office.page.locator("#id_hide_numbers").check()
    office.confirm("开始单位公示")
    publicity = Publicity.objects.get(kind=PublicityKind.EMPLOYER)

    public.go("publicities")
    public.go("publicity", publicity.pk)
    public.reads("叶知秋", "国庆节", "（号码不予公示）")
    public.page.get_by_role("row").filter(has_text="叶知秋").get_by_role("link", name="提出异议").click()
    public.upload("id_evidence", scan("佐证材料"))
    public.type(name="柯某", contact="objector@example.invalid", text="获奖作品系集体创作，请核实。")
    public.press("提交异议")
    public.reads("查询码")

    receipt = Objection.objects.get().receipt
    office.go("objections")
    office.go("objection", receipt)
    office.press("受理异议")
    office.page.fill("#id_note_objection-text", "调取了创作过程资料。")
    office.press("记录核查情况")
    office.choose("upheld", "no")
    office.type(reasons="经调取创作过程资料核实，申报内容属实。")
    office.press("作出核查结论", sure=True)
    send_answers()
    assert mail.outbox[0].to == ["objector@example.invalid"]
    public.goto(f"/publicities/objection/?receipt={receipt}")
    public.type(word="objector@example.invalid")
    public.press("查询办理情况")
    public.reads("异议不成立")

    clock.set("2022-10-12 09:00")
    close_due()
    office.go("publicity_record", publicity.pk)
    office.page.fill("#id_confirm_publicity-places", "厂区公告栏、单位内部网站")
    office.press("填写公示确认表")
    build_due()
    sheet = Document.objects.get(kind="publicity_confirmation")
    assert sheet.file, sheet.failure
    office.go("paper", sheet.pk)
    public.go("publicity", publicity.pk)
    assert "叶知秋" not in public.page.locator("body").inner_text()
