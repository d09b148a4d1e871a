"""Credit cards: the one the platform issues and anybody can verify, and those of other systems."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import JobStage
from accounts.models import Job, JournalEntry, StoredFile
from accounts.services import jobs
from accounts.steps.base import perform
from credits.documents.card import html_of
from credits.enums import CreditOrigin, CreditStage
from credits.facts import credits_by_year
from credits.models import CardUpload, CreditCard, CreditEntry
from credits.services.cards import content_of, standing_of
from credits.steps.cancel_entry import CANCEL_CLAUSE, cancel_entry
from credits.tasks import print_waiting_cards
from reviews.selectors.files import may_read_file
from tests.accounts.people import make_employer, make_person, sign_in
from tests.applicants.archives import applicant, make_profile
from tests.applicants.uploads import PNG
from tests.credits.hours import make_entry, make_public, recognise_all
from zcps.documents import page_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(region, registrar):
    found = make_profile(make_person("林清和"), make_employer(region=region))
    make_entry(found)
    make_public(found)
    recognise_all(found, registrar)
    return found


@pytest.fixture
def person(client, profile):
    return sign_in(client, profile.user)


def issue(person) -> CreditCard:
    answer = person.post(reverse("credit_year", args=[2022]))
    job = Job.objects.latest("pk")
    assert answer["Location"] == reverse("job", args=[job.pk])
    jobs.run(job.pk)
    return CreditCard.objects.select_related("file", "profile").latest("pk")


def test_the_year_is_shown_against_what_a_year_needs(person):
    page = person.get(reverse("credit_year", args=[2022])).content.decode()
    for text in ("2022 年度学时卡", "公需科目合计", "根艺创作研修班", "达到"):
        assert text in page
    assert person.get(reverse("credit_year", args=[2023])).status_code == 404


def test_the_card_is_a_paper_with_all_lines_and_a_code(person, profile):
    card = issue(person)
    with card.file.content.open("rb") as content:
        text = "".join(page_texts(content.read()))
    for expected in ("2022 年度", "林清和", "根艺创作研修班", "36", card.code):
        assert expected in text
    assert profile.user.id_number not in text
    assert f"/verify/credits/{card.code}/" in html_of(card)
    assert JournalEntry.objects.get(act="issue_credit_card").data["hours"]["total"] == 36
    assert may_read_file(applicant(profile.user), card.file)
    assert not may_read_file(applicant(make_person("别人")), card.file)


def test_without_a_change_the_card_is_not_issued_twice(person):
    issue(person)
    answer = person.post(reverse("credit_year", args=[2022]))
    assert (answer["Location"], CreditCard.objects.count()) == (reverse("credit_year", args=[2022]), 1)


def test_while_nothing_can_be_signed_there_is_one_card_and_it_is_printed_once(person, settings, clock):
    stamps, settings.TIME_STAMP_ADDRESS = settings.TIME_STAMP_ADDRESS, ""
    card = issue(person)
    assert issue(person) == card
    assert (card.file, Job.objects.latest("pk").stage) == (None, JobStage.FAILED)
    person.post(reverse("credit_year", args=[2022]))
    late = Job.objects.latest("pk")
    settings.TIME_STAMP_ADDRESS = stamps
    clock.advance(minutes=3)
    assert print_waiting_cards() == 1
    files = StoredFile.objects.count()
    jobs.run(late.pk)
    late.refresh_from_db()
    assert (late.stage, StoredFile.objects.count(), CreditCard.objects.count()) == (JobStage.DONE, files, 1)


def test_a_card_that_cannot_be_printed_does_not_keep_older_ones_waiting(profile, clock):
    def waiting(code: str, name: str) -> CreditCard:
        content = {**content_of(profile, 2022), "name": name}
        return CreditCard.objects.create(profile=profile, year=2022, code=code, content=content, issued_at=clock.now)

    older, unprintable = waiting("ABCDEFGHJKMN", "林清和"), waiting("ABCDEFGHJKMP", "林\U0002fa1d\U0003ffff")
    clock.advance(minutes=3)
    assert print_waiting_cards() == 1
    assert [card.file is None for card in CreditCard.objects.filter(pk__in=(older.pk, unprintable.pk))] == [True, False]


def test_anybody_can_ask_whether_it_holds(person, profile, registrar, client, empty_cache):
    card = issue(person)
    client.logout()
    address = reverse("verify_card", args=[card.code.lower()])
    page = client.get(address).content.decode()
    for text in ("学时卡有效", "林*和", "36 学时", "2022 年度"):
        assert text in page
    assert "林清和" not in page
    assert profile.user.id_number not in page
    make_entry(profile, title="新班")
    recognise_all(profile, registrar)
    assert "出具后又认定 18 学时" in client.get(address).content.decode()
    fake = CreditEntry.objects.get(title="根艺创作研修班")
    perform(cancel_entry, fake, by=registrar, reason="没有参加。", clause=CANCEL_CLAUSE)
    assert "出具后有 18 学时被登记机构撤销" in client.get(address).content.decode()
    assert not standing_of(card).holds


def test_a_code_that_was_never_given_is_said_so(client, empty_cache):
    assert "没有查到" in client.get(reverse("verify_card_search"), {"code": "23456789ABCD"}).content.decode()
    for _ in range(31):
        answer = client.get(reverse("verify_card", args=["22222222"]))
    assert answer.status_code == 429


def card_form(**changed) -> dict:
    file = SimpleUploadedFile("学时卡.png", PNG, "image/png")
    hours = {"professional_2021": "60", "general_public_2021": "18", "professional_2022": "12"}
    return {"source": "province_craft", "file": file, **hours, **changed}


def test_a_card_of_another_system_becomes_entries(client, profile):
    sign_in(client, profile.user)
    assert client.post(reverse("card_new"), card_form()).status_code == 302
    card = CardUpload.objects.get()
    assert "省工艺美术系列" in card.name
    lines = card.lines.order_by("year", "kind")
    assert [(line.year, line.hours, line.stage, line.origin) for line in lines] == [
        (2021, 18, CreditStage.SUBMITTED, CreditOrigin.CARD),
        (2021, 60, CreditStage.SUBMITTED, CreditOrigin.CARD),
        (2022, 12, CreditStage.SUBMITTED, CreditOrigin.CARD),
    ]
    assert {line.evidence for line in lines} == {card.file}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"source": ""}, "来源系统"),
        ({"source": "other"}, "请填写来源系统的名称"),
        ({"file": ""}, "请上传导出的学时卡"),
        ({"professional_2021": "", "general_public_2021": "", "professional_2022": ""}, "至少填写一项"),
        ({"professional_2021": "-1"}, "大于或等于"),
    ],
)
def test_what_is_missing_is_said(person, changed, sentence):
    answer = person.post(reverse("card_new"), card_form(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CardUpload.objects.exists()


def test_the_registrar_recognises_the_whole_card_at_once(client, profile, registrar):
    sign_in(client, profile.user)
    client.post(reverse("card_new"), card_form(professional_2022=""))
    card = CardUpload.objects.get()
    sign_in(client, registrar.user, registrar)
    line = card.lines.first()
    page = client.get(reverse("credit_review", args=[line.pk])).content.decode()
    assert "认定整张学时卡" in page
    ids = list(card.lines.values_list("pk", flat=True))
    client.post(reverse("credits_batch"), {"act": "recognise", "ids": ids, "confirmed": "yes"})
    assert set(card.lines.values_list("stage", flat=True)) == {CreditStage.RECOGNISED}
    assert credits_by_year(profile)[2021] == {
        "general_public": 18,
        "industry_public": 0,
        "professional": 60,
        "total": 78,
    }


def test_the_systems_of_the_notices_are_a_click_away(person):
    """衢经信产融〔2022〕44号 四 names the addresses (R013)."""
    page = person.get(reverse("card_new")).text
    assert 'href="http://jxjy.rsj.qz.gov.cn" target="_blank" rel="noopener noreferrer"' in page
    assert "衢州市专业技术人员继续教育学习平台" in page


def test_a_draft_of_the_card_is_the_persons_alone(client, profile, registrar):
    sign_in(client, profile.user)
    client.post(reverse("card_new"), card_form())
    draft, line = CardUpload.objects.get().lines.order_by("year", "kind")[1:]
    type(draft).objects.filter(pk=draft.pk).update(stage=CreditStage.DRAFT, hours=61)
    sign_in(client, registrar.user, registrar)
    page = client.get(reverse("credit_review", args=[line.pk]))
    assert [each.pk for each, _ in page.context["siblings"]] == [
        each.pk for each in CardUpload.objects.get().lines.exclude(pk=draft.pk).order_by("year", "kind")
    ]
    assert reverse("credit_review", args=[draft.pk]) not in page.content.decode()


def test_what_was_entered_one_by_one_may_be_on_the_card(client, profile, registrar):
    sign_in(client, profile.user)
    client.post(reverse("card_new"), card_form())
    sign_in(client, registrar.user, registrar)
    line = CardUpload.objects.get().lines.get(year=2022)
    assert "CRA-04" in client.get(reverse("credit_review", args=[line.pk])).content.decode()


def test_a_returned_line_is_deleted_and_not_edited(client, profile, registrar):
    sign_in(client, profile.user)
    client.post(reverse("card_new"), card_form())
    line = CardUpload.objects.get().lines.first()
    CreditEntry.objects.filter(pk=line.pk).update(stage=CreditStage.RETURNED, return_reason="看不清。")
    page = client.get(reverse("credit_entry", args=[line.pk])).content.decode()
    assert "看不清" in page
    assert "删除学时" in page
    client.post(reverse("credit_delete", args=[line.pk]))
    assert not CreditEntry.objects.filter(pk=line.pk).exists()
