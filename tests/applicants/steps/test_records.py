"""The acts on archive records."""

import pytest

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import JournalEntry, Notice
from accounts.steps.base import ActRefused, perform
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord
from applicants.selectors.records import verified_records
from applicants.services.records import (
    RecordLockedError,
    add_evidence,
    delete_record,
    move_record,
    restore_record,
    save_fields,
    start_record,
)
from applicants.steps.return_record import return_record
from applicants.steps.revise_record import revise_record
from applicants.steps.submit_record import submit_record
from applicants.steps.supersede_record import supersede_record
from applicants.steps.take_back_record import take_back_record
from applicants.steps.verify_record import verify_record
from employers.enums import EmployerStage
from tests.accounts.people import make_employer, make_person
from tests.applicants.archives import (
    applicant,
    make_file,
    make_hr,
    make_profile,
    make_record,
    officer_of,
    submit_all,
    verify_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer():
    employer = make_employer()
    make_hr(employer)
    return employer


@pytest.fixture
def profile(employer):
    return make_profile(make_person(), employer)


def stage_of(record: ArchiveRecord) -> str:
    return ArchiveRecord.objects.get(pk=record.pk).stage


def test_an_empty_record_is_refused_with_everything_that_is_missing(profile):
    record = start_record(profile, Module.PAPER)
    with pytest.raises(ActRefused) as refusal:
        perform(submit_record, record, by=applicant(profile.user))
    said = "".join(refusal.value.reasons)
    for wanted in ("论文题目", "刊物或会议名称", "发表（宣读）时间", "作者排名", "“封面”", "“目录页”", "“所写文章”"):
        assert wanted in said
    assert stage_of(record) == RecordStage.DRAFT
    assert not JournalEntry.objects.exists()


def test_without_a_bound_employer_nothing_can_be_submitted(employer):
    profile = make_profile(make_person())
    record = make_record(profile)
    with pytest.raises(ActRefused, match="尚未选择现工作单位"):
        perform(submit_record, record, by=applicant(profile.user))
    employer.stage = EmployerStage.REVIEW
    employer.save()
    profile.employer = employer
    profile.save()
    with pytest.raises(ActRefused, match="单位注册尚未通过审核"):
        perform(submit_record, record, by=applicant(profile.user))


def test_submit_verify_tells_the_person_once(profile, employer):
    record = make_record(profile)
    verify_all(profile)
    fresh = ArchiveRecord.objects.get(pk=record.pk)
    assert (fresh.stage, fresh.employer, fresh.verified_by) == (
        RecordStage.VERIFIED,
        employer,
        officer_of(employer).user,
    )
    assert fresh.verified_at is not None
    assert [notice.recipient for notice in Notice.objects.all()] == [profile.user]
    assert list(JournalEntry.objects.order_by("number").values_list("act", "before", "after")) == [
        ("submit_record", "draft", "submitted"),
        ("verify_record", "submitted", "verified"),
    ]


def test_a_return_needs_a_reason_and_can_be_mended(profile, employer):
    record = make_record(profile)
    submit_all(profile)
    officer = officer_of(employer)
    with pytest.raises(ActRefused, match="退回理由"):
        perform(return_record, record, by=officer, reason="  ")
    perform(return_record, record, by=officer, reason="证书日期与填写不一致，请核对。")
    returned = ArchiveRecord.objects.get(pk=record.pk)
    assert returned.return_reason == "证书日期与填写不一致，请核对。"
    assert "证书日期" in Notice.objects.get().body
    save_fields(returned, {"started": "2020-10-19"})
    again = perform(submit_record, returned, by=applicant(profile.user))
    assert (again.stage, again.return_reason, again.started) == (RecordStage.SUBMITTED, "", "2020-10-19")


def test_only_the_employer_it_was_sent_to_decides(profile):
    record = make_record(profile)
    submit_all(profile)
    other = make_employer("别的单位")
    make_hr(other)
    for actor in (officer_of(other), applicant(profile.user), Actor(Role.HR_BUREAU, profile.user)):
        with pytest.raises(ActRefused, match="不能办理"):
            perform(verify_record, record, by=actor)
    assert stage_of(record) == RecordStage.SUBMITTED


def test_only_the_owner_submits_and_takes_back(profile, employer):
    record = make_record(profile)
    stranger = make_person("某乙")
    make_profile(stranger, employer)
    for step in (submit_record, take_back_record, revise_record):
        with pytest.raises(ActRefused, match="不能办理"):
            perform(step, record, by=applicant(stranger))


def test_take_back_and_a_late_verification(profile, employer):
    record = make_record(profile)
    submit_all(profile)
    perform(take_back_record, record, by=applicant(profile.user))
    assert stage_of(record) == RecordStage.DRAFT
    with pytest.raises(ActRefused):
        perform(verify_record, record, by=officer_of(employer))


def test_a_new_version_replaces_the_old_one_only_once_it_is_verified(profile, employer):
    record = make_record(profile)
    verify_all(profile)
    perform(revise_record, record, by=applicant(profile.user))
    newer = ArchiveRecord.objects.get(replaces=record)
    assert (newer.version, newer.stage, newer.data) == (2, RecordStage.DRAFT, record.data)
    assert newer.evidence.count() == record.evidence.count() == 1
    with pytest.raises(ActRefused, match="第 2 版"):
        perform(revise_record, record, by=applicant(profile.user))
    save_fields(newer, {"title": "百花杯特等奖"})
    assert list(verified_records(profile)) == [record]
    verify_all(profile)
    assert list(verified_records(profile)) == [newer]
    assert stage_of(record) == RecordStage.SUPERSEDED
    assert ArchiveRecord.objects.get(pk=record.pk).title == "百花杯金奖"


def test_a_deleted_new_version_is_taken_up_again(profile):
    record = make_record(profile)
    verify_all(profile)
    perform(revise_record, record, by=applicant(profile.user))
    newer = ArchiveRecord.objects.get(replaces=record)
    delete_record(newer)
    perform(revise_record, record, by=applicant(profile.user))
    assert ArchiveRecord.objects.get(replaces=record).deleted_at is None


def test_nothing_is_superseded_without_its_successor(profile, employer):
    record = make_record(profile)
    verify_all(profile)
    with pytest.raises(ActRefused):
        perform(supersede_record, record, by=officer_of(employer))
    with pytest.raises(ActRefused):
        perform(supersede_record, record, by=officer_of(employer), newer=make_record(profile))
    assert stage_of(record) == RecordStage.VERIFIED


def test_what_was_sent_or_verified_cannot_be_written(profile):
    record = make_record(profile)
    file = make_file(profile.user)
    submit_all(profile)
    for change in (
        lambda: save_fields(record, {"title": "改"}),
        lambda: move_record(record, Module.HONOUR),
        lambda: delete_record(record),
        lambda: add_evidence(record, file, "获奖证书"),
    ):
        with pytest.raises(RecordLockedError, match="请先撤回"):
            change()
    verify_all(profile)
    with pytest.raises(RecordLockedError, match="修改已审核记录"):
        save_fields(record, {"title": "改"})
    assert ArchiveRecord.objects.get(pk=record.pk).title == "百花杯金奖"


def test_moving_loses_nothing(profile):
    record = make_record(profile)
    before = dict(record.data)
    moved = move_record(record, Module.ADOPTED)
    assert (moved.module, moved.data, moved.evidence.count()) == (Module.ADOPTED, before, 1)
    assert move_record(moved, Module.AWARD).data == before


def test_the_bin_gives_back_what_it_got(profile):
    record = make_record(profile)
    delete_record(record)
    with pytest.raises(ActRefused):
        perform(submit_record, record, by=applicant(profile.user))
    with pytest.raises(RecordLockedError, match="回收站"):
        save_fields(record, {"title": "改"})
    assert restore_record(record).deleted_at is None
    assert record.evidence.count() == 1


def test_a_stale_autosave_does_not_undo_a_submission(profile):
    record = make_record(profile)
    stale = ArchiveRecord.objects.get(pk=record.pk)
    submit_all(profile)
    with pytest.raises(RecordLockedError):
        save_fields(stale, {"title": "改"})
    assert stage_of(record) == RecordStage.SUBMITTED
