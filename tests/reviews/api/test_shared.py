"""Data for partners: by token and scope, white-listed, of the bureau's region, each call in the journal."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind, PartnerStage
from accounts.models import JournalEntry, Partner, PartnerToken, PartnerUse
from accounts.services import partners
from accounts.services.clear_reading import readings_about
from reviews.enums import CertificateState, FilingStage, LineOutcome, Stage
from reviews.models import Certificate, ResultFiling
from reviews.services.certificates import content_of
from tests.accounts.people import id_number, sign_in
from tests.reviews import filed
from tests.reviews.api.asking import partner, share
from zcps import clock as platform

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
ADDRESSES = {
    "api_shared_results": None,
    "api_shared_certificates": {"certificates": [{"number": "ZC1", "name": "某"}]},
    "api_shared_titles": {"people": [{"id_number": "330802199003074517", "name": "某"}]},
    "api_shared_revocations": None,
}


def won(name="叶知秋", *, under=None, state=CertificateState.VALID, announced=True):
    """A case with its certificate, on a list that was announced."""
    case = filed.case(Stage.ANNOUNCED, under=under, name=name)
    user = case.applicant.user
    user.id_number = id_number()
    user.save()
    content = content_of(case, platform.today(), "衢人社职〔2022〕31号")
    moment = platform.now()
    made = case.certificates.create(number=f"ZC{case.pk:017d}", content=content, issued_at=moment)
    if state == CertificateState.REVOKED:
        made.state, made.revoked_at, made.revocation_reason = state, moment, "材料虚假"
        made.save()
    filing = ResultFiling.objects.create(
        plan=case.plan, number=f"BA{case.pk}", order=case.pk, stage=FilingStage.APPROVED, drawn_up_at=moment,
        approved_at=moment, publication_number="衢人社职〔2022〕31号" if announced else "",
    )  # fmt: skip
    filing.lines.create(application=case, order=1, outcome=LineOutcome.APPROVED)
    return made


@pytest.fixture
def certificate(clock):
    clock.set("2022-10-10 09:00")
    return won()


def asked(certificate: Certificate, name: str = "") -> dict:
    row = {"number": certificate.number, "name": name or certificate.content["name"]}
    return {"certificates": [row]}


def test_results_are_those_that_are_public_and_of_the_bureaus_region(certificate):
    won("林溪", announced=False)
    elsewhere = filed.region("330900", "舟山市")
    won("周远", under=filed.plan(hr_bureau=filed.agency(AgencyKind.HR_BUREAU, elsewhere)))
    _, token = partner(certificate.application.plan.hr_bureau)
    (row,) = share(token, "api_shared_results", series="工艺美术", year=2022).json()["items"]
    assert row["name"] == "叶知秋"
    assert set(row) == {
        "name", "employer", "title", "level", "series", "specialty", "year", "plan_code", "publication_number",
        "approved_at", "revoked",
    }  # fmt: skip
    assert share(token, "api_shared_results", series="建设工程").json()["items"] == []
    certificate.application.plan.__class__.objects.update(result_shown_days=5)
    platform.move_to(platform.now() + dt.timedelta(days=6))
    assert share(token, "api_shared_results").json()["items"] == []


def test_a_certificate_is_told_to_whom_has_number_and_name(certificate):
    _, token = partner(certificate.application.plan.hr_bureau)
    (found,) = share(token, "api_shared_certificates", asked(certificate)).json()["items"]
    assert (found["found"], found["certificate"]["state"], found["certificate"]["title"]) == (
        True,
        "valid",
        "工艺美术师",
    )
    wrong_name = share(token, "api_shared_certificates", asked(certificate, "某")).json()["items"]
    wrong_number = {"certificates": [{"number": "ZC0", "name": "叶知秋"}]}
    assert wrong_name == share(token, "api_shared_certificates", wrong_number).json()["items"]
    assert wrong_name == [{"index": 0, "found": False, "certificate": None}]


def test_titles_are_found_by_number_and_name_and_the_number_comes_back_nowhere(certificate):
    user = certificate.application.applicant.user
    won("林溪", state=CertificateState.REVOKED)
    _, token = partner(certificate.application.plan.hr_bureau)
    people = [{"id_number": user.id_number, "name": user.name}, {"id_number": user.id_number, "name": "林溪"}]
    answer = share(token, "api_shared_titles", {"people": people})
    own, wrong = answer.json()["items"]
    assert [one["number"] for one in own["certificates"]] == [certificate.number]
    assert wrong["certificates"] == []
    everything = answer.content.decode() + str(list(JournalEntry.objects.values_list("data", flat=True)))
    assert user.id_number not in everything
    assert "材料虚假" not in everything


def test_revocations_name_numbers_and_nobody(certificate):
    gone = won("林溪", state=CertificateState.REVOKED)
    _, token = partner(certificate.application.plan.hr_bureau)
    answer = share(token, "api_shared_revocations")
    assert [row["number"] for row in answer.json()["items"]] == [gone.number]
    assert set(answer.json()["items"][0]) == {"number", "state", "kind", "changed_at", "replaced_by"}
    assert share(token, "api_shared_revocations", since="2022-10-11").json()["items"] == []


def test_each_call_is_in_the_journal_and_counted(certificate):
    made, token = partner(certificate.application.plan.hr_bureau)
    share(token, "api_shared_certificates", asked(certificate))
    share(token, "api_shared_certificates", asked(certificate, "某"))
    first, second = JournalEntry.objects.filter(act="share_data").order_by("number")
    assert (first.actor_label, first.role, first.subject_id) == (made.name, "partner", made.pk)
    assert (first.data["scope"], first.data["rows"], second.data["rows"]) == ("certificates", 1, 0)
    assert first.data["token"] == PartnerToken.objects.get().prefix
    count = PartnerUse.objects.get()
    assert (count.calls, count.rows) == (2, 1)


def test_whoever_was_asked_for_reads_which_partner_was_told_for_what(certificate, django_assert_num_queries):
    made, token = partner(certificate.application.plan.hr_bureau)
    person = certificate.application.applicant.user
    people = [{"id_number": person.id_number, "name": name} for name in (person.name, "某", person.name)]
    share(token, "api_shared_titles", {"people": people})
    share(token, "api_shared_certificates", asked(certificate))
    share(token, "api_shared_certificates", asked(certificate, "某"))
    share(token, "api_shared_results")
    by_number, by_name = readings_about(person).order_by("number")
    assert (by_number.role, by_number.data["office"], by_number.data["reason"]) == ("partner", made.name, made.purpose)
    assert [by_number.data["what"], by_name.data["what"]] == [["按证件号码查询有效职称"], ["按编号和姓名批量核验证书"]]
    assert person.id_number not in str(by_number.data)
    kept = JournalEntry.objects.filter(act="share_data", data__scope="certificates").order_by("number").first()
    assert kept.data["certificates"] == [certificate.pk]
    page = sign_in(Client(), person).get(reverse("clear_readings")).content.decode()
    assert page.count(f"数据共享：{made.purpose}") == 2
    people.extend(_person_of(won(under=certificate.application.plan)) for _ in range(2))
    with django_assert_num_queries(9):
        share(token, "api_shared_titles", {"people": people[:1]})
    with django_assert_num_queries(9):
        share(token, "api_shared_titles", {"people": people})


def _person_of(certificate: Certificate) -> dict:
    user = certificate.application.applicant.user
    return {"id_number": user.id_number, "name": user.name}


@pytest.mark.parametrize("name", ADDRESSES)
def test_without_a_good_token_nothing_is_told_and_nothing_written(certificate, name):
    made, token = partner(certificate.application.plan.hr_bureau, networks=["10.1.0.0/16"])
    entries = JournalEntry.objects.count()
    sent = ADDRESSES[name]
    answers = [share(text, name, sent) for text in ("", "zcps_wrong", token)]
    assert [answer.status_code for answer in answers] == [401] * 3
    assert len({answer.content for answer in answers}) == 1
    assert JournalEntry.objects.count() == entries
    assert share(token, name, sent, address="10.1.2.3").status_code == 200
    platform.move_to(platform.now() + dt.timedelta(days=91))
    assert share(token, name, sent, address="10.1.2.3").status_code == 401
    platform.move_to(platform.now() - dt.timedelta(days=91))
    partners.end(made, filed.officer(made.agency), "不再需要")
    assert share(token, name, sent, address="10.1.2.3").status_code == 401


@pytest.mark.parametrize("name", ADDRESSES)
def test_another_scope_opens_nothing(certificate, name):
    scope = {"api_shared_results": "titles"}.get(name, "results")
    _, token = partner(certificate.application.plan.hr_bureau, scopes=[scope])
    answer = share(token, name, ADDRESSES[name])
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert not JournalEntry.objects.filter(act="share_data").exists()


def test_a_new_token_ends_the_former_and_only_its_hash_is_kept(certificate):
    made, token = partner(certificate.application.plan.hr_bureau)
    new = partners.issue_token(made, filed.officer(made.agency))
    assert share(token, "api_shared_results").status_code == 401
    assert share(new, "api_shared_results").status_code == 200
    assert token not in str(list(PartnerToken.objects.values()))


def test_as_many_calls_in_a_minute_as_were_agreed(certificate):
    _, token = partner(certificate.application.plan.hr_bureau, calls_per_minute=2)
    answers = [share(token, "api_shared_results") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert JournalEntry.objects.filter(act="share_data").count() == 2


def test_a_partner_that_has_ended_comes_in_by_no_token_that_was_left(certificate):
    made, token = partner(certificate.application.plan.hr_bureau)
    Partner.objects.filter(pk=made.pk).update(stage=PartnerStage.ENDED)
    assert share(token, "api_shared_results").status_code == 401


def test_wrong_tokens_are_tried_as_often_as_the_public_may_ask(settings, db):
    settings.API_LIMITS = {"public": 2, "person": 2}
    assert [share("zcps_wrong", "api_shared_results").status_code for _ in range(3)] == [401, 401, 429]


def test_too_many_at_once_are_refused(certificate):
    _, token = partner(certificate.application.plan.hr_bureau)
    rows = asked(certificate)["certificates"] * 101
    assert share(token, "api_shared_certificates", {"certificates": rows}).status_code == 400


def test_three_rows_cost_what_one_costs(certificate, django_assert_num_queries):
    _, token = partner(certificate.application.plan.hr_bureau)
    share(token, "api_shared_results")
    with django_assert_num_queries(10):
        assert len(share(token, "api_shared_results").json()["items"]) == 1
    for _ in range(2):
        won(under=certificate.application.plan)
    with django_assert_num_queries(10):
        assert len(share(token, "api_shared_results").json()["items"]) == 3
