"""Papers before they are made: the form of a draft, and what an act would make."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Job, JournalEntry
from accounts.services import jobs
from reviews.enums import DocumentKind, Stage
from reviews.models import Document, Publicity
from reviews.services.papers import request
from tests.accounts.people import make_person, sign_in
from tests.reviews.cases import make_case, officer_actor
from zcps.documents import page_texts
from zcps.documents.symbols import text_svg

pytestmark = pytest.mark.django_db


def as_(user) -> Client:
    return sign_in(Client(), user)


def test_the_form_grows_while_it_is_filled_in_and_says_that_it_is_a_draft():
    case = make_case(stage="draft")
    me = as_(case.applicant.user)
    form, sheet = (reverse(name, args=[case.pk]) for name in ("application_form", "application_form_sheet"))
    assert form in me.get(reverse("application", args=[case.pk])).content.decode()
    assert sheet in me.get(form).content.decode()
    before = me.get(sheet)
    assert "草稿，未提交，不得用于报送" in before.content.decode()
    assert f'url("{text_svg("草稿")}")' in before.content.decode()
    assert "default-src 'none'" in before["Content-Security-Policy"]
    assert "sandbox" in before["Content-Security-Policy"]
    case.statement = "独立完成大型根雕《松风》。"
    case.save()
    assert case.statement in me.get(sheet).content.decode()
    assert as_(make_person("别人")).get(sheet).status_code == 404
    me.post(reverse("application_form_pdf", args=[case.pk]))
    job = Job.objects.latest("pk")
    jobs.run(job.pk)
    job.refresh_from_db()
    made = job.result_file
    with made.content.open("rb") as stream:
        pages = page_texts(stream.read())
    assert made.owner == case.applicant.user
    assert case.statement in "".join("".join(pages).split())
    assert "草稿" in pages[1]
    assert not Document.objects.filter(kind=DocumentKind.REVIEW_FORM).exists()


def test_a_notice_is_looked_at_before_it_is_published_and_nothing_has_happened():
    case = make_case(stage="employer_review")
    case.stage = Stage.EMPLOYER_PUBLICITY_DUE
    case.save()
    officer = as_(officer_actor(case.employer).user)
    asked = {"act": "open_employer_publicity", "ids": str(case.pk)}
    page = officer.get(reverse("batch"), asked).content.decode()
    assert "查看公示样稿" in page
    entries = JournalEntry.objects.count()
    sheet = officer.post(reverse("batch"), {**asked, "look": "publicity_notice"})
    assert sheet.status_code == 200
    assert "sandbox" in sheet["Content-Security-Policy"]
    shown = sheet.content.decode()
    assert case.applicant.user.name in shown
    assert "样稿" in shown
    case.refresh_from_db()
    assert case.stage == Stage.EMPLOYER_PUBLICITY_DUE
    assert not Publicity.objects.exists()
    assert JournalEntry.objects.count() == entries
    assert officer.post(reverse("batch"), {**asked, "look": "minutes"}).status_code == 422


def test_a_paper_that_waits_to_be_made_can_be_read_by_whom_it_concerns():
    case = make_case(stage="employer_review")
    sheet = reverse("paper_sheet", args=[request(DocumentKind.REVIEW_FORM, application=case).pk])
    assert case.snapshot.sha256 in as_(case.applicant.user).get(sheet).content.decode()
    assert as_(make_person("别人")).get(sheet).status_code == 404
