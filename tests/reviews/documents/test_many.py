"""Papers of many at once: one file with a list of contents; what fails keeps nobody back; only for who asked."""

import io
import zipfile

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, JobStage
from accounts.models import Job, JournalEntry, Notice, StoredFile
from accounts.services import jobs
from accounts.services.files import keep_pdf
from reviews.documents.build import CannotBuild, build
from reviews.documents.bundle import Line, Order, _made_cover, review_form_of
from reviews.enums import DocumentKind, Stage
from reviews.models import Application, Document
from reviews.selectors.files import may_read_file
from reviews.services import papers
from tests.reviews import filed
from tests.reviews.committee.test_result_filings import as_
from zcps import clock
from zcps.documents import mark_of, page_texts

pytestmark = pytest.mark.django_db
PAGE = "/papers/many/"


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> list[Application]:
    """Three who are qualified; a review form of theirs is made without rendering, that of the second cannot be."""
    under = filed.plan()
    cases = [filed.case(Stage.READY, under=under, name=name) for name in ("陈一鸣", "李二宝", "王三立")]

    really = build

    def quick(document: Document) -> Document:
        if document.application is None:
            return really(document)
        document.attempts += 1
        if document.application.applicant.user.name == "李二宝":
            document.failure = str(CannotBuild("照片文件损坏，请重新上传。"))
        else:
            document.file, document.pages = keep_pdf("x.pdf", blank(3), 3), 3
            document.built_at = clock.now()
        document.save()
        return document

    monkeypatch.setattr("reviews.documents.build.build", quick)
    return cases


def blank(pages: int) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as whole:
        for _ in range(pages):
            whole.add_blank_page()
        whole.save(made)
    return made.getvalue()


def office(cases: list[Application]) -> Actor:
    return filed.officer(cases[0].plan.office)


def taken(by: Actor, **asked: object) -> Job:
    client = as_(by)
    answer = client.post(PAGE, asked)
    assert answer.status_code == 302, answer.content.decode()
    job = Job.objects.latest("pk")
    assert answer["Location"] == reverse("job", args=[job.pk])
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.stage == JobStage.DONE, job.note
    return job


def content_of(job: Job) -> bytes:
    assert job.result_file is not None
    with job.result_file.content.open("rb") as stream:
        content: bytes = stream.read()
    return content


def test_a_zip_holds_each_paper_and_names_who_has_none(people: list[Application]) -> None:
    by = office(people)
    job = taken(by, f="ready", what="forms_zip")
    with zipfile.ZipFile(io.BytesIO(content_of(job))) as whole:
        names = whole.namelist()
        contents = whole.read("000_目录.csv").decode("utf-8-sig")
    assert [name.split("_")[1] for name in names] == ["陈一鸣", "王三立", "目录.pdf", "目录.csv"]
    assert "李二宝" in contents
    assert "照片文件损坏，请重新上传。" in contents
    assert (job.done, job.total) == (4, 4)
    # Whoever asked sees it and is told; nobody else opens it.
    assert Notice.objects.filter(recipient=by.user, url=reverse("papers_made", args=[job.pk])).exists()
    page = as_(by).get(reverse("papers_made", args=[job.pk])).content.decode()
    assert "没有收入的（1 人）" in page
    colleague = filed.officer(people[0].plan.office)
    assert as_(colleague).get(reverse("papers_made", args=[job.pk])).status_code == 404
    assert not may_read_file(colleague, job.result_file)
    assert may_read_file(by, job.result_file)
    kept = JournalEntry.objects.get(act="take_papers_of_many").data
    assert kept["people"] == 3
    the_list_is_a_paper(by, colleague, job)


def the_list_is_a_paper(by: Actor, colleague: Actor, job: Job) -> None:
    """Number, code and a mark on every page; anybody verifies it, and no name is told."""
    listing = Document.objects.get(roster__job=job, kind=DocumentKind.PAPERS_LIST)
    with zipfile.ZipFile(io.BytesIO(content_of(job))) as whole:
        text = "".join("".join(page_texts(whole.read("000_目录.pdf"))).split())
    assert listing.number in text
    assert listing.short_code in text
    assert len(listing.sheets) == listing.pages == 1
    page = as_(by).get(reverse("papers_made", args=[job.pk])).content.decode()
    assert listing.short_code in page
    assert "下载文件" in page
    for reader, expected in ((by, 200), (colleague, 404)):
        assert as_(reader).get(reverse("paper", args=[listing.pk])).status_code == expected
    sheet = reverse("verify_sheet", args=[listing.short_code])
    answer = Client().get(sheet, {"p": "1", "h": mark_of(listing.sheets[0])}).content.decode()
    for said in ("批量文书目录", listing.number, "提取 3 人", "现行版本", "第 1 页与平台保存的一致"):
        assert said in answer
    assert "陈一鸣" not in answer.replace(listing.sheets[0]["first"], "")
    assert "第 1 页与平台保存的不一致" in Client().get(sheet, {"p": "1", "h": "0" * 8}).content.decode()


def test_one_pdf_begins_each_paper_on_a_new_sheet_and_its_contents_say_where(people: list[Application]) -> None:
    job = taken(office(people), ids=[case.pk for case in people[:3]], what="forms_pdf")
    content = content_of(job)
    with pikepdf.open(io.BytesIO(content)) as whole, whole.open_outline() as outline:
        assert [entry.title for entry in outline.root][1:] == ["陈一鸣", "王三立"]
        # The contents and a blank page, then twice three pages and a blank one.
        assert len(whole.pages) == 10
    first = "".join(page_texts(content)[0].split())
    assert "第3页" in first
    assert "第7页" in first
    assert "照片文件损坏" in first


def test_a_name_that_cannot_be_written_stands_in_the_contents_with_a_gap() -> None:
    lines = [Line("陈😀鸣", 1, failure="字库中没有这些字：“😀”。"), Line("李二宝", 2, number="PSB1")]
    order = Order("评审表", "某", papers.unasked(DocumentKind.PAPERS_LIST), review_form_of)
    text = "".join("".join(page_texts(_made_cover(order, lines))).split())
    assert "陈〓鸣" in text
    assert "〓表示字库中没有的字" in text
    assert "〓" not in "".join(page_texts(_made_cover(order, lines[1:])))


def test_files_are_deleted_when_their_time_is_over(people: list[Application], clock) -> None:
    job = taken(office(people), ids=[people[0].pk], what="forms_zip")
    assert jobs.forget_results() == 0
    clock.advance(days=4)
    assert jobs.forget_results() == 1
    job.refresh_from_db()
    assert job.result_file is None
    assert not StoredFile.objects.filter(mime="application/zip").exists()
    assert jobs.forget_results() == 0


def test_nobody_takes_papers_of_cases_that_do_not_lie_before_him(people: list[Application]) -> None:
    stranger = filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU))
    answer = as_(stranger).post(PAGE, {"ids": [people[0].pk], "what": "forms_zip"})
    assert answer["Location"] == reverse("worklist")
    assert not Job.objects.exists()
    # What is not offered is not made.
    refused = as_(office(people)).post(PAGE, {"ids": [people[0].pk], "what": "certificates"})
    assert refused.status_code == 422


def test_the_roster_names_whom_it_hands_up_from_what_they_filed(people: list[Application]) -> None:
    by = office(people)
    people[0].applicant.user.name = "改名"
    people[0].applicant.user.save()
    listed = as_(by).post(PAGE, {"f": "ready", "what": "summary_csv"}).getvalue().decode("utf-8-sig")
    lines = listed.splitlines()
    assert lines[0].startswith("序号,姓名,性别,出生年月,证件号码")
    assert "陈一鸣" in lines[1]
    assert "330***********4517" in lines[1]
    assert "青瓷《江郎》" in lines[1]
    assert filed.ID_NUMBER not in listed
    job = taken(by, f="ready", what="roster")
    document = Document.objects.get(roster__job=job)
    assert document.file is not None
    with document.file.content.open("rb") as stream:
        text = "".join("".join(page_texts(stream.read())).split())
    for word in ("申报人员花名册", "陈一鸣", "王三立", by.agency.name, "共3人", "助理工艺美术师（2018.01）"):
        assert word in text
    # A paper like every other: its number and code on the sheet, each page bound to what the platform keeps.
    assert document.number in text
    assert document.short_code in text
    assert len(document.sheets) == document.pages == 1
    assert reverse("paper", args=[document.pk]) in as_(by).get(reverse("papers_made", args=[job.pk])).content.decode()
    # The work begins anew after a worker died: the same sheet, not a second one.
    Job.objects.filter(pk=job.pk).update(stage=JobStage.QUEUED)
    jobs.run(job.pk)
    assert Document.objects.filter(kind=DocumentKind.ROSTER).count() == 1


def test_a_roster_is_read_by_who_asked_and_verified_by_anybody_until_somebody_on_it_files_anew(
    people: list[Application],
) -> None:
    by = office(people)
    document = Document.objects.get(roster__job=taken(by, f="ready", what="summary"))
    colleague = filed.officer(people[0].plan.office)
    assert document.file is not None
    for reader, expected in ((by, 200), (colleague, 404)):
        assert as_(reader).get(reverse("paper", args=[document.pk])).status_code == expected
        assert may_read_file(reader, document.file) is (expected == 200)
    sheet = reverse("verify_sheet", args=[document.short_code])
    said = Client().get(sheet).content.decode()
    assert "现行版本" in said
    assert "陈一鸣" not in said
    mark = mark_of(document.sheets[0])
    assert "第 1 页与平台保存的一致" in Client().get(f"{sheet}?p=1&h={mark}").content.decode()
    anew = people[0].snapshot
    assert anew is not None
    # What is sealed for the row opens for it alone: before it becomes another.
    assert anew.content
    assert anew.examination
    anew.pk, anew.version, anew.short_code = None, 2, "NEWCODE2"
    anew.save()
    Application.objects.filter(pk=people[0].pk).update(snapshot=anew)
    assert "所列人员中 1 人的申报已变更" in Client().get(sheet).content.decode()


def test_one_whose_paper_cannot_even_be_asked_for_keeps_nobody_back(
    people: list[Application], monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(case: Application) -> Document:
        if case == people[0]:
            raise ValueError(case)
        return papers.request(DocumentKind.REVIEW_FORM, application=case)

    monkeypatch.setattr("reviews.documents.many.review_form_of", asked)
    job = taken(office(people), what="forms_zip", ids=[case.pk for case in people])
    assert [bool(line["failure"]) for line in job.result["lines"]] == [True, True, False]
    assert "系统错误" in job.result["lines"][0]["failure"]
