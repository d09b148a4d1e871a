"""《直接申报专家推荐表》: filled in as a record, printed for the signatures, and from the frozen version once filed."""

import pytest
from django.urls import reverse

from accounts.enums import JobStage
from accounts.models import Job
from accounts.services import jobs
from applicants.enums import Module
from applicants.models import ArchiveRecord
from reviews.documents.build import VIEWS
from reviews.documents.form_to_sign import KIND
from reviews.enums import DocumentKind, Stage
from reviews.services import papers
from reviews.services.snapshots import recommended_by_experts
from tests.accounts.people import sign_in
from tests.applicants import archives
from tests.reviews import cases, filed
from zcps.documents import page_texts

pytestmark = pytest.mark.django_db
REASON = "独立创作的青瓷作品获国家级金奖，被国家博物馆收藏。"
FORM = "直接申报专家推荐表"


def test_it_is_printed_from_the_archive_for_the_experts_to_sign(client, own_files) -> None:
    profile = cases.make_applicant(records=False)
    found = archives.make_record(profile, Module.CREDENTIAL, title=FORM, kind=FORM, reason=REASON)
    other = archives.make_record(profile, Module.PAPER)
    sign_in(client, profile.user)
    assert "打印推荐表" in client.get(reverse("record", args=[found.pk])).content.decode()
    assert "打印推荐表" not in client.get(reverse("record", args=[other.pk])).content.decode()
    refused = client.post(reverse("form_to_sign", args=[other.pk]))
    assert refused["Location"] == reverse("record", args=[other.pk])
    assert not Job.objects.exists()
    assert client.post(reverse("form_to_sign", args=[found.pk])).status_code == 302
    job = Job.objects.get()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.stage == JobStage.DONE, job.note
    with job.result_file.content.open("rb") as stream:
        text = "".join("".join(page_texts(stream.read())).split())
    for word in (FORM, REASON, profile.user.name, profile.employer.name, "推荐专家", "签名", "附件1第4条"):
        assert word in text
    assert jobs.HANDLERS[job.kind].leads_to(job) == reverse("file", args=[job.result_file_id])


def test_a_character_that_no_font_can_write_is_named_and_nothing_printed(own_files) -> None:
    profile = cases.make_applicant(records=False)
    archives.make_record(profile, Module.CREDENTIAL, title=FORM, kind=FORM, reason=f"{REASON}😀")
    found = ArchiveRecord.objects.get(profile=profile, module=Module.CREDENTIAL)
    job = jobs.start(KIND, cases.applicant_actor(profile), given={"record": found.pk})
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.stage, job.result_file) == (JobStage.FAILED, None)
    assert "“😀”（U+1F600" in job.note


def test_once_filed_it_is_made_from_what_was_frozen() -> None:
    frozen = filed.content()
    assert not recommended_by_experts(filed.case(Stage.EMPLOYER_REVIEW, content=frozen).snapshot)
    row = filed.record(9, Module.CREDENTIAL, FORM) | {"data": {"kind": FORM, "reason": REASON}}
    case = filed.case(Stage.EMPLOYER_REVIEW, content={**frozen, "others": [row]})
    assert recommended_by_experts(case.snapshot)
    ArchiveRecord.objects.all().delete()
    context = VIEWS[DocumentKind.DIRECT_RECOMMENDATION](
        papers.request(DocumentKind.DIRECT_RECOMMENDATION, application=case)
    ).context
    assert context["reason"] == REASON
    assert context["results"] == ["青瓷《江郎》"]
    assert ["申报资格", "工艺美术师"] in [list(pair) for row in context["rows"] for pair in row]
