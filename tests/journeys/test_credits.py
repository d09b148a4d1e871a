"""Credits in the browser: a registrar's table from upload to import, and every page on a desk and on a phone."""

import threading
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from accounts.enums import AdminLevel, AgencyKind
from accounts.models import Job
from accounts.services import jobs
from accounts.steps.base import perform
from applicants.models import Profile
from credits.models import CardUpload, CreditCard, CreditEntry, CreditImport
from credits.services import import_check
from credits.services.cards import issue_card
from credits.services.entries import start_entry
from credits.steps.cancel_entry import CANCEL_CLAUSE, cancel_entry
from credits.steps.recognise_entry import recognise_entry
from credits.steps.submit_entry import submit_entry
from reviews.models import IntegrityRecord
from tests import looks
from tests.accounts.people import make_agency, make_employer, make_office_user, make_person, make_region
from tests.applicants.archives import applicant, make_file, make_profile
from tests.credits.hours import make_entry, make_public, make_registrar, recognise_all, submit_all
from tests.credits.tables import people, row, upload
from tests.reviews.cases import make_plan
from zcps import clock as platform_clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_cache")]


def seen(page, name: str) -> None:
    for _width in looks.on_both(page):
        looks.fits(page, name)
        looks.picture(page, f"credits/{name}")


def go(page, name: str, *args: object) -> None:
    answer = page.goto(reverse(name, args=args))
    assert answer.ok, (name, answer.status)


@pytest.fixture
def region(clock):
    clock.set("2022-08-22 09:00")
    return make_region("330800", "衢州市", AdminLevel.CITY)


def work(job: Job) -> threading.Thread:
    """A worker of its own, as in production."""

    def run() -> None:
        jobs.run(job.pk)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_table_from_upload_to_import(browser, region, monkeypatch):
    registrar, crowd = make_registrar(region), people(20, region)
    rows = [row(user, 名称=f"第{number}班", 年度=str(2017 + number)) for user in crowd for number in range(6)]
    rows[30] = row(crowd[5], 年度="2035")
    rows[70] = row(crowd[11], 姓名="错名", 学时="20")
    file = upload(rows)
    page = browser(registrar.user)
    go(page, "credit_imports")
    page.get_by_role("link", name="上传表格").first.click()
    seen(page, "01-new")
    page.set_input_files("#id_table", {"name": "培训.csv", "mimeType": "text/csv", "buffer": file.read()})
    page.get_by_role("button", name="上传并核对").click()
    page.get_by_text("等待办理").first.wait_for()

    # The worker stops after a hundred rows, until the page has said so.
    monkeypatch.setattr(import_check, "CHUNK", 100)
    go_on, advance = threading.Event(), jobs.Work.advance

    def stopping(self: jobs.Work, number: int = 1) -> None:
        advance(self, number)
        go_on.wait(60)

    monkeypatch.setattr(jobs.Work, "advance", stopping)
    worker = work(Job.objects.get())
    page.get_by_text("100 / 120").wait_for()
    page.get_by_text("正在逐行核对").wait_for()
    seen(page, "02-progress")
    go_on.set()
    page.get_by_role("link", name="查看核对结果").click()
    worker.join()

    for text in ("应在 2000 至 2022 之间", "姓名与此身份证号登记的姓名不一致", "3 天 × 6 = 18 学时"):
        page.get_by_text(text).first.wait_for()
    seen(page, "03-found")
    assert not CreditEntry.objects.exists()
    page.get_by_role("link", name="跳过 2 行，导入其余 118 行").click()
    page.get_by_text("跳过第 32 行").wait_for()
    page.get_by_text("跳过第 72 行").wait_for()
    seen(page, "04-confirm")
    page.get_by_role("button", name="跳过这些行并导入").click()
    worker = work(Job.objects.latest("pk"))
    page.get_by_role("link", name="查看导入结果").click()
    worker.join()
    page.get_by_text("已跳过").wait_for()
    seen(page, "05-imported")
    assert (CreditEntry.objects.count(), CreditImport.objects.get().good) == (118, 118)
    go(page, "credit_imports")
    seen(page, "06-list")


@pytest.fixture
def profile(region) -> Profile:
    return make_profile(make_person("林清和"), make_employer("衢州某雕刻有限公司", region=region))


def test_the_persons_pages(browser, region, profile):
    make_plan()
    platform_clock.move_to(platform_clock.now())
    registrar = make_registrar(region)
    make_entry(profile)
    make_public(profile, 12)
    recognise_all(profile, registrar)
    submit_all(profile)
    card, job = issue_card(profile, 2022, applicant(profile.user))
    jobs.run(job.pk)
    make_entry(profile, title="半天研讨会", quantity=Decimal("2.5"))
    page = browser(profile.user)
    for name, args in (("credits", ()), ("credit_year", (2022,)), ("card_new", ()), ("credit_board", ())):
        go(page, name, *args)
        seen(page, f"10-{name}")
    go(page, "credit_new")
    page.get_by_label("名称").fill("根艺创作研修班")
    page.get_by_label("认定途径").select_option("CR-2")
    page.get_by_label("数量").fill("2.5")
    page.get_by_text("CRA-01").wait_for()
    page.get_by_text("CRA-04").wait_for()
    seen(page, "11-form")
    go(page, "verify_card", CreditCard.objects.get().code)
    page.get_by_text("学时卡有效").wait_for()
    seen(page, "12-verify")
    if looks.SCREENS:
        from zcps.documents import to_png

        card.refresh_from_db()
        with card.file.content.open("rb") as content:
            (Path(looks.SCREENS) / "13-card.png").write_bytes(to_png(content.read(), 0))


def test_the_registrars_pages(browser, region, profile):
    registrar = make_registrar(region)
    bureau = make_office_user(make_agency(AgencyKind.HR_BUREAU, region))
    make_entry(profile, title="第一次半天", quantity=Decimal("0.5"))
    submit_all(profile)
    settled = {"CRA-01": {"reading": "按实际数量折算", "reason": "会议通知写明半天，签到齐全。"}}
    perform(recognise_entry, CreditEntry.objects.get(), by=registrar, hours="3", settled=settled)
    odd = make_entry(profile, title="第二次半天", quantity=Decimal("2.5"))
    false = make_entry(profile, title="没有参加的班", year=2021)
    submit_all(profile)
    perform(recognise_entry, false, by=registrar)
    perform(cancel_entry, false, by=registrar, reason="经培训机构核实，没有参加。", clause=CANCEL_CLAUSE)
    proof = make_file(profile.user)
    upload_ = CardUpload.objects.create(
        profile=profile, source="province_craft", name="省工艺美术系统", file=proof, created_at=platform_clock.now()
    )
    for kind, hours in (("general_public", 18), ("professional", 60)):
        values = {"year": 2020, "kind": kind, "route": "", "title": "2020 年度学时卡", "hours": hours}
        line = start_entry(profile, values, proof, upload_)
        perform(submit_entry, line, by=applicant(profile.user))
    page = browser(registrar.user)
    go(page, "credit_entries")
    seen(page, "20-list")
    go(page, "credit_review", odd.pk)
    page.get_by_text("本机构以前的核定").click()
    page.get_by_role("button", name="采用此理由").click()
    assert page.get_by_label("理由必填").input_value() == "会议通知写明半天，签到齐全。"
    seen(page, "21-question")
    go(page, "credit_review", upload_.lines.first().pk)
    seen(page, "22-card")
    go(page, "credit_review", false.pk)
    seen(page, "23-cancelled")
    go(page, "credit_cancel", CreditEntry.objects.get(title="第一次半天").pk)
    seen(page, "24-cancel")
    page = browser(bureau)
    go(page, "integrity_records")
    seen(page, "30-integrity")
    go(page, "integrity_record", IntegrityRecord.objects.get().pk)
    seen(page, "31-period")
