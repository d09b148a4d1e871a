"""People who are called otherwise or have another document, and people with two accounts."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import FormerIdentity, JournalEntry, Notice, SignIn, User
from accounts.services.clear_reading import note_reading, readings_about
from accounts.services.files import store
from accounts.services.proof import DECISIVE, PROVEN, ProofNeeded
from accounts.services.sign_in import account_of
from applicants.enums import ChangeStage, MergeStage
from applicants.models import AccountMerge, ArchiveRecord, PersonChange, Profile
from applicants.permissions import may_read_change_evidence
from applicants.selectors.duplicates import pairs_of
from applicants.services import merges, person_changes
from applicants.services.merges import MergeRefused
from applicants.services.person_changes import ChangeRefused
from law.identity import make_idcard
from tests.accounts import people
from tests.applicants.archives import make_profile, make_record
from tests.applicants.uploads import PDF
from zcps.clock import SHANGHAI

pytestmark = pytest.mark.django_db
BORN = dt.date(1980, 3, 7)
LONG_AGO = dt.datetime(2022, 1, 1, tzinfo=SHANGHAI)


def pdf_upload():
    return SimpleUploadedFile("证明.pdf", PDF, "application/pdf")


@pytest.fixture
def bureau():
    return people.make_agency()


def officer_of(bureau, **fields):
    return Actor(Role.HR_BUREAU, people.make_office_user(bureau), bureau, **fields)


def by_passport(name="某甲", **fields):
    return people.personal(name, id_type="护照", id_number="E" + people.id_number()[-8:], **fields)


def declared(client, user, bureau, **changed):
    people.sign_in(client, user)
    said = {"name": user.name, "id_type": "身份证", "id_number": people.id_number(), "reason": "取得居民身份证"}
    said |= {"bureau": bureau.pk, "evidence": pdf_upload(), **changed}
    return client.post(reverse("identity"), said)


def test_a_new_document_is_declared_and_confirmed_and_leads_to_the_same_account(client, bureau):
    passport = by_passport()
    user = account_of(passport)
    profile = make_profile(user)
    card = people.id_number()
    assert declared(client, user, bureau, id_number=card, name="某新名").status_code == 302
    change = PersonChange.objects.get()
    desk = people.sign_in(Client(), people.make_office_user(bureau))
    page = desk.get(reverse("person_change", args=[change.pk])).content.decode()
    assert card not in page
    assert may_read_change_evidence(officer_of(bureau), change.evidence)
    desk.post(reverse("person_change", args=[change.pk]), {"act": "confirm"})
    user.refresh_from_db()
    profile.refresh_from_db()
    assert (user.name, user.id_type, user.id_number, profile.former_name) == ("某新名", "身份证", card, "某甲")
    assert account_of(people.personal("某新名", id_number=card)) == user
    # By the old one as well, and that one changes nothing.
    assert account_of(passport) == user
    user.refresh_from_db()
    assert (user.name, user.id_number) == ("某新名", card)
    assert User.objects.filter(kind="personal").count() == 1
    former = FormerIdentity.objects.get()
    assert (former.name, former.id_number) == ("某甲", passport.id_number)
    acts = list(JournalEntry.objects.order_by("number").values_list("act", flat=True))
    assert acts == ["declare_person_change", "confirm_person_change"]
    assert not any(card in str(entry.data) for entry in JournalEntry.objects.all())
    assert Notice.objects.get(recipient=user).title == "身份信息变更已确认"


def test_a_change_is_the_asked_bureaus_and_no_others(client, bureau):
    declared(client, people.make_person(), bureau, name="某新名")
    change = PersonChange.objects.get()
    elsewhere = people.make_agency(AgencyKind.HR_BUREAU, people.make_region("330803", "衢江区"))
    other = people.sign_in(Client(), people.make_office_user(elsewhere))
    assert other.post(reverse("person_change", args=[change.pk]), {"act": "confirm"}).status_code == 404
    assert other.get(reverse("file", args=[change.evidence_id])).status_code == 404
    assert other.get(reverse("persons")).context["page"].rows == []


def test_it_is_sent_back_with_a_reason_and_declared_again(client, bureau):
    user = people.make_person()
    declared(client, user, bureau, name="某新名")
    change, by = PersonChange.objects.get(), officer_of(bureau)
    assert "已有一项变更" in declared(client, user, bureau, name="某二名").content.decode()
    with pytest.raises(ChangeRefused, match="退回理由"):
        person_changes.send_back(change, by, " ")
    person_changes.send_back(change, by, "缺公安机关证明")
    with pytest.raises(ChangeRefused, match="已经办理"):
        person_changes.confirm(change, by)
    assert declared(client, user, bureau, name="某二名").status_code == 302
    user.refresh_from_db()
    assert user.name == "某甲"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"id_number": "330899198003070000"}, "id_number"),
        ({"id_type": "护照", "id_number": make_idcard(people.NOWHERE, BORN, 3)}, "id_number"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(client, bureau, wrong, field):
    answer = declared(client, people.make_person(), bureau, **wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "取得居民身份证" in answer.content.decode()


def test_the_page_asks_first_who_it_is(client):
    people.sign_in(client, people.make_person())
    assert client.get(reverse("identity")).status_code == 200
    session = client.session
    session[PROVEN] -= settings.PROOF_SECONDS + 1
    session.save()
    asked = client.get(reverse("identity"))
    assert asked.status_code == 403
    said = {"name": "某新名", "id_type": "身份证", "id_number": people.id_number(), "reason": "改名"}
    sent = {**said, "bureau": people.make_agency().pk, "evidence": pdf_upload()}
    assert client.post(reverse("identity"), sent).status_code == 403
    assert not PersonChange.objects.exists()
    page = asked.content.decode()
    assert "前往浙江政务服务网（仿真）验证" in page
    # Nothing was typed yet, and who would rather not is led to no page that asks again.
    assert "您已填写的内容" not in page
    assert asked.context["back"] == "/"
    for came_from, back in (("/profile/", "/profile/"), (reverse("identity"), "/"), ("//elsewhere.example/x", "/")):
        again = client.get(reverse("identity"), headers={"referer": f"http://testserver{came_from}"})
        assert again.context["back"] == back


def test_what_is_pressed_without_a_reason_or_at_random_decides_nothing(client, bureau):
    declared(client, people.make_person(), bureau, name="某新名")
    change = PersonChange.objects.get()
    desk = people.sign_in(Client(), people.make_office_user(bureau))
    address = reverse("person_change", args=[change.pk])
    assert desk.post(address, {"act": "return", "answer": " "}).context["form"].errors["answer"]
    assert "请选择办理结果" in desk.post(address, {"act": "other", "answer": "某"}).content.decode()
    change.refresh_from_db()
    assert change.stage == "submitted"


def test_a_name_that_the_service_says_anew_is_kept_as_former(clock):
    first = people.personal("旧名")
    user = account_of(first)
    profile = make_profile(user)
    account_of(people.personal("新名", id_number=first.id_number))
    profile.refresh_from_db()
    assert FormerIdentity.objects.get().name == profile.former_name == "旧名"


def twins(region=None):
    """Return two accounts of one person, one by passport and one by card, each with a profile."""
    old, new = account_of(by_passport(phone="13900000000")), account_of(people.personal(phone="13900000000"))
    employer = people.make_employer(region=region)
    kept = make_profile(old, employer)
    kept.born_on = BORN
    kept.save()
    ended = make_profile(new, employer)
    ended.born_on, ended.languages = BORN, "英语"
    ended.save()
    return old, new


def test_likely_pairs_are_found_by_name_and_birthday_or_telephone_and_by_former_document(bureau):
    old, new = twins(bureau.region)
    assert [(pair.first, pair.second, pair.why) for pair in pairs_of(bureau)] == [
        (old, new, "姓名、出生日期、手机号码相同")
    ]
    elsewhere = people.make_agency(AgencyKind.HR_BUREAU, people.make_region("330803", "衢江区"))
    assert pairs_of(elsewhere) == []
    Profile.objects.filter(user=new).update(born_on=dt.date(1981, 1, 1))
    assert pairs_of(bureau) == []
    FormerIdentity.objects.create(user=old, name="某甲", id_type="身份证", id_number=new.id_number, until=LONG_AGO)
    assert [pair.why for pair in pairs_of(bureau)] == ["曾用证件号码相同"]


@pytest.mark.parametrize("more", [0, 2])
def test_the_lists_cost_the_same_however_long(client, bureau, more, django_assert_num_queries):
    for _ in range(more + 1):
        user = people.make_person()
        declared(Client(), user, bureau, name="某新名")
    people.sign_in(client, people.make_office_user(bureau))
    with django_assert_num_queries(5):
        client.get(reverse("persons"))


def proposed(kept, ended, bureau):
    return merges.propose(kept, ended, "核对户籍证明，为同一人", officer_of(bureau))


def test_two_accounts_become_one_and_nothing_is_lost(client, bureau):
    old, new = twins(bureau.region)
    records = [make_record(Profile.objects.get(user=user), title=f"成果{user.pk}") for user in (old, new)]
    here = people.sign_in(client, new)
    SignIn.objects.create(user=new, at=LONG_AGO, way="政务服务网个人登录")
    for user in (old, new):
        Notice.objects.create(recipient=user, event="same", title="t", body="b", created_at=LONG_AGO)
    made = proposed(old, new, bureau)
    merges.confirm(made, officer_of(bureau))
    old.refresh_from_db()
    new.refresh_from_db()
    profile = Profile.objects.get(user=old)
    assert set(ArchiveRecord.objects.filter(profile=profile)) == set(records)
    assert profile.languages == "英语"
    assert old.sign_ins.count() == 1
    assert old.notices.filter(title="t").count() == 2
    assert not new.is_active
    assert here.get(reverse("account")).status_code == 302
    # Either document leads to the one account.
    assert account_of(people.personal(id_number=new.id_number)) == old
    made.refresh_from_db()
    assert made.stage == MergeStage.DONE
    assert made.moved["applicants.ArchiveRecord"] == 1
    assert JournalEntry.objects.get(act="confirm_merge").data["kept"] == old.pk
    told = old.notices.get(title="您的两个账号已合并")
    # Who may do something about it is named, and the page it leads to asks for no proof.
    assert bureau.name in told.body
    assert told.url == reverse("account")
    assert made.proposed_by.notices.get().title == "账号合并已办理"


def test_a_profile_that_is_the_only_one_goes_over_whole(bureau):
    old, new = account_of(by_passport()), people.make_person()
    profile = make_profile(new)
    merges.confirm(proposed(old, new, bureau), officer_of(bureau))
    profile.refresh_from_db()
    assert profile.user == old


def test_the_second_person_is_another_and_both_are_proven(bureau):
    old, new = twins(bureau.region)
    by = officer_of(bureau)
    made = merges.propose(old, new, "同一人", by)
    with pytest.raises(MergeRefused, match="另一名经办人"):
        merges.confirm(made, by)
    with pytest.raises(ProofNeeded):
        merges.confirm(made, officer_of(bureau, is_proven=False))
    with pytest.raises(MergeRefused, match="已经提出"):
        merges.propose(old, new, "同一人", by)
    merges.drop(made, by, "不是同一人")
    assert not by.user.notices.exists()
    with pytest.raises(MergeRefused, match="已经办理"):
        merges.confirm(made, officer_of(bureau))
    assert User.objects.get(pk=new.pk).is_active
    assert {"confirm_person_change", "propose_merge", "confirm_merge"} <= set(DECISIVE)


def test_what_cannot_stand_side_by_side_refuses_the_whole(bureau):
    old, new = twins(bureau.region)
    for user in (old, new):
        PersonChange.objects.create(
            user=user, bureau=bureau, name="某", id_type="护照", id_number="E1", reason="", declared_at=LONG_AGO,
            evidence=store(pdf_upload(), user),
        )  # fmt: skip
    record = make_record(Profile.objects.get(user=new), title="成果")
    with pytest.raises(MergeRefused, match="各有一项身份信息变更"):
        merges.confirm(proposed(old, new, bureau), officer_of(bureau))
    record.refresh_from_db()
    assert record.profile.user == new
    assert User.objects.get(pk=new.pk).is_active


def test_the_second_officer_is_told_and_sees_what_both_accounts_hold(client, bureau):
    old, new = twins(bureau.region)
    make_record(Profile.objects.get(user=new))
    second = people.make_office_user(bureau)
    made = proposed(old, new, bureau)
    told = second.notices.get()
    assert (told.title, told.url) == ("账号合并待复核", reverse("merge", args=[made.pk]))
    assert not made.proposed_by.notices.exists()
    page = people.sign_in(client, second).get(told.url)
    assert [(user.pk, user.records, user.applications) for user in page.context["pair"]] == [
        (old.pk, 0, 0), (new.pk, 1, 0),
    ]  # fmt: skip
    client.post(told.url, {"act": "confirm"})
    assert "业绩档案 1 条" in client.get(told.url).content.decode()


def test_a_pair_is_opened_from_the_list_and_merged_by_two_officers(client, bureau):
    old, new = twins(bureau.region)
    people.sign_in(client, people.make_office_user(bureau))
    page = client.get(reverse("persons") + "?show=duplicates").content.decode()
    assert old.id_number not in page
    address = reverse("merge_new", args=[old.pk, new.pk])
    assert address in page
    stranger = people.make_person("某乙")
    assert client.get(reverse("merge_new", args=[old.pk, stranger.pk])).status_code == 404
    client.post(address, {"kept": new.pk, "reason": "核对户籍证明"})
    made = AccountMerge.objects.get()
    assert (made.kept, made.ended) == (new, old)
    assert "不能由您复核" in client.get(reverse("merge", args=[made.pk])).content.decode()
    second = people.sign_in(Client(), people.make_office_user(bureau))
    second.post(reverse("merge", args=[made.pk]), {"act": "confirm"})
    made.refresh_from_db()
    assert made.stage == MergeStage.DONE


def test_a_declared_document_that_is_anothers_account_leads_to_a_merge(client, bureau):
    old, new = account_of(by_passport()), people.make_person()
    declared(client, old, bureau, id_number=new.id_number)
    change = PersonChange.objects.get()
    with pytest.raises(ChangeRefused, match="合并账号"):
        person_changes.confirm(change, officer_of(bureau))
    desk = people.sign_in(Client(), people.make_office_user(bureau))
    page = desk.get(reverse("person_change", args=[change.pk])).content.decode()
    address = reverse("merge_new", args=[old.pk, new.pk])
    assert address in page
    assert desk.get(address).status_code == 200
    change.refresh_from_db()
    assert change.stage == ChangeStage.SUBMITTED


def test_an_old_number_of_fifteen_digits_becomes_one_of_eighteen(bureau, client):
    number = make_idcard(people.NOWHERE, BORN, 7)
    user = account_of(people.personal(id_number=number[:6] + number[8:17]))
    assert declared(client, user, bureau, id_number=number).status_code == 302
    person_changes.confirm(PersonChange.objects.get(), officer_of(bureau))
    assert account_of(people.personal(id_number=number)) == user


def test_the_document_of_an_account_that_was_merged_becomes_the_present_one(client, bureau):
    old, new = twins(bureau.region)
    card = new.id_number
    merges.confirm(proposed(old, new, bureau), officer_of(bureau))
    assert declared(client, old, bureau, id_number=card).status_code == 302
    person_changes.confirm(PersonChange.objects.get(), officer_of(bureau))
    old.refresh_from_db()
    assert old.id_number == card
    assert account_of(people.personal(id_number=card)) == old


def test_nobody_decides_about_himself_and_one_person_is_no_second_officer(client, bureau):
    mine = people.make_person()
    declared(client, mine, bureau, name="某新名")
    me = officer_of(bureau)
    me.user.id_number = mine.id_number
    me.user.save()
    with pytest.raises(ChangeRefused, match="您本人"):
        person_changes.confirm(PersonChange.objects.get(), me)
    old, new = twins(bureau.region)
    made, again = merges.propose(old, new, "同一人", me), officer_of(bureau)
    again.user.id_number = mine.id_number
    again.user.save()
    with pytest.raises(MergeRefused, match="另一名经办人"):
        merges.confirm(made, again)
    with pytest.raises(MergeRefused, match="您本人"):
        merges.propose(mine, new, "同一人", me)


def test_whose_number_is_not_known_confirms_no_change(client, bureau):
    declared(client, people.make_person(), bureau)
    by = officer_of(bureau)
    by.user.id_number = ""
    by.user.save()
    with pytest.raises(ChangeRefused, match="尚未登记身份证号码"):
        person_changes.confirm(PersonChange.objects.get(), by)
    assert PersonChange.objects.get().stage == ChangeStage.SUBMITTED


def test_what_was_read_about_an_account_is_told_after_it_was_merged(bureau):
    old, new = twins(bureau.region)
    note_reading(officer_of(bureau), new, new, ["证件号码"], {"purpose": "review", "reason": "核对"})
    assert not readings_about(old).exists()
    merges.confirm(proposed(old, new, bureau), officer_of(bureau))
    assert readings_about(old).count() == 1
