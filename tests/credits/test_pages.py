"""The pages on credits."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import AdminLevel
from credits.enums import CreditStage
from credits.models import CreditEntry
from tests.accounts.people import make_employer, make_person, make_region, sign_in
from tests.applicants.archives import make_profile
from tests.applicants.uploads import PNG
from tests.credits.hours import make_entry, make_public, make_registrar, submit_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make_region("330800", "衢州市", AdminLevel.CITY)


@pytest.fixture
def profile(region, clock):
    clock.set("2022-08-22 09:00")
    return make_profile(make_person("林清和"), make_employer(region=region))


@pytest.fixture
def person(client, profile):
    return sign_in(client, profile.user)


@pytest.fixture
def registrar(client, region):
    actor = make_registrar(region)
    sign_in(client, actor.user, actor)
    return client


def filled(**changed) -> dict:
    proof = SimpleUploadedFile("结业证.png", PNG, "image/png")
    given = {
        "year": "2022",
        "kind": "professional",
        "route": "CR-2",
        "title": "研修班",
        "quantity": "3",
        "evidence": proof,
    }
    return {**given, **changed}


def test_an_entry_is_filled_in_and_submitted(person):
    answer = person.post(reverse("credit_new"), filled(act="submit"))
    assert answer.status_code == 302
    entry = CreditEntry.objects.get()
    assert (entry.stage, entry.hours, entry.evidence.mime) == (CreditStage.SUBMITTED, 18, "image/png")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"route": ""}, "专业科目须选择认定途径"),
        ({"quantity": ""}, "请填写数量"),
        ({"kind": "general_public", "hours": ""}, "公需科目须填写证明载明的学时"),
        ({"year": "2023"}, "2023 年度尚未开始"),
        ({"year": "去年"}, "四位年份"),
        ({"evidence": SimpleUploadedFile("x.png", b"not a picture", "image/png")}, "只修改文件扩展名无效"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(person, changed, sentence):
    answer = person.post(reverse("credit_new"), filled(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="研修班"' in answer.content.decode()
    assert not CreditEntry.objects.exists()


def test_a_refused_submission_keeps_the_entry_once(person):
    person.post(reverse("credit_new"), filled(act="submit", evidence=""))
    entry = CreditEntry.objects.get()
    answer = person.get(reverse("credit_entry", args=[entry.pk]))
    assert "缺少证明材料" in answer.content.decode()
    person.post(reverse("credit_entry", args=[entry.pk]), filled(act="submit"))
    assert CreditEntry.objects.get().stage == CreditStage.SUBMITTED


def test_the_computation_is_shown_while_typing(person):
    asked = {"kind": "professional", "route": "CR-2", "quantity": "3"}
    assert "3 天 × 6 = 18 学时" in person.get(reverse("credit_estimate"), asked).content.decode()
    assert person.get(reverse("credit_estimate"), {"kind": "x", "quantity": "y"}).content.decode().strip() == ""


def test_the_registrar_works_through_the_list(registrar, profile):
    first, second = make_entry(profile, title="甲班"), make_entry(profile, title="乙班")
    submit_all(profile)
    review = reverse("credit_review", args=[first.pk])
    assert registrar.post(review, {"act": "return", "reason": ""}).status_code == 422
    assert registrar.post(review, {"act": "recognise"})["Location"] == reverse("credit_review", args=[second.pk])
    late = registrar.post(review, {"act": "return", "reason": "迟了"})
    assert "不能退回修改" in late.content.decode()
    assert CreditEntry.objects.get(pk=first.pk).stage == CreditStage.RECOGNISED


def test_a_batch_is_shown_first_and_then_done(registrar, profile):
    plain, odd = make_entry(profile, title="甲班"), make_entry(profile, title="半天班", quantity=Decimal("0.5"))
    submit_all(profile)
    chosen = {"act": "recognise", "ids": [plain.pk, odd.pk]}
    preview = registrar.post(reverse("credits_batch"), chosen).content.decode()
    assert "认定这 1 条学时" in preview
    assert "未规定" in preview
    assert not CreditEntry.objects.filter(stage=CreditStage.RECOGNISED).exists()
    registrar.post(reverse("credits_batch"), {**chosen, "confirmed": "yes"})
    stages = dict(CreditEntry.objects.values_list("title", "stage"))
    assert stages == {"甲班": CreditStage.RECOGNISED, "半天班": CreditStage.SUBMITTED}


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_number_of_questions(registrar, profile, django_assert_num_queries, rows):
    for number in range(rows):
        make_public(profile, title=f"课{number}")
    submit_all(profile)
    registrar.get(reverse("credit_entries"))
    with django_assert_num_queries(6):
        assert f"课{rows - 1}" in registrar.get(reverse("credit_entries")).content.decode()


def test_the_export_is_filtered_and_harmless(registrar, profile):
    make_public(profile, title='=HYPERLINK("x")')
    make_entry(profile, title="研修班")
    submit_all(profile)
    table = registrar.get(reverse("credit_entries"), {"format": "csv", "kind": "general_public"}).content.decode()
    assert "'=HYPERLINK" in table
    assert "研修班" not in table
