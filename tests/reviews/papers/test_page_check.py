"""A bundle of sheets against the paper it should be: page by page, every stranger named; and what the public learns."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from reviews.enums import Stage
from reviews.selectors.paper_pages import check, scan_of
from reviews.services.paper_scans import read
from reviews.services.papers import void_all_of
from tests.accounts.people import sign_in
from tests.reviews import filed
from tests.reviews.papers.sheets import code_on, form_of, upload
from zcps.documents.reading import pages_as_pictures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


def as_(actor: Actor) -> Client:
    client = Client()
    assert actor.user
    sign_in(client, actor.user, actor)
    return client


@pytest.mark.parametrize(
    "text",
    [
        "", "hello", "https://zcps.invalid/verify/sheet/ABCDEFGHJK/", "https://x.invalid/verify/sheet/AB CD/?p=1&h=AB",
        "https://x.invalid/verify/sheet/ABCDEFGHJK/?p=-1&h=AB", "https://x.invalid/verify/sheet/ABCDEFGHJK/?p=1",
        "https://x.invalid/other/ABCDEFGHJK/?p=1&h=AB", f"https://x.invalid/verify/sheet/ABCDEFGHJK/?p=1&h={'A' * 300}",
        "http://[broken/verify/sheet/ABCDEFGHJK/?p=1&h=AB", "https://x.invalid/verify/sheet/ABCDEFGHJK/?p=²&h=AB",
    ],
)  # fmt: skip
def test_what_is_no_code_of_a_page_is_none(text: str) -> None:
    assert scan_of(text) is None


class TestCheck:
    def test_whole_only_when_every_page_was_seen(self) -> None:
        paper = form_of(filed.case(Stage.QUALIFIED))
        codes = [code_on(paper, page) for page in (3, 1, 1)]
        part = check(paper, codes)
        assert (part.missing, part.strangers, part.is_whole) == ([2], [], False)
        assert check(paper, [*codes, code_on(paper, 2)]).is_whole

    def test_names_each_sheet_that_is_not_of_this_paper(self) -> None:
        case = filed.case(Stage.QUALIFIED)
        old = form_of(case)
        void_all_of(case)
        case.snapshot = filed.snapshot(case)
        case.save()
        paper = form_of(case)
        strange = [code_on(old, 2), code_on(paper, 3, "00000000"), code_on(paper, 1).replace("p=1", "p=9")]
        strange += [code_on(paper, 2).replace(paper.short_code, "ZZZZZZZZZZ"), "https://shop.invalid/"]
        found = check(paper, [code_on(paper, 1), *strange])
        assert found.missing == [2, 3]
        said = "".join(found.strangers)
        assert len(found.strangers) == 5
        for sentence in (
            "第 3 页的页校验 00000000",
            "有一页标为第 9 页",
            "第 2 页属于另一份文书",
            "查不到",
            "有 1 个二维码不是",
        ):
            assert sentence in said
        assert "第 1 版，已作废" in said

    def test_says_nothing_of_somebody_elses_paper(self) -> None:
        paper, other = (form_of(filed.case(Stage.QUALIFIED)) for _ in range(2))
        [said] = check(paper, [code_on(other, 2)]).strangers
        assert "第 2 页属于另一份文书，不是本件" in said
        assert other.number not in said

    def test_a_paper_without_pages_is_never_whole(self) -> None:
        paper = form_of(filed.case(Stage.QUALIFIED), pages=0)
        assert not check(paper, []).is_whole


class TestPage:
    def test_photographs_are_read_and_add_to_what_was_seen(self) -> None:
        case = filed.case(Stage.QUALIFIED)
        paper, client = form_of(case), as_(filed.officer(case.plan.office))
        page = reverse("paper_check", args=[case.pk])
        assert "未扫描" in client.get(page).content.decode()
        blank = SimpleUploadedFile("broken.jpg", b"\xff\xd8\xff\xe0 no picture", "image/jpeg")
        answer = client.post(page, {"sheets": [upload(code_on(paper, 2)), blank], "seen": [code_on(paper, 1)]})
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "broken.jpg" in text
        assert "还有第 3 页没有扫描" in text
        assert f'value="{paper.short_code}"' not in text
        done = client.post(page, {"sheets": [upload(code_on(paper, 3))], "seen": [code_on(paper, n) for n in (1, 2)]})
        assert "全部 3 页与平台保存的一致" in done.content.decode()
        assert f'value="{paper.short_code}"' in done.content.decode()

    def test_says_that_there_is_no_form_yet(self) -> None:
        case = filed.case(Stage.QUALIFIED)
        answer = as_(filed.officer(case.plan.office)).get(reverse("paper_check", args=[case.pk]))
        assert "评审表尚未生成" in answer.content.decode()

    def test_only_the_plans_office_and_only_once_there_is_paper(self) -> None:
        case, early = filed.case(Stage.QUALIFIED), filed.case(Stage.QUALIFICATION)
        page = reverse("paper_check", args=[case.pk])
        office = filed.officer(early.plan.office)
        assert as_(office).get(reverse("paper_check", args=[early.pk])).status_code == 404
        assert as_(filed.officer(case.plan.hr_bureau)).get(page).status_code == 404


class TestRead:
    def test_no_more_pages_at_once_than_somebody_waits_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reviews.services.paper_scans.MOST_PAGES", 2)
        texts, problems = read([upload(f"页{number}") for number in range(4)])
        assert texts == ["页0", "页1"]
        assert problems == ["一次最多读取 2 页，“page.jpg”起没有读取，请分次上传。"]

    def test_a_page_as_large_as_a_house_becomes_no_larger_picture(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("zcps.documents.reading.MOST_PIXELS", 10_000)
        made = io.BytesIO()
        with pikepdf.new() as house:
            house.add_blank_page(page_size=(14_000, 14_000))
            house.save(made)
        [drawn] = pages_as_pictures(made.getvalue())
        assert drawn.width * drawn.height <= 10_300


class TestPublic:
    def test_first_words_only_to_him_who_holds_the_page(self) -> None:
        paper = form_of(filed.case(Stage.QUALIFIED))
        ask = Client().get
        held = ask(code_on(paper, 2).removeprefix("http://127.0.0.1:8000")).content.decode()
        assert "第 2 页与平台保存的一致" in held
        assert "第2页的开头" in held
        address = reverse("verify_sheet", args=[paper.short_code])
        for query in ({}, {"p": "1", "h": "00000000"}, {"p": "9", "h": "00000000"}, {"p": "2", "h": ""}, {"p": "x"}):
            text = ask(address, query).content.decode()
            assert "页的开头" not in text
            assert ("不一致" in text) == (query.get("h") == "00000000")
