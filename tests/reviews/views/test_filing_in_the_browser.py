import re

import pytest
from django.urls import reverse

from reviews.enums import Stage
from reviews.models import Application, Commitment
from tests.reviews import cases

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_draft_is_filled_in_signed_on_the_phone_and_filed(browser):
    draft = cases.make_draft()
    desk = browser(draft.applicant.user, 1440)
    desk.goto(reverse("application_statement", args=[draft.pk]))
    desk.get_by_label("本人述职").fill(cases.STATEMENT)
    desk.get_by_text(re.compile("^已保存 ")).wait_for()
    desk.get_by_role("button", name="保存并继续").click()
    desk.wait_for_load_state()
    for group in desk.locator("fieldset").all():
        group.get_by_label("否").check()
    desk.get_by_label(re.compile("处分")).select_option("无")
    desk.get_by_role("button", name="保存并继续").click()
    desk.get_by_text("预检符合申报条件").wait_for()

    desk.goto(reverse("application_commitment", args=[draft.pk]))
    desk.get_by_role("button", name="生成签署二维码").click()
    desk.get_by_role("img", name="签署真实性保证书的二维码").wait_for()
    phone = browser(None, 390)
    phone.goto(reverse("sign", args=[Commitment.objects.get().token]))
    phone.get_by_label("申报人姓名").fill(draft.applicant.user.name)
    phone.get_by_label("证件号码后四位").fill(draft.applicant.user.id_number[-4:])
    pad = phone.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    phone.mouse.move(box["x"] + 20, box["y"] + 20)
    phone.mouse.down()
    phone.mouse.move(box["x"] + 120, box["y"] + 80, steps=5)
    phone.mouse.up()
    phone.get_by_role("button", name="签署保证书").click()
    phone.get_by_text("签署成功，可以关闭本页").wait_for()

    # The desk has noticed by itself.
    desk.get_by_text("已签署", exact=True).wait_for()
    assert re.fullmatch(r"M\d+ \d+(L\d+ \d+)+", Commitment.objects.get().signature)
    desk.get_by_role("link", name="前往检查并提交").click()
    desk.get_by_role("button", name="提交申报").click()
    desk.get_by_text("申报已提交").first.wait_for()
    assert Application.objects.get().stage == Stage.EMPLOYER_REVIEW
