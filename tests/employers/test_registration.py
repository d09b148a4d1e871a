"""Registering an employer: filled in, submitted, returned, approved."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, Role
from accounts.models import JournalEntry, Notice
from accounts.services.sign_in import account_of
from accounts.steps.base import ActRefused, perform
from employers.enums import EmployerStage
from employers.models import Employer
from employers.permissions import employer_of
from employers.selectors.search import bound_employers
from employers.steps.approve_registration import approve_registration
from employers.steps.return_registration import return_registration
from employers.steps.submit_registration import submit_registration
from tests.accounts import people

pytestmark = pytest.mark.django_db


def letter(name="授权委托书.pdf"):
    import io

    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return SimpleUploadedFile(name, out.getvalue(), "application/pdf")


@pytest.fixture
def bureau():
    return people.make_agency(AgencyKind.HR_BUREAU)


@pytest.fixture
def examiner(bureau):
    return Actor(Role.HR_BUREAU, people.make_office_user(bureau), bureau)


@pytest.fixture
def officer(bureau):
    return account_of(people.legal("衢州某工艺厂"))


def typed(bureau, **changes):
    return {
        "kind": "enterprise",
        "region": bureau.region_id,
        "address": "某路 1 号",
        "phone": "0570-0000000",
        "email": "hr@example.com",
        **changes,
    }


def status(client, address) -> int:
    answer = client.get(address)
    b"".join(getattr(answer, "streaming_content", ()))
    return answer.status_code


def submitted(bureau, officer) -> Employer:
    client = people.sign_in(Client(), officer)
    client.post(reverse("employer_register"), {**typed(bureau), "authorisation_letter": letter(), "submit": "1"})
    return Employer.objects.get(uscc=officer.uscc, stage=EmployerStage.REVIEW)


def test_the_letter_of_a_registration_that_is_still_being_filled_in_is_nobody_elses(client, bureau, examiner, officer):
    here = people.sign_in(client, officer)
    here.post(reverse("employer_register"), {**typed(bureau), "authorisation_letter": letter(), "save": "1"})
    found = Employer.objects.get(stage=EmployerStage.DRAFT)
    desk = people.sign_in(Client(), examiner.user)
    address = reverse("file", args=[found.authorisation_letter_id])
    assert [status(desk, address), status(here, address)] == [404, 200]
    address = reverse("file", args=[submitted(bureau, officer).authorisation_letter_id])
    assert status(desk, address) == 200


def test_submitting_puts_it_before_the_bureau(client, bureau, examiner, officer):
    people.sign_in(client, officer)
    answer = client.post(
        reverse("employer_register"),
        {**typed(bureau), "authorisation_letter": letter(), "submit": "1", "name": "冒名单位", "uscc": people.uscc()},
        follow=True,
    )
    employer = Employer.objects.get()
    assert employer.stage == EmployerStage.REVIEW
    # Name and code are those of the sign-in, whatever was typed.
    assert (employer.name, employer.uscc) == ("衢州某工艺厂", officer.uscc)
    assert "正在由" in answer.content.decode()
    assert [n.recipient for n in Notice.objects.all()] == [examiner.user]
    assert JournalEntry.objects.get().after == EmployerStage.REVIEW


def test_everything_missing_is_said_at_once_and_nothing_typed_is_lost(client, bureau, officer):
    people.sign_in(client, officer)
    answer = client.post(reverse("employer_register"), {"address": "某路 1 号", "phone": "x", "submit": "1"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"kind", "region", "phone", "email", "authorisation_letter"}
    assert "某路 1 号" in answer.content.decode()
    assert Employer.objects.get().address == "某路 1 号"
    assert Employer.objects.get().stage == EmployerStage.DRAFT


def test_a_letter_survives_an_error_elsewhere(client, bureau, officer):
    people.sign_in(client, officer)
    data = {**typed(bureau, email="nobody"), "authorisation_letter": letter(), "submit": "1"}
    assert client.post(reverse("employer_register"), data).status_code == 422
    client.post(reverse("employer_register"), {**typed(bureau), "submit": "1"})
    assert Employer.objects.get().stage == EmployerStage.REVIEW


def test_a_letter_that_is_none_gets_a_sentence(client, bureau, officer):
    people.sign_in(client, officer)
    fake = SimpleUploadedFile("授权.pdf", b"MZ not a pdf", "application/pdf")
    answer = client.post(reverse("employer_register"), {**typed(bureau), "authorisation_letter": fake, "submit": "1"})
    assert answer.status_code == 422
    assert "授权.pdf" in str(answer.context["form"].errors["authorisation_letter"])
    assert Employer.objects.get().authorisation_letter is None


def test_every_field_saves_itself(client, bureau, officer):
    people.sign_in(client, officer)
    autosave = reverse("employer_register_autosave")
    answer = client.post(autosave, {"address": "新址", "email": "nobody", "name": "冒名单位"}).json()
    assert set(answer["errors"]) == {"email"}
    assert answer["saved_at"]
    assert client.post(autosave, {"address": ""}).json()["errors"] == {}
    client.post(autosave, {"region": bureau.region_id})
    employer = Employer.objects.get()
    assert (employer.name, employer.address, employer.region) == ("衢州某工艺厂", "", bureau.region)


def test_looking_at_the_form_writes_nothing(client, officer, reads_only):
    people.sign_in(client, officer)
    with reads_only():
        assert client.get(reverse("employer_register")).status_code == 200
    assert not Employer.objects.exists()


def test_a_draft_can_be_left_incomplete(client, officer):
    people.sign_in(client, officer)
    page = client.post(reverse("employer_register"), {"kind": "enterprise", "save": "1"}, follow=True)
    assert "草稿已保存" in page.content.decode()
    assert Employer.objects.get().kind == "enterprise"


def test_a_double_click_submits_once(client, bureau, officer):
    employer = submitted(bureau, officer)
    people.sign_in(client, officer)
    again = client.post(reverse("employer_register"), {**typed(bureau, address="别处"), "submit": "1"}, follow=True)
    assert again.status_code == 200
    employer.refresh_from_db()
    assert employer.address == "某路 1 号"
    assert JournalEntry.objects.count() == 1
    with pytest.raises(ActRefused, match="待审核"):
        perform(submit_registration, employer, by=Actor(Role.EMPLOYER, officer))
    assert (
        "待审核" in client.post(reverse("employer_register_autosave"), {"address": "别处"}).json()["errors"]["address"]
    )


@pytest.mark.django_db(transaction=True)
def test_two_at_once_submit_once(bureau, officer):
    employer = submitted(bureau, officer)
    Employer.objects.filter(pk=employer.pk).update(stage=EmployerStage.RETURNED)
    outcomes = []

    def submit():
        try:
            perform(submit_registration, employer, by=Actor(Role.EMPLOYER, officer))
            outcomes.append("done")
        except ActRefused as refusal:
            outcomes.append(refusal.reasons[0])
        finally:
            connection.close()

    workers = [threading.Thread(target=submit) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert outcomes.count("done") == 1
    assert any("待审核" in outcome for outcome in outcomes)


def test_approval_binds_and_authorises(client, bureau, examiner, officer):
    employer = submitted(bureau, officer)
    assert employer_of(Actor(Role.EMPLOYER, officer)) is None
    assert not bound_employers("工艺厂")
    people.sign_in(client, examiner.user)
    client.post(reverse("employer_registration", args=[employer.pk]), {"approve": "1"})
    employer.refresh_from_db()
    assert employer.stage == EmployerStage.BOUND
    assert employer_of(Actor(Role.EMPLOYER, officer)) == employer
    assert employer.officers.get().user == officer
    assert list(bound_employers("工艺厂")) == [employer]
    assert Notice.objects.filter(recipient=officer, title="单位注册已通过").exists()


def test_a_return_names_every_defect_at_its_field_and_leads_back(client, bureau, examiner, officer):
    employer = submitted(bureau, officer)
    people.sign_in(client, examiner.user)
    defects = {"authorisation_letter": "未加盖公章", "address": "请写到门牌号", "return": "1"}
    client.post(reverse("employer_registration", args=[employer.pk]), defects)
    employer.refresh_from_db()
    assert employer.stage == EmployerStage.RETURNED
    told = Notice.objects.get(recipient=officer).body
    assert "未加盖公章" in told
    assert "请写到门牌号" in told
    people.sign_in(client, officer)
    page = client.get(reverse("employer_register")).content.decode()
    assert "有 2 处需要补正" in page
    assert page.count("需要补正：") == 2
    client.post(reverse("employer_register"), {**typed(bureau, address="某路 1 号 2 幢"), "submit": "1"})
    employer.refresh_from_db()
    assert (employer.stage, employer.defects) == (EmployerStage.REVIEW, [])


def test_a_return_without_a_defect_is_refused(client, bureau, examiner, officer):
    employer = submitted(bureau, officer)
    people.sign_in(client, examiner.user)
    answer = client.post(reverse("employer_registration", args=[employer.pk]), {"return": "1"})
    assert answer.status_code == 422
    assert "请至少写明一处" in answer.content.decode()
    employer.refresh_from_db()
    assert employer.stage == EmployerStage.REVIEW


def test_the_second_of_two_officers_gets_a_sentence_and_keeps_his_text(client, bureau, examiner, officer):
    employer = submitted(bureau, officer)
    perform(approve_registration, employer, by=examiner)
    colleague = people.make_office_user(bureau)
    people.sign_in(client, colleague)
    answer = client.post(
        reverse("employer_registration", args=[employer.pk]), {"return": "1", "address": "我写了很久的意见"}
    )
    assert "可能已由他人办理" in answer.content.decode()
    employer.refresh_from_db()
    assert employer.stage == EmployerStage.BOUND
    assert JournalEntry.objects.filter(act="return_registration").count() == 0


def test_a_bureau_of_elsewhere_sees_and_does_nothing(client, bureau, officer):
    employer = submitted(bureau, officer)
    other = people.make_agency(AgencyKind.HR_BUREAU, people.make_region("330803", "衢江区"))
    colleague = people.make_office_user(other)
    stranger = Actor(Role.HR_BUREAU, colleague, other)
    people.sign_in(client, colleague)
    assert client.get(reverse("employer_registration", args=[employer.pk])).status_code == 404
    assert employer.name not in client.get(reverse("employer_registrations")).content.decode()
    assert employer.name not in client.get(reverse("employer_registrations_export")).content.decode()
    for step, data in (
        (approve_registration, {}),
        (return_registration, {"defects": [{"field": "kind", "text": "x"}]}),
    ):
        with pytest.raises(ActRefused, match="不能办理"):
            perform(step, employer, by=stranger, **data)


def test_an_employer_in_the_city_itself_goes_to_the_citys_bureau(officer):
    city = people.make_region("330800", "衢州市", AdminLevel.CITY)
    bureau = people.make_agency(AgencyKind.HR_BUREAU, city)
    people.make_agency(AgencyKind.HR_BUREAU)
    examiner = people.make_office_user(bureau)
    employer = submitted(bureau, officer)
    assert Notice.objects.get().recipient == examiner
    perform(approve_registration, employer, by=Actor(Role.HR_BUREAU, examiner, bureau))


def test_a_region_without_a_bureau_cannot_be_chosen(client, officer):
    nowhere = people.make_region("330803", "衢江区")
    people.sign_in(client, officer)
    answer = client.post(reverse("employer_register"), {"region": nowhere.pk, "submit": "1"})
    assert "region" in answer.context["form"].errors


def test_a_draft_is_the_employers_own(client, examiner, bureau, officer):
    people.sign_in(client, officer)
    client.post(reverse("employer_register"), {**typed(bureau), "save": "1"})
    people.sign_in(client, examiner.user)
    assert client.get(reverse("employer_registration", args=[Employer.objects.get().pk])).status_code == 404


def test_somebody_of_a_bound_employer_without_authority_is_told_so(client, bureau, examiner, officer):
    perform(approve_registration, submitted(bureau, officer), by=examiner)
    stranger = account_of(people.legal("衢州某工艺厂", officer.uscc, name="某外人"))
    people.sign_in(client, stranger)
    page = client.get(reverse("employer_entry"), follow=True)
    assert page.status_code == 403
    assert "您尚未获得本单位授权" in page.content.decode()


def test_the_export_is_filtered_and_runs_nothing(client, bureau, examiner):
    evil = account_of(people.legal("=HYPERLINK(1)"))
    submitted(bureau, evil)
    people.sign_in(client, examiner.user)
    text = client.get(reverse("employer_registrations_export")).content.decode()
    assert "'=HYPERLINK(1)" in text
    assert client.get(reverse("employer_registrations_export"), {"stage": "bound"}).content.decode().count("\n") == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long(client, bureau, examiner, number, django_assert_num_queries):
    for at in range(number):
        submitted(bureau, account_of(people.legal(f"单位{at}")))
    people.sign_in(client, examiner.user)
    with django_assert_num_queries(6):
        assert len(client.get(reverse("employer_registrations")).context["page"].rows) == number
