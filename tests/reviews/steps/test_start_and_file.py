import pytest

from accounts.models import JournalEntry, Notice
from accounts.services.journal import broken_links
from accounts.steps.base import ActRefused, perform
from reviews.enums import Stage
from reviews.models import Application
from reviews.services.drafts import DraftClosedError, save_fields, take_records
from reviews.services.snapshots import digest_of
from reviews.steps.file import FILE
from reviews.steps.start import start_application
from reviews.steps.withdraw import WITHDRAW
from tests.reviews import cases

pytestmark = pytest.mark.django_db


def test_a_case_is_started_signed_and_filed_with_its_snapshot():
    filed = cases.make_case(Stage.EMPLOYER_REVIEW)
    snapshot = filed.snapshot
    assert (filed.stage, filed.employer, filed.due_at) == (
        Stage.EMPLOYER_REVIEW, filed.applicant.employer, filed.plan.employer_closes
    )  # fmt: skip
    assert snapshot.version == 1
    assert digest_of(snapshot.content) == snapshot.sha256
    assert snapshot.examination["outcome"] == "eligible"
    assert snapshot.examination["rule"] == "ZP-M-03"
    assert snapshot.content["application"]["way"] == "正常评审"
    acts = JournalEntry.objects.filter(case_id=filed.pk).values_list("act", "before", "after")
    assert list(acts) == [("start", "", "draft"), ("sign", "draft", "draft"), ("file", "draft", "employer_review")]
    assert list(broken_links()) == []
