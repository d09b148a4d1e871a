"""An employer registers in a real browser: from its first sign-in to being bound, once returned on the way."""

import io

import pikepdf
import pytest
from django.urls import reverse

from accounts.models import Agency, Phone
from accounts.services.seed import load_regions_and_agencies
from employers.enums import EmployerStage
from employers.models import Employer
from tests import looks
from tests.accounts import people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_cache")]


def letter(name: str) -> dict:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return {"name": name, "mimeType": "application/pdf", "buffer": out.getvalue()}


def look(page, name):
    looks.fits(page, name)
    looks.accessible(page, name)
    looks.picture(page, f"employers/{name}")


def fill(page, **fields):
    for name, value in fields.items():
        page.fill(f"#id_{name}", value)


def come_in_and_submit(page):
    """A legal person that nobody knows yet fills in its registration and submits it."""
    page.goto(reverse("sign_in"))
    look(page, "1-sign-in")
    page.click("text=法人登录")
    look(page, "2-stand-in")
    fill(page, legal_name="衢州某竹艺厂", uscc=people.uscc(), representative="某法人", name="某经办")
    fill(page, id_number=people.id_number(), phone="13900000000")
    page.click("text=以填写的身份登录")
    page.wait_for_url(f"**{reverse('employer_register')}")
    # What is typed is safe without a click, also over a reload.
    fill(page, address="某路 1 号", phone="0570-0000000")
    page.wait_for_selector("[data-saved-at][data-state=saved]")
    page.reload()
    assert page.input_value("#id_address") == "某路 1 号"
    page.select_option("#id_kind", "enterprise")
    page.click("text=提交单位注册")
    page.get_by_text("请上传加盖公章的授权委托书").first.wait_for()
    look(page, "3-what-is-missing")
    page.select_option("#id_region", label="柯城区")
    fill(page, email="hr@example.com")
    submit_with(page, "授权委托书.pdf")
    look(page, "4-waiting")


def submit_with(page, name):
    page.set_input_files("#id_authorisation_letter", letter(name))
    page.click("text=提交单位注册")
    page.wait_for_selector("text=正在由衢州市柯城区人力资源和社会保障局审核")


def return_it(office, examiner):
    """An officer of the bureau signs in with his code and sends the registration back."""
    office.goto(f"{reverse('demo_codes')}?q={examiner.key}")
    code = office.inner_text("td strong.mono")
    office.goto(f"{reverse('sign_in')}?next={reverse('employer_registrations')}")
    fill(office, user_name=examiner.key, password=people.PASSWORD, code=code)
    office.click("text=登录机构账号")
    office.wait_for_url(f"**{reverse('employer_registrations')}")
    look(office, "5-worklist")
    office.click("text=衢州某竹艺厂")
    look(office, "6-examination")
    fill(office, authorisation_letter="未加盖公章，请盖章后重新上传。")
    office.click("text=退回单位注册")
    office.wait_for_selector("text=退回补正，并通知其经办人")


@pytest.mark.parametrize("width", [1440, 390])
def test_from_the_first_sign_in_to_being_bound(browser, clock, width):
    clock.set("2022-08-22 09:00")
    load_regions_and_agencies()
    examiner = people.make_office_user(Agency.objects.get(region__code="330802", kind="hr_bureau"))
    Phone.objects.create(user=examiner, confirmed=True)
    page, office = browser(width=width), browser(width=width)
    come_in_and_submit(page)
    return_it(office, examiner)

    page.goto(reverse("employer_register"))
    assert "未加盖公章" in page.inner_text(".field-return")
    look(page, "7-returned")
    submit_with(page, "授权委托书（已盖章）.pdf")

    employer = Employer.objects.get(name="衢州某竹艺厂")
    office.goto(reverse("employer_registration", args=[employer.pk]))
    assert "授权委托书（已盖章）.pdf" in office.content()
    office.click("text=审核通过单位注册")
    office.wait_for_selector("text=已审核通过")
    employer.refresh_from_db()
    assert employer.stage == EmployerStage.BOUND
    page.goto(reverse("employer_officers"))
    assert "已授权" in page.content()
    look(page, "8-officers")
