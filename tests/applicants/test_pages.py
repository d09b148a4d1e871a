"""The pages of profile and archive: autosave, forms, evidence, lists, batches."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import AdminLevel
from accounts.steps.base import perform
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord, Evidence, Profile
from applicants.services.profiles import facts_of_card
from applicants.services.records import start_record
from applicants.steps.return_record import return_record
from employers.enums import EmployerStage
from tests.accounts.people import make_employer, make_person, make_region, sign_in
from tests.applicants.archives import (
    make_hr,
    make_profile,
    make_record,
    officer_of,
    submit_all,
    verify_all,
)
from tests.applicants.uploads import PDF, PNG

pytestmark = pytest.mark.django_db
AS_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def employer():
    employer = make_employer("开化县根艺公司")
    make_hr(employer)
    return employer


@pytest.fixture
def profile(employer):
    return make_profile(make_person("林清和"), employer)


@pytest.fixture
def person(client, profile):
    return sign_in(client, profile.user)


@pytest.fixture
def officer(client, employer):
    return sign_in(client, officer_of(employer).user)


def text(answer) -> str:
    return answer.content.decode()


def page(client, name: str, *args, **query) -> str:
    return text(client.get(reverse(name, args=args), query))


# Profile


def test_the_first_visit_writes_nothing_and_shows_what_the_card_tells(client, reads_only):
    user = make_person("林清和")
    sign_in(client, user)
    with reads_only():
        shown = page(client, "profile")
    assert not Profile.objects.exists()
    assert "林清和" in shown
    assert user.id_number not in shown
    born = facts_of_card(user)["born_on"]
    assert f"{born.year}年{born.month}月{born.day}日" in shown
    assert "id_gender" not in shown


def test_what_the_card_tells_cannot_be_typed(person, profile):
    person.post(reverse("profile_save"), {"gender": "female", "born_on": "2000-01-01", "health": "良好"})
    fresh = Profile.objects.get(pk=profile.pk)
    told = facts_of_card(profile.user)
    assert (fresh.gender, fresh.born_on, fresh.health) == (told["gender"], told["born_on"], "良好")


def test_autosave_keeps_the_good_fields_and_says_what_is_wrong(person, profile):
    answer = person.post(reverse("profile_save"), {"post": "首席设计师", "email": "no-mail", "phone": "123"})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"email", "phone"}
    assert answer.json()["saved_at"]
    fresh = Profile.objects.select_related("user").get(pk=profile.pk)
    assert (fresh.post, fresh.user.email) == ("首席设计师", "someone@example.com")


def test_autosave_touches_only_what_was_sent(person, profile):
    person.post(reverse("profile_save"), {"email": "new@example.com"})
    fresh = Profile.objects.select_related("user").get(pk=profile.pk)
    assert (fresh.user.email, fresh.post, fresh.craft) == ("new@example.com", profile.post, profile.craft)


def test_a_wrong_form_keeps_what_was_typed(person):
    answer = person.post(reverse("profile"), {"phone": "12", "post": "木雕师", "email": ""})
    assert answer.status_code == 422
    assert "11 位数字" in text(answer)
    assert 'value="木雕师"' in text(answer)


def test_the_missing_are_listed_with_their_fields(client):
    sign_in(client, make_person())
    shown = page(client, "profile")
    assert "还有 14 项未填写" in shown
    assert 'href="/profile/#id_email"' in shown


def test_employers_are_chosen_never_typed(person, profile, employer):
    waiting = make_employer("开化县木作坊", stage=EmployerStage.REVIEW)
    found = page(person, "employer_search", q="开化县")
    assert employer.name in found
    assert waiting.name not in found
    answer = person.post(reverse("profile_employer", args=[waiting.pk]), follow=True)
    assert "尚未完成注册" in text(answer)
    assert Profile.objects.get(pk=profile.pk).employer == employer
    person.post(reverse("profile_save"), {"employer": waiting.pk})
    assert Profile.objects.get(pk=profile.pk).employer == employer


def test_who_finds_no_employer_gets_a_text_for_hr(person):
    shown = page(person, "employer_search", q="没有注册的公司")
    assert "没有找到已完成注册的“没有注册的公司”" in shown
    assert "本人林清和拟在" in shown
    assert "请至少输入两个字" in page(person, "employer_search", q="没")


def test_three_affiliations_that_differ_are_warned_of(person, profile):
    assert "三者不在一个地区" not in page(person, "profile")
    elsewhere = make_region("330100", "杭州市", AdminLevel.CITY)
    own = profile.insurance_region_id
    chosen = {"insurance_region": own, "file_region": elsewhere.pk, "contract_region": own}
    assert "44号 一(二)" in page(person, "profile_affiliations", **chosen)
    assert "三者" not in page(person, "profile_affiliations", insurance_region=own, file_region="", contract_region="x")
    person.post(reverse("profile_save"), {"file_region": elsewhere.pk})
    assert "人事档案在杭州市" in page(person, "profile")


def test_the_photo_is_a_picture(person, profile):
    good = SimpleUploadedFile("照片.png", PNG, "image/png")
    assert person.post(reverse("profile_photo"), {"photo": good}, headers=AS_SCRIPT).json()["name"] == "照片.png"
    assert Profile.objects.get(pk=profile.pk).photo_id != profile.photo_id
    bad = SimpleUploadedFile("照片.png", PDF, "image/png")
    answer = person.post(reverse("profile_photo"), {"photo": bad}, headers=AS_SCRIPT)
    assert answer.status_code == 422
    assert "照片.png" in answer.json()["error"]


# Archive


@pytest.mark.parametrize("module", Module)
def test_every_module_has_its_pages(person, module):
    started = person.post(reverse("record_start", args=[module]))
    record = ArchiveRecord.objects.get()
    assert started["Location"] == reverse("record_edit", args=[record.pk])
    assert module.label in page(person, "record_edit", record.pk)
    assert "提交单位审核前还需补齐" in page(person, "record", record.pk)
    assert "未填写名称" in page(person, "archive_module", module)
    assert "草稿" in page(person, "archive")


def test_a_field_is_saved_as_it_is_meant(person, profile):
    record = start_record(profile, Module.PROJECT)
    sent = {"started": "2018年12月", "joint": "no", "amount": "12.5", "role": "主持"}
    answer = person.post(reverse("record_save", args=[record.pk]), sent)
    assert answer.json()["errors"] == {}
    fresh = ArchiveRecord.objects.get()
    assert fresh.started == "2018-12"
    assert fresh.data == {"joint": False, "amount": 12.5, "role": "主持"}
    person.post(reverse("record_save", args=[record.pk]), {"joint": "", "amount": ""})
    assert ArchiveRecord.objects.get().data == {"role": "主持"}


@pytest.mark.parametrize("date", ["2018-13", "去年", "2018-02-30", "1800-01", "18-12"])
def test_an_impossible_date_gets_a_sentence_and_is_not_saved(person, profile, date):
    record = start_record(profile, Module.WORK)
    answer = person.post(reverse("record_save", args=[record.pk]), {"started": date, "title": "某单位"})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["started"]
    fresh = ArchiveRecord.objects.get()
    assert (fresh.started, fresh.title) == ("", "某单位")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2018.6.1", "2018-06-01"), ("2018/06", "2018-06"), ("20180601", "2018-06-01"), ("2018年6月1日", "2018-06-01")],
)
def test_dates_are_taken_in_any_common_writing(person, profile, typed, kept):
    record = start_record(profile, Module.WORK)
    person.post(reverse("record_save", args=[record.pk]), {"started": typed})
    assert ArchiveRecord.objects.get().started == kept


def test_values_outside_the_module_are_not_taken(person, profile):
    record = start_record(profile, Module.WORK)
    person.post(reverse("record_save", args=[record.pk]), {"stage": "verified", "level": "国家级", "version": "9"})
    fresh = ArchiveRecord.objects.get()
    assert (fresh.stage, fresh.data, fresh.version) == (RecordStage.DRAFT, {}, 1)


def test_a_refused_submission_links_each_gap_to_its_field(person, profile):
    record = start_record(profile, Module.HONOUR)
    answer = person.post(reverse("record_edit", args=[record.pk]), {"title": "市劳模", "act": "submit"})
    assert answer.status_code == 422
    for anchor in ("#id_kind", "#id_level", "#id_started", "#id_evidence"):
        assert f'href="{anchor}"' in text(answer)
    assert 'value="市劳模"' in text(answer)
    assert ArchiveRecord.objects.get().title == "市劳模"


def test_a_complete_record_goes_its_way(person, profile):
    record = make_record(profile)
    person.post(reverse("record_submit", args=[record.pk]))
    assert ArchiveRecord.objects.get().stage == RecordStage.SUBMITTED
    assert person.get(reverse("record_edit", args=[record.pk])).status_code == 302
    late = person.post(reverse("record_save", args=[record.pk]), {"title": "改"})
    assert late.status_code == 409
    assert "请先撤回" in late.json()["errors"]["title"]
    person.post(reverse("record_take_back", args=[record.pk]))
    assert ArchiveRecord.objects.get().stage == RecordStage.DRAFT
    verify_all(profile)
    person.post(reverse("record_revise", args=[record.pk]))
    assert "第 2 版" in page(person, "record", record.pk)


def test_evidence_is_taken_under_its_label(person, profile):
    record = start_record(profile, Module.AWARD)
    address = f"{reverse('record_evidence', args=[record.pk])}?label=获奖证书"
    upload = SimpleUploadedFile("证书.pdf", PDF, "application/pdf")
    assert person.post(address, {"file-0": upload}, headers=AS_SCRIPT).json()["name"] == "证书.pdf"
    assert "证书.pdf" in text(person.get(address))
    evidence = Evidence.objects.get()
    assert (evidence.label, evidence.file.mime, evidence.file.owner) == ("获奖证书", "application/pdf", profile.user)
    fake = SimpleUploadedFile("证书.pdf", b"MZ\x90\x00 program", "application/pdf")
    assert person.post(address, {"file-0": fake}, headers=AS_SCRIPT).status_code == 422
    wrong = f"{reverse('record_evidence', args=[record.pk])}?label=别的"
    upload = SimpleUploadedFile("证书.pdf", PDF, "application/pdf")
    assert "没有这一类" in person.post(wrong, {"file-0": upload}, headers=AS_SCRIPT).json()["error"]
    person.post(reverse("evidence_remove", args=[evidence.pk]))
    assert not Evidence.objects.exists()


def test_moving_and_the_bin_by_page(person, profile):
    record = make_record(profile)
    person.post(reverse("record_move", args=[record.pk]), {"module": "adopted"})
    moved = ArchiveRecord.objects.get()
    assert (moved.module, moved.evidence.count()) == (Module.ADOPTED, 1)
    # What was uploaded under a label of the other module is still shown.
    assert "获奖证书" in page(person, "record_edit", record.pk)
    assert "移入回收站" in page(person, "record_delete", record.pk)
    person.post(reverse("record_delete", args=[record.pk]))
    assert record.title in page(person, "archive_bin")
    assert record.title not in page(person, "archive_module", "adopted")
    person.post(reverse("record_restore", args=[record.pk]))
    assert record.title in page(person, "archive_module", "adopted")


def test_a_return_is_shown_where_it_is_mended(person, profile, employer):
    record = make_record(profile)
    submit_all(profile)
    perform(return_record, record, by=officer_of(employer), reason="日期不符")
    for name in ("record", "record_edit"):
        assert "日期不符" in page(person, name, record.pk)
    assert "日期不符" in page(person, "archive_module", "award")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_archive_asks_the_same_number_of_questions(person, profile, django_assert_num_queries, rows):
    for _ in range(rows):
        make_record(profile)
    with django_assert_num_queries(7):
        person.get(reverse("archive"))
    with django_assert_num_queries(7):
        person.get(reverse("archive_module", args=["award"]))


# The employer's side


def test_the_officer_works_through_the_list(officer, profile):
    first, second = make_record(profile, title="甲奖"), make_record(profile, title="乙奖")
    submit_all(profile)
    review = reverse("record_review", args=[first.pk])
    refused = officer.post(review, {"act": "return", "reason": ""})
    assert refused.status_code == 422
    assert "请填写退回理由" in text(refused)
    assert officer.post(review, {"act": "verify"})["Location"] == reverse("record_review", args=[second.pk])
    late = officer.post(review, {"act": "return", "reason": "想起来了"})
    assert "不能退回修改" in text(late)
    assert "想起来了" not in ArchiveRecord.objects.get(pk=first.pk).return_reason
    assert ArchiveRecord.objects.get(pk=first.pk).stage == RecordStage.VERIFIED


def test_the_list_is_filtered_and_searched(officer, profile, employer):
    other = make_profile(make_person("周远"), employer)
    make_record(profile, title="甲奖")
    make_record(other, Module.HONOUR, title="乙誉")
    submit_all(profile)
    submit_all(other)
    assert "乙誉" not in page(officer, "records_to_verify", module="award")
    assert "甲奖" not in page(officer, "records_to_verify", q="周远")
    assert "甲奖" not in page(officer, "records_to_verify", person=other.pk)
    assert "乙誉" in page(officer, "records_to_verify", q="周远 乙誉")
    assert "没有符合条件的记录" in page(officer, "records_to_verify", q="无此人")
    assert "甲奖" in page(officer, "records_to_verify", module="nonsense", person="x", after="y", stage="z")


def test_pages_by_key_go_there_and_back(officer, profile):
    for number in range(65):
        make_record(profile, evidence=False, title=f"奖{number:03}")
    ArchiveRecord.objects.update(stage=RecordStage.SUBMITTED, employer=profile.employer)
    first = officer.get(reverse("records_to_verify"))
    second = officer.get(reverse("records_to_verify") + first.context["page"].following)
    third = officer.get(reverse("records_to_verify") + second.context["page"].following)
    titles = [[record.title for record in answer.context["page"].rows] for answer in (first, second, third)]
    assert [len(rows) for rows in titles] == [30, 30, 5]
    assert sorted(title for rows in titles for title in rows) == [f"奖{number:03}" for number in range(65)]
    assert third.context["page"].following == ""
    back = officer.get(reverse("records_to_verify") + second.context["page"].previous)
    assert [record.title for record in back.context["page"].rows] == titles[0]
    assert back.context["page"].previous == ""


@pytest.mark.parametrize("rows", [1, 3])
def test_the_worklist_asks_the_same_number_of_questions(officer, profile, django_assert_num_queries, rows):
    for _ in range(rows):
        make_record(profile)
    submit_all(profile)
    with django_assert_num_queries(8):
        officer.get(reverse("records_to_verify"))


def test_a_batch_is_shown_first_and_then_done(officer, profile):
    records = [make_record(profile, title=f"奖{number}") for number in range(3)]
    submit_all(profile)
    chosen = {"act": "return", "ids": [record.pk for record in records]}
    preview = text(officer.post(reverse("records_batch"), chosen))
    assert "退回修改这 3 条记录" in preview
    without = officer.post(reverse("records_batch"), {**chosen, "confirmed": "yes", "reason": " "})
    assert without.status_code == 422
    assert set(ArchiveRecord.objects.values_list("stage", flat=True)) == {RecordStage.SUBMITTED}
    officer.post(reverse("record_review", args=[records[0].pk]), {"act": "verify"})
    done = text(officer.post(reverse("records_batch"), {**chosen, "confirmed": "yes", "reason": "请重扫证书。"}))
    assert "2 条已退回修改，共 3 条" in done
    assert "不能退回修改" in done
    assert ArchiveRecord.objects.filter(return_reason="请重扫证书。").count() == 2
    assert ArchiveRecord.objects.get(pk=records[0].pk).stage == RecordStage.VERIFIED


def test_a_new_version_shows_what_changed(officer, client, profile, employer):
    record = make_record(profile)
    verify_all(profile)
    sign_in(client, profile.user)
    client.post(reverse("record_revise", args=[record.pk]))
    newer = ArchiveRecord.objects.get(replaces=record)
    client.post(reverse("record_save", args=[newer.pk]), {"grade": "银奖"})
    client.post(reverse("record_submit", args=[newer.pk]))
    sign_in(client, officer_of(employer).user)
    shown = client.get(reverse("record_review", args=[newer.pk]))
    assert shown.context["changes"] == [("获奖等级", "金奖", "银奖")]


def test_the_export_is_filtered_and_harmless(officer, profile):
    make_record(profile, title="=1+1")
    make_record(profile, Module.HONOUR, title="劳模")
    submit_all(profile)
    table = page(officer, "records_to_verify", format="csv", module="award")
    assert "'=1+1" in table
    assert "劳模" not in table
