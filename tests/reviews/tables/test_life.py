"""An edition from its draft to the public: who may do what, what is refused and why, what the journal keeps."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import JournalEntry, Notice
from accounts.steps.base import ActRefused, perform, reasons_against
from reviews.enums import EditionStage, TableKind
from reviews.models import TableEdition, TableUpload
from reviews.services.table_rows import Change, Changes, compare, data_of, form_of
from reviews.steps.describe_table import DESCRIBE_TABLE
from reviews.steps.discard_table import DISCARD_TABLE
from reviews.steps.publish_table import PUBLISH_TABLE
from reviews.steps.return_table import RETURN_TABLE
from reviews.steps.revise_table import REVISE_TABLE
from reviews.steps.submit_table import SUBMIT_TABLE
from tests.reviews.cases import body_actor
from tests.reviews.tables import desk
from zcps import clock

pytestmark = pytest.mark.django_db
CITY = "330800"


@pytest.fixture(autouse=True)
def loaded():
    desk.load()


def refused(step, edition, by: str, **data) -> str:
    with pytest.raises(ActRefused) as refusal:
        perform(step, edition, desk.officer(by), **data)
    return "；".join(refusal.value.reasons)


def ready() -> TableEdition:
    """A draft with one new row that lacks nothing."""
    return desk.describe(desk.revise(desk.draft(), None, desk.NEW))


def test_a_draft_begins_as_a_copy_and_is_begun_once():
    edition = desk.draft()
    assert data_of(edition) == data_of(edition.base)
    assert edition.rows_hash == edition.base.rows_hash
    assert desk.draft(by="孙某").pk == edition.pk
    assert TableEdition.objects.filter(kind=TableKind.SKILL_MAP).count() == 2


def test_two_open_drafts_of_a_table_cannot_be():
    edition = desk.draft()
    edition.pk = None
    with pytest.raises(IntegrityError, match="one_open_edition_per_table"), transaction.atomic():
        edition.save(force_insert=True)


def test_rows_are_added_changed_and_removed():
    edition = desk.revise(desk.draft(), None, desk.NEW)
    old = desk.row_of(edition, occupation="漆艺师")
    desk.revise(edition, old, {**old, "aliases": ["髹漆师"]})
    gone = desk.row_of(edition, occupation="装配式建筑施工员")
    edition = desk.revise(edition, gone, None)
    changes = compare(form_of(edition), data_of(edition.base), data_of(edition))
    assert changes.counts == {"added": 1, "changed": 1, "removed": 1}
    # The new one stands behind the others of its series, not at the end of the table.
    assert [row["occupation"] for row in data_of(edition)].index("竹编工艺师") == 874
    assert edition.row_count == 881


def test_what_somebody_else_changed_in_the_meantime_is_not_overwritten():
    edition = desk.draft()
    old = desk.row_of(edition, occupation="漆艺师")
    desk.revise(edition, old, {**old, "remark": "甲"})
    for after in ({**old, "remark": "乙"}, None):
        said = refused(REVISE_TABLE, edition, "孙某", changes=Changes([Change(old, after)]))
        assert "“工艺美术 漆艺师”一行已被他人修改或删除" in said


def test_a_row_is_not_added_twice_nor_with_what_its_columns_forbid():
    edition = desk.revise(desk.draft(), None, desk.NEW)
    assert "不能重复" in refused(REVISE_TABLE, edition, "钱某", changes=Changes([Change(None, desk.NEW)]))
    wrong = {**desk.NEW, "occupation": "藤编工艺师", "series": ""}
    assert "“职称系列”不能为空" in refused(REVISE_TABLE, edition, "钱某", changes=Changes([Change(None, wrong)]))
    assert "没有需要修改的内容" in refused(REVISE_TABLE, edition, "钱某", changes=Changes())


def test_a_submission_names_everything_that_is_missing():
    edition = desk.draft(TableKind.ASSESSMENTS)
    said = refused(SUBMIT_TABLE, edition, "钱某")
    for sentence in ("请填写施行日期", "请填写修改说明", "内容与上一版没有差别"):
        assert sentence in said


@pytest.mark.parametrize(("day", "said"), [("2024-02-29", "已过"), ("2023-05-10", "已过")])
def test_a_day_that_has_passed_is_refused(day, said):
    edition = desk.describe(ready(), valid_from=dt.date.fromisoformat(day))
    assert said in refused(SUBMIT_TABLE, edition, "钱某")


def test_a_day_before_that_of_the_edition_before_is_refused():
    desk.published(desk.describe(ready(), valid_from=dt.date(2024, 9, 1)))
    edition = desk.draft()
    old = desk.row_of(edition, occupation="漆艺师")
    edition = desk.describe(desk.revise(edition, old, None), valid_from=dt.date(2024, 9, 1))
    assert "应晚于上一版的施行日期 2024-09-01" in refused(SUBMIT_TABLE, edition, "钱某")


def test_who_changed_or_submitted_it_does_not_publish_it():
    edition = desk.draft()
    edition = desk.revise(edition, None, desk.NEW, by="李某")
    edition = perform(SUBMIT_TABLE, desk.describe(edition, by="李某"), desk.officer("钱某"))
    for hand in ("钱某", "李某"):
        assert "须由本部门另一名经办人复核发布" in refused(PUBLISH_TABLE, edition, hand)
    edition = perform(PUBLISH_TABLE, edition, desk.officer("孙某"))
    assert (edition.number, edition.stage) == (2, EditionStage.PUBLISHED)


def test_the_database_too_wants_a_second_person():
    edition = perform(SUBMIT_TABLE, ready(), desk.officer("钱某"))
    with pytest.raises(IntegrityError, match="edition_published_by_a_second_person"), transaction.atomic():
        TableEdition.objects.filter(pk=edition.pk).update(published_by=edition.submitted_by)


def test_colleagues_are_told_and_a_return_says_why_to_who_submitted_it():
    desk.officer("孙某")
    edition = perform(SUBMIT_TABLE, ready(), desk.officer("钱某"))
    told = Notice.objects.filter(title__endswith="待复核发布").values_list("recipient__name", flat=True)
    assert "孙某" in told
    assert "钱某" not in told
    assert "请写明退回的理由" in refused(RETURN_TABLE, edition, "孙某", reason=" ")
    edition = perform(RETURN_TABLE, edition, desk.officer("孙某"), reason="职业名称有误，请核对。")
    assert edition.stage == EditionStage.DRAFT
    notice = Notice.objects.get(title__endswith="已退回修改")
    assert (notice.recipient.name, notice.body) == ("钱某", "职业名称有误，请核对。")


def test_what_is_submitted_waits_unchanged():
    edition = perform(SUBMIT_TABLE, ready(), desk.officer("钱某"))
    assert "不能修改表格内容" in refused(REVISE_TABLE, edition, "孙某", changes=Changes([Change(desk.NEW, None)]))
    with pytest.raises(DatabaseError, match="draft only"), transaction.atomic():
        edition.rows.all().delete()


def test_a_published_edition_takes_no_act_and_no_update():
    edition = desk.published(ready())
    for step in (REVISE_TABLE, DESCRIBE_TABLE, SUBMIT_TABLE, RETURN_TABLE, PUBLISH_TABLE, DISCARD_TABLE):
        assert reasons_against(step, edition, desk.officer("李某")) == [step.wrong_stage(edition)]
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        TableEdition.objects.filter(pk=edition.pk).update(valid_from=clock.today())


def test_rows_cannot_be_moved_out_of_a_published_edition():
    first = TableEdition.objects.get(kind=TableKind.SKILL_MAP)
    edition = desk.draft()
    edition.rows.all().delete()
    with pytest.raises(DatabaseError, match="draft only"), transaction.atomic():
        first.rows.update(edition=edition)


def uploaded(edition: TableEdition) -> TableEdition:
    TableUpload.objects.create(
        edition=edition, name="表.csv", content="联系人,13800000000", by=desk.officer("钱某").user, at=clock.now()
    )
    return edition


def test_a_file_that_was_not_applied_goes_when_the_draft_is_handed_on_or_given_up():
    perform(DISCARD_TABLE, uploaded(desk.draft()), desk.officer("钱某"))
    assert not TableUpload.objects.exists()
    edition = perform(SUBMIT_TABLE, uploaded(ready()), desk.officer("钱某"))
    assert not TableUpload.objects.exists()
    perform(PUBLISH_TABLE, uploaded(edition), desk.officer("孙某"))
    assert not TableUpload.objects.exists()


def test_a_discarded_draft_leaves_the_way_free_for_another():
    edition = perform(DISCARD_TABLE, desk.draft(), desk.officer("钱某"))
    assert edition.stage == EditionStage.DISCARDED
    again = desk.draft()
    assert again.pk != edition.pk
    assert desk.published(desk.describe(desk.revise(again, None, desk.NEW))).number == 2


def test_every_act_is_in_the_journal():
    edition = desk.published(ready())
    entries = JournalEntry.objects.filter(subject_type="reviews.tableedition", subject_id=edition.pk)
    acts = ["begin_table", "revise_table", "describe_table", "submit_table", "publish_table"]
    assert [entry.act for entry in entries] == acts
    assert entries[1].data["rows"] == [{"what": "added", "row": "工艺美术 竹编工艺师"}]
    assert entries[4].data["rows_hash"] == edition.rows_hash


@pytest.mark.parametrize(
    "who",
    [
        lambda: body_actor(AgencyKind.HR_BUREAU),
        lambda: body_actor(AgencyKind.INDUSTRY_BUREAU, CITY),
        lambda: Actor(Role.APPLICANT, desk.officer("钱某").user),
        lambda: Actor(Role.PUBLIC),
    ],
)
def test_nobody_else_may_touch_it(who):
    edition = desk.draft()
    for step in (REVISE_TABLE, DESCRIBE_TABLE, SUBMIT_TABLE, RETURN_TABLE, PUBLISH_TABLE, DISCARD_TABLE):
        assert not step.is_open_to(edition, who())
