"""A clerk holds sheets under a camera and finds the one that was swapped; a citizen scans a page with a phone."""

import base64
import json

import pytest
from django.urls import reverse

from reviews.enums import Stage
from reviews.models import Certificate
from tests import looks
from tests.reviews import filed
from tests.reviews.committee.factory import hall
from tests.reviews.papers.sheets import code_on, form_of, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_cache")]

# Stands in for a camera: holds up one picture after the other, as long as the page looks.
CAMERA = """
navigator.mediaDevices.getUserMedia = async function () {
  const shown = %s.map(function (data) {
    return createImageBitmap(new Blob([Uint8Array.from(atob(data), function (c) { return c.charCodeAt(0); })]));
  });
  const pictures = await Promise.all(shown);
  const canvas = document.createElement("canvas");
  canvas.width = pictures[0].width; canvas.height = pictures[0].height;
  const pen = canvas.getContext("2d");
  let turn = 0;
  window.setInterval(function () { pen.drawImage(pictures[turn++ %% pictures.length], 0, 0); }, 300);
  pen.drawImage(pictures[0], 0, 0);
  return canvas.captureStream(10);
};
"""


def hold(page, codes):
    """Hold these pages up to the camera of a browser."""
    pictures = [base64.b64encode(picture(code)).decode() for code in codes]
    page.add_init_script(CAMERA % json.dumps(pictures))


def test_a_swapped_sheet_is_found_under_the_camera(browser):
    case, other = filed.case(Stage.QUALIFIED), filed.case(Stage.QUALIFIED)
    paper, strange = form_of(case), form_of(other)
    office = filed.officer(case.plan.office)
    page = browser(office.user)
    hold(page, [code_on(paper, 1), code_on(strange, 2), code_on(paper, 3)])
    page.goto(reverse("case", args=[case.pk]))
    page.locator("summary", has_text="签收纸质材料").click()
    page.get_by_role("link", name="逐页扫描核对").click()
    page.get_by_role("button", name="打开摄像头扫描").click()
    page.get_by_text("第 2 页属于另一份文书").wait_for()
    looks.picture(page, "scan/swapped")
    page.get_by_role("button", name="关闭摄像头").click()
    page.get_by_text("有 1 处不符，不能签收").wait_for()
    # The right sheet was printed anew: the whole bundle once more.
    page = browser(office.user)
    hold(page, [code_on(paper, number) for number in (1, 2, 3)])
    page.goto(reverse("paper_check", args=[case.pk]))
    page.get_by_role("button", name="打开摄像头扫描").click()
    page.get_by_text("全部 3 页与平台保存的一致").wait_for()
    looks.picture(page, "scan/whole")
    page.locator("#id_receive_paper-copies").fill("3")
    for box in page.locator("input[name='receive_paper-seals']").all():
        box.check()
    page.get_by_role("button", name="签收纸质材料").click()
    page.get_by_text("纸质材料。").wait_for()
    case.refresh_from_db()
    assert case.paper_received_at


def test_a_phone_that_reads_a_page_is_told_what_must_stand_there(browser):
    paper = form_of(filed.case(Stage.QUALIFIED))
    page = browser(width=390)
    page.goto(code_on(paper, 2).split("8000", 1)[-1])
    page.get_by_text("第 2 页与平台保存的一致").wait_for()
    looks.picture(page, "scan/phone")
    looks.fits(page, "scan")


def test_a_citizen_verifies_a_certificate_on_a_phone(browser):
    hall(cases=1).approved()
    certificate = Certificate.objects.get()
    page = browser(width=390)
    page.goto(reverse("verify"))
    page.get_by_label("证书编号").fill(certificate.number.lower())
    page.get_by_label("姓名").fill("另一人")
    page.get_by_role("button", name="查验证书").click()
    page.get_by_text("没有查到").wait_for()
    page.get_by_role("link", name="重新查验").click()
    page.get_by_label("证书编号").fill(certificate.number)
    page.get_by_label("姓名").fill(certificate.content["name"])
    page.get_by_role("button", name="查验证书").click()
    page.get_by_role("heading", name="证书有效").wait_for()
    looks.fits(page, "scan")
