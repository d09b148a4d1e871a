from typing import Any

import pytest

from accounts.models import JournalEntry, Notice
from accounts.services.journal import broken_links
from accounts.steps.base import ActRefused, perform
from applicants.enums import Module
from applicants.models import ArchiveRecord
from reviews.enums import Stage
from reviews.models import Application
from reviews.services.drafts import DraftClosedError, save_fields, take_records
from reviews.steps.file import FILE
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.start import start_application
from reviews.steps.withdraw import WITHDRAW
from tests.applicants import archives
from tests.reviews import cases
from zcps.canonical import digest

pytestmark = pytest.mark.django_db


def test_a_case_is_started_signed_and_filed_with_its_snapshot():
    filed = cases.make_case(Stage.EMPLOYER_REVIEW)
    snapshot = filed.snapshot
    assert (filed.stage, filed.employer, filed.due_at) == (
        Stage.EMPLOYER_REVIEW, filed.applicant.employer, filed.plan.employer_closes
    )  # fmt: skip
    assert snapshot.version == 1
    assert digest(snapshot.content) == snapshot.sha256
    assert snapshot.examination["outcome"] == "eligible"
    assert snapshot.examination["rule"] == "ZP-M-03"
    assert snapshot.content["application"]["way"] == "正常评审"
    acts = JournalEntry.objects.filter(case_id=filed.pk).values_list("act", "before", "after")
    assert list(acts) == [("start", "", "draft"), ("sign", "draft", "draft"), ("file", "draft", "employer_review")]
    assert list(broken_links()) == []


def reasons(act, *args, **data) -> list[str]:
    with pytest.raises(ActRefused) as refused:
        act(*args, **data)
    return refused.value.reasons


def test_starting_says_everything_that_speaks_against_it(clock):
    plan = cases.make_plan()
    profile = cases.make_applicant()
    by = cases.applicant_actor(profile)
    assert reasons(start_application, plan, profile, by, None, "雕版") == ["请选择申报资格。", "请选择申报专业。"]
    title = plan.titles.get(name="工艺美术师")
    clock.set("2022-08-21 23:59")
    assert "自2022年8月22日（周一）开始申报" in reasons(start_application, plan, profile, by, title, "陶瓷工艺")[0]
    clock.set("2022-09-11 00:00")
    assert (
        "2022年9月10日（周六）24:00 截止，逾期不再受理"
        in reasons(start_application, plan, profile, by, title, "陶瓷工艺")[0]
    )
    assert Application.objects.count() == 0


def test_the_last_minute_of_the_deadline_still_counts(clock):
    plan = cases.make_plan()
    profile = cases.make_applicant()
    clock.set("2022-09-10 23:59")
    assert cases.make_draft(plan, profile).stage == Stage.DRAFT


def test_one_live_application_per_plan_and_person():
    draft = cases.make_draft()
    again = reasons(cases.make_draft, draft.plan, draft.applicant)
    assert again == [
        f"您在“{draft.plan.name}”中已有一份申报，同一计划每人只能有一份。请在“我的申报”中继续办理，或撤回后重新开始。"
    ]
    perform(WITHDRAW, draft, cases.applicant_actor(draft.applicant))
    assert cases.make_draft(draft.plan, draft.applicant).pk != draft.pk


def test_starting_takes_every_verified_record_and_no_other():
    draft = cases.make_draft()
    assert draft.records.count() == 7
    assert set(draft.records.values_list("stage", flat=True)) == {"verified"}


def test_filing_names_all_that_is_missing_at_once_and_changes_nothing(clock):
    profile = cases.make_applicant(records=False, post="", ethnicity="")
    draft = cases.make_draft(profile=profile)
    clock.set("2022-09-11 00:00")
    said = reasons(cases.file_case, draft)
    assert said[0].startswith("个人申报已于2022年9月10日（周六）24:00 截止，逾期不再受理（衢经信产融〔2022〕44号）")
    for wanted in (
        "个人基本信息中尚未填写“民族”。",
        "个人基本信息中尚未填写“现任岗位”。",
        "“学历学位证明”尚未选取，请从业绩档案中选取至少一项（衢经信产融〔2022〕44号 二(二)）。",
        "“业绩成果证明”尚未选取，请从业绩档案中选取至少一项（衢经信产融〔2022〕44号 附件1 三(三)）。",
        "本人述职尚未填写（衢经信产融〔2022〕44号 一(一)2）。",
        "尚未回答“您是否已离休或退休？”（衢经信产融〔2022〕44号 三(一)）。",
        "材料真实性保证书尚未签署，请扫码签署。",
    ):
        assert wanted in said
    draft = cases.fresh(draft)
    assert (draft.stage, draft.snapshot, draft.filed_at) == (Stage.DRAFT, None, None)
    assert Notice.objects.filter(title__contains="提交").count() == 0


def test_a_title_of_the_junior_levels_needs_no_achievements():
    draft = cases.make_draft(profile=cases.make_applicant(records=False), title="助理工艺美术师")
    assert not [line for line in reasons(cases.file_case, draft) if "业绩成果证明" in line]


def test_who_is_not_eligible_is_told_by_which_clause_and_from_when():
    employer = cases.make_employer()
    profile = cases.make_applicant(employer=employer, records=False)
    wanted: tuple[tuple[Module, dict[str, Any]], ...] = (
        (Module.EDUCATION, {"ended": "2019-06-30"}),
        (Module.WORK, {"title": employer.name, "started": "2019-07-01"}),
        (Module.AWARD, {"level": "县级", "grade": "三等奖"}),
    )
    for module, fields in wanted:
        archives.make_record(profile, module, **fields)
    archives.verify_all(profile)
    cases.make_credits(profile)
    draft = cases.sign(cases.fill_in(cases.make_draft(profile=profile)))
    said = reasons(cases.file_case, draft)
    assert any("从事工艺美术工作满 6 年" in line and "衢经信产融〔2022〕44号 二(二)" in line for line in said)
    assert any("2019-07-01 → 2022-12-31 = 3 年 183 天 < 6 年" in line for line in said)
    assert said[-1] == "其他情况不变的，年限最早于2025年7月1日达到要求。"


def test_what_a_person_must_settle_does_not_stand_in_the_way():
    draft = cases.make_draft(title="工艺美术员")
    filed = cases.fresh(cases.file_case(cases.sign(cases.fill_in(draft))))
    assert filed.snapshot.examination["outcome"] == "needs_human"
    assert "AMB-19" in filed.snapshot.examination["ambiguities"]


def test_a_shortage_of_credits_refuses_with_its_number():
    profile = cases.make_applicant()
    profile.credit_entries.filter(year=2022, kind="professional").update(hours=50)
    draft = cases.sign(cases.fill_in(cases.make_draft(profile=profile)))
    assert any("2022 年度专业课 50 学时，还差 10 学时" in line for line in reasons(cases.file_case, draft))


def test_a_signature_is_good_for_the_content_it_was_given_for():
    ready = cases.make_case("ready_to_file")
    save_fields(ready, {"statement": "改过的述职。"})
    assert reasons(cases.file_case, ready) == ["签署保证书之后申报内容有变动，原签署不再适用，请重新签署。"]
    assert cases.file_case(cases.sign(ready)).stage == Stage.EMPLOYER_REVIEW


def test_leaving_out_a_record_after_signing_asks_for_a_new_signature():
    ready = cases.make_case("ready_to_file")
    kept = list(ready.records.exclude(module=Module.PAPER).values_list("pk", flat=True))
    take_records(ready, kept)
    assert reasons(cases.file_case, ready) == ["签署保证书之后申报内容有变动，原签署不再适用，请重新签署。"]


def test_a_record_that_is_no_longer_verified_is_named():
    ready = cases.make_case("ready_to_file")
    paper = ready.records.get(module=Module.PAPER)
    ArchiveRecord.objects.filter(pk=paper.pk).update(deleted_at=ready.created_at)
    assert "“论根雕的留白”已从业绩档案中删除，请重新选取，或取消选取。" in reasons(cases.file_case, ready)


def test_nobody_files_or_signs_for_another():
    ready = cases.make_case("ready_to_file")
    other = cases.applicant_actor(cases.make_applicant("某乙"))
    assert "不能办理“提交申报”" in reasons(perform, FILE, ready, other)[0]
    assert "不能办理“撤回申报”" in reasons(perform, WITHDRAW, ready, other)[0]


def test_what_was_filed_cannot_be_changed():
    filed = cases.make_case()
    with pytest.raises(DraftClosedError, match="不能再修改"):
        save_fields(filed, {"statement": "事后"})
    assert "当前状态为“单位审核”" in reasons(cases.file_case, filed)[0]
    assert Application.objects.get(pk=filed.pk).statement == cases.STATEMENT


def test_a_corrected_filing_is_the_next_version_and_answers_the_return():
    filed = cases.make_case()
    first = filed.snapshot
    defects = [{"target": "statement", "label": "本人述职", "text": "请补充代表作品。", "clause": ""}]
    officer = cases.officer_actor(filed.employer)
    perform(RETURN_FOR_CORRECTION, filed, officer, defects=defects)
    back = cases.fresh(filed)
    save_fields(back, {"statement": "补充后的述职。"})
    again = cases.fresh(cases.file_case(cases.sign(back)))
    assert (again.stage, again.snapshot.version, again.filed_at) == (Stage.EMPLOYER_REVIEW, 2, filed.filed_at)
    assert again.snapshot.content["statement"] == "补充后的述职。"
    assert again.corrections.get().answered_at is not None
    first.refresh_from_db()
    assert first.content["statement"] == cases.STATEMENT
    assert first.short_code != again.snapshot.short_code


def test_withdrawing_what_was_filed_needs_a_reason_and_tells_the_employer():
    filed = cases.make_case()
    by = cases.applicant_actor(filed.applicant)
    assert reasons(perform, WITHDRAW, filed, by, reason="  ") == ["请填写撤回理由，便于用人单位和审核机构了解情况。"]
    gone = perform(WITHDRAW, filed, by, reason="材料需要重做")
    assert (gone.stage, gone.holder, gone.due_at) == (Stage.WITHDRAWN, None, None)
    told = Notice.objects.get(recipient=cases.officer_actor(filed.employer).user, title__contains="撤回")
    assert "材料需要重做" in told.body


def test_filing_tells_the_applicant_and_the_officers_and_nobody_else():
    bystander = cases.make_applicant("某丙")
    filed = cases.make_case()
    told = set(Notice.objects.filter(title__contains="提交").values_list("recipient", flat=True))
    assert told == {filed.applicant.user.pk, cases.officer_actor(filed.employer).user.pk}
    assert bystander.user.pk not in told
