import pytest
from django.test import Client
from django.urls import reverse

from reviews.enums import Stage
from reviews.models import Application, Commitment, Snapshot
from reviews.steps.file import FILE
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.base import perform
from tests.accounts.people import make_person, sign_in
from tests.reviews import cases

pytestmark = pytest.mark.django_db
SECTIONS = ("target", "profile", "records", "statement", "answers", "findings", "credits", "materials", "commitment", "check")


def page(client: Client, name: str, *args, status: int = 200) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status, (name, answer.status_code, answer.get("Location"))
    return answer.content.decode()


@pytest.fixture
def draft() -> Application:
    return cases.make_draft()


@pytest.fixture
def client_of(client):
    return lambda application: sign_in(client, application.applicant.user)


def test_every_section_of_a_draft_opens(draft, client_of):
    client = client_of(draft)
    for section in SECTIONS:
        page(client, f"application_{section}", draft.pk)
    shown = page(client, "application", draft.pk)
    assert "建议最晚提交日" in shown
    assert "2022年9月8日（周四）" in shown
    assert "2022年9月10日（周六）24:00 截止" in shown


def test_the_check_page_names_everything_that_is_missing_at_once(draft, client_of):
    shown = page(client_of(draft), "application_check", draft.pk)
    assert "本人述职尚未填写" in shown
    assert "尚未回答“您是否已离休或退休？”" in shown
    assert "材料真实性保证书尚未签署" in shown
    assert "提交申报</button>" not in shown
