"""Filling a record in, in a real browser: saved while typing, refused with a sentence, evidence uploaded and seen."""

import pytest

from applicants.enums import Module
from applicants.models import ArchiveRecord, Evidence
from applicants.services.records import start_record
from tests.accounts.people import make_employer, make_person
from tests.applicants.archives import make_profile
from tests.applicants.uploads import PDF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def record():
    return start_record(make_profile(make_person(), make_employer()), Module.AWARD)


def test_saved_while_typing_and_kept_over_a_reload(browser, record):
    page = browser(record.profile.user)
    page.goto(f"/archive/records/{record.pk}/edit/")
    page.fill("#id_title", "百花杯金奖")
    page.check("[name=joint][value=no]")
    page.fill("#id_started", "2020年13月")
    page.wait_for_selector("text=没有“2020年13月”这一天")
    saved = ArchiveRecord.objects.get()
    assert (saved.title, saved.data, saved.started) == ("百花杯金奖", {"joint": False}, "")
    page.fill("#id_started", "2020年10月")
    page.wait_for_selector("[data-saved-at][data-state=saved]")
    page.wait_for_selector("[data-live]", state="detached")
    assert ArchiveRecord.objects.get().started == "2020-10"
    page.reload()
    assert page.input_value("#id_title") == "百花杯金奖"


def test_evidence_goes_up_and_opens_in_the_page(browser, record, tmp_path):
    paper, fake = tmp_path / "证书.pdf", tmp_path / "假.pdf"
    paper.write_bytes(PDF)
    fake.write_bytes(b"MZ program")
    page = browser(record.profile.user)
    page.goto(f"/archive/records/{record.pk}/edit/")
    page.set_input_files("#id_file-0", str(fake))
    page.wait_for_selector("text=只修改文件扩展名无效")
    page.set_input_files("#id_file-0", str(paper))
    page.wait_for_selector(".proof .tag-done")
    assert Evidence.objects.get().label == "获奖证书"
    page.click("a[data-evidence=pdf]")
    page.locator(".evidence-view iframe").wait_for()
