"""The public pages and the editing desk: what they show, to whom, at what price; an import from file to draft."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.steps.base import perform
from reviews.enums import EditionStage, TableKind
from reviews.models import TableEdition, TableRow
from reviews.services.table_files import table_lines
from reviews.services.table_rows import data_of, form_of
from reviews.steps.submit_table import SUBMIT_TABLE
from tests.reviews.cases import body_actor
from tests.reviews.tables import desk

pytestmark = pytest.mark.django_db
SECRET = "竹编工艺师"


@pytest.fixture(autouse=True)
def loaded():
    desk.load()


@pytest.fixture
def keeper():
    return desk.client_of(desk.officer("钱某"))


def csv_of(rows: list[dict], edition: TableEdition) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(table_lines(form_of(edition), rows))
    return file.getvalue().encode("utf-8-sig")


def upload(client: Client, edition: TableEdition, content: bytes, mode: str = "all"):
    file = SimpleUploadedFile("职业表.csv", content)
    return client.post(reverse("table_import", args=[edition.pk]), {"file": file, "mode": mode}, follow=True)


def test_the_index_names_the_tables_with_source_and_day(client):
    text = desk.page(client, "tables")
    for words in (
        "评审委员会与职能",
        "职业（工种）与职称系列对应关系表",
        "第 1 版，共 881 行",
        "衢市人社专〔2021〕61号 附件",
    ):
        assert words in text


def test_before_their_day_they_are_shown_as_to_come(client, clock):
    clock.set("2022-09-01 09:00")
    assert "尚未施行" in desk.page(client, "tables")
    assert "今天尚未施行" in desk.page(client, "table", TableKind.SKILL_MAP)
    assert "今天尚未施行" in desk.page(client, "skill_titles", q="电工")
    assert "今天尚未施行" not in desk.page(client, "table", TableKind.REVIEW_PLAN)


def test_a_table_is_searched_and_filtered(client):
    text = desk.page(client, "table", TableKind.ASSESSMENTS, q="电工", levels="一级")
    assert "共 2 行" in text
    assert "衢州中等专业学校" in text
    recommending = desk.page(client, "table", TableKind.REVIEW_PLAN, functions="推荐", committee_levels="高级")
    assert "没有找到相符的内容" in recommending
    crafts = desk.page(client, "table", TableKind.SKILL_MAP, series="工艺美术")
    assert "共 50 行" in crafts
    assert "没有找到相符的内容" in desk.page(client, "table", TableKind.SKILL_MAP, q="风水师")


def test_881_rows_are_read_page_by_page(client):
    first = client.get(reverse("table", args=[TableKind.SKILL_MAP]))
    seen = [line["title"] for line in first.context["lines"]]
    page = first
    while page.context["page"].following:
        page = client.get(reverse("table", args=[TableKind.SKILL_MAP]) + page.context["page"].following)
        seen += [line["title"] for line in page.context["lines"]]
    assert len(seen) == len(set(seen)) == 881
    assert seen[-1].startswith("在技工院校从事教育工作")


@pytest.mark.parametrize("kind", ["nonsense", "0"])
def test_what_is_no_table_is_not_found(client, kind):
    for name in ("table", "table_export", "table_editions"):
        assert client.get(reverse(name, args=[kind])).status_code == 404
    assert client.get(reverse("table", args=[TableKind.SKILL_MAP]), {"edition": "9"}).status_code == 404


def test_the_export_is_for_excel_and_what_was_asked_for(client):
    answer = client.get(reverse("table_export", args=[TableKind.ASSESSMENTS]), {"q": "护士学校"})
    text = b"".join(answer).decode("utf-8")
    assert text.startswith("\ufeff序号,评价机构,职业,工种,等级,备注\r\n")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["职业"] for row in rows] == ["中式面点师", "家政服务员", "健康管理师", "养老护理员"]
    assert rows[0]["等级"] == "五级、四级、三级"


def test_the_public_compares_two_editions(client):
    edition = desk.revise(desk.draft(), None, desk.NEW)
    old = desk.row_of(edition, occupation="漆艺师")
    desk.published(desk.describe(desk.revise(edition, old, {**old, "aliases": ["髹漆师"]})))
    text = desk.page(client, "table_editions", TableKind.SKILL_MAP)
    for words in ("第 2 版与第 1 版相比", SECRET, "髹漆师", "新增一个职业。"):
        assert words in text
    assert SECRET not in desk.page(client, "table", TableKind.SKILL_MAP, edition="1", q="竹编")
    assert SECRET in desk.page(client, "table", TableKind.SKILL_MAP, q="竹编")


def test_a_draft_shows_nowhere_in_public(client):
    edition = perform(SUBMIT_TABLE, desk.describe(desk.revise(desk.draft(), None, desk.NEW)), desk.officer("钱某"))
    kind = TableKind.SKILL_MAP
    for name, args, query in (
        ("tables", (), {}),
        ("table", (kind,), {"q": "编"}),
        ("table", (kind,), {"series": "工艺美术"}),
        ("table_export", (kind,), {}),
        ("table_editions", (kind,), {}),
        ("skill_titles", (), {"q": "竹编"}),
    ):
        answer = client.get(reverse(name, args=args), query)
        text = b"".join(answer).decode() if answer.streaming else answer.text
        assert SECRET not in text, name
        assert "新增一个职业" not in text, name
    for who in (client, desk.client_of(body_actor(AgencyKind.HR_BUREAU))):
        for name in ("office_table", "table_changes", "table_about", "draft_export", "table_import", "table_row_add"):
            assert who.get(reverse(name, args=[edition.pk])).status_code in (302, 404), name
    assert SECRET not in desk.client_of(body_actor(AgencyKind.HR_BUREAU)).get(reverse("office_tables")).text


def test_from_an_occupation_to_series_committee_and_titles(client):
    text = desk.page(client, "skill_titles", q="漆艺师", skill="高级技师")
    for words in (
        "漆艺师 → 工艺美术系列",
        "衢州市工艺美术专业中级专业技术资格评审委员会",
        "满 4 年，可申报副高级职称",
        "满 3 年，可申报中级职称",
    ):
        assert words in text
    assert "评审：工程师、助理工程师" in desk.page(client, "skill_titles", q="公路养护工")


def test_what_is_not_listed_is_left_to_the_committee(client):
    text = desk.page(client, "skill_titles", q="陶瓷", skill="技师")
    assert "由相关评审委员会根据实际确定，不影响您提出申报" in text
    assert "陶瓷工艺师" in text
    assert "满 3 年" in text
    assert "取得高级工以上" in desk.page(client, "skill_titles", q="电工", skill="中级工")


def test_for_teachers_of_technical_schools_it_says_that_there_is_no_committee(client):
    assert "技工院校教师系列以文字规定" in desk.page(client, "skill_titles")
    assert "附件3没有列出该系列的评审委员会" in desk.page(client, "skill_titles")


def test_it_says_as_what_education_classes_of_technical_schools_count_at_examinations(client):
    classes = "中级工班按相当于中专对待，高级工班按相当于大专对待，预备技师班按相当于本科对待"
    assert classes in desk.page(client, "skill_titles")


def test_from_a_title_to_the_skill_level_and_who_assesses_it(client):
    text = desk.page(client, "skill_titles", title="intermediate", words="电工")
    for words in ("中级 → 技师", "可申请参加技师职业技能评价", "浙江省衢州第二中等专业学校", "1 年后"):
        assert words in text
    assert "没有列特级技师的评价机构" in desk.page(client, "skill_titles", title="senior")
    assert "具有助理级以上职称的，可以申请参加" in desk.page(client, "skill_titles", title="technician")
    assert "目录中没有相符的评价机构" in desk.page(client, "skill_titles", title="assistant", words="风水师")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "query", "queries"),
    [
        ("tables", {}, 4),
        ("table", {"q": "试验行"}, 5),
        ("table_editions", {}, 3),
        ("skill_titles", {"q": "试验行1", "title": "assistant", "words": "试验行"}, 9),
    ],
)
def test_a_page_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, name, query, queries, rows):
    for kind in (TableKind.SKILL_MAP, TableKind.ASSESSMENTS):
        edition = desk.draft(kind)
        for number in range(1, rows + 1):
            one = edition.rows.first().data
            desk.revise(edition, None, {**one, "occupation": f"试验行{number}", "levels": ["三级"]})
        desk.published(desk.describe(TableEdition.objects.get(pk=edition.pk)))
    args = [TableKind.SKILL_MAP] if name in ("table", "table_editions") else []
    with django_assert_num_queries(queries):
        client.get(reverse(name, args=args), query)


def test_an_officer_drafts_edits_and_submits_a_second_one_publishes(keeper, client):
    keeper.post(reverse("table_begin"), {"kind": TableKind.SKILL_MAP})
    edition = TableEdition.objects.get(stage=EditionStage.DRAFT)
    row = edition.rows.get(data__occupation="漆艺师")
    add, change = reverse("table_row_add", args=[edition.pk]), reverse("table_row", args=[edition.pk, row.pk])
    cells = {"series": "工艺美术", "occupation": SECRET, "aliases": "竹编艺人、篾匠"}
    assert keeper.post(add, cells).status_code == 302
    assert keeper.post(add, {**cells, "occupation": "", "no": "甲"}).status_code == 422
    assert keeper.post(change, {**row.data, "aliases": "髹漆师"}).status_code == 302
    gone = edition.rows.get(data__occupation="鞋类设计师")
    assert keeper.post(reverse("table_row_remove", args=[edition.pk, gone.pk])).status_code == 302
    about = {"source_number": "衢市人社专〔2024〕1号", "source_title": "关于调整对应关系表的通知", "note": "增加竹编。"}
    assert (
        keeper.post(reverse("table_about", args=[edition.pk]), {**about, "valid_from": "2024-03-01"}).status_code == 302
    )
    act = lambda who, name, **data: who.post(reverse("table_act", args=[edition.pk, name]), data)  # noqa: E731
    assert act(keeper, "submit_table").status_code == 302
    refusal = act(keeper, "publish_table")
    assert refusal.status_code == 422
    assert "须由本部门另一名经办人复核发布" in refusal.text
    second = desk.client_of(desk.officer("孙某"))
    changes = desk.page(second, "table_changes", edition.pk)
    for words in (SECRET, "髹漆师", "鞋类设计师"):
        assert words in changes
    assert act(second, "publish_table").status_code == 302
    assert SECRET in desk.page(client, "table", TableKind.SKILL_MAP, q="篾匠")
    assert act(second, "nonsense").status_code == 404


def test_an_import_shows_what_it_would_change_and_then_does_it(keeper):
    edition = desk.draft()
    rows = [row for row in data_of(edition) if row["occupation"] != "鞋类设计师"]
    rows[0] = {**rows[0], "aliases": ["汽修工"]}
    shown = upload(keeper, edition, csv_of([desk.NEW, *rows], edition)).text
    for words in ("共 3 处", SECRET, "汽修工", "鞋类设计师"):
        assert words in shown
    edition.refresh_from_db()
    assert edition.rows_hash == edition.base.rows_hash
    assert keeper.post(reverse("table_import_apply", args=[edition.pk])).status_code == 302
    assert data_of(edition) == [desk.NEW, *rows]
    # Once applied it is gone: pressing again changes nothing.
    assert "还没有上传" in keeper.post(reverse("table_import_apply", args=[edition.pk]), follow=True).text


def test_an_import_of_a_part_leaves_the_rest_and_puts_what_is_new_behind_its_series(keeper):
    edition = desk.draft()
    other = {**desk.NEW, "series": "新系列", "occupation": "新职业"}
    upload(keeper, edition, csv_of([other, desk.NEW], edition), mode="part")
    keeper.post(reverse("table_import_apply", args=[edition.pk]))
    names = [row["occupation"] for row in data_of(edition)]
    assert len(names) == 883
    assert names.index("竹编工艺师") == names.index("钟表设计师") + 1
    assert names[-1] == "新职业"


def test_881_rows_changed_by_a_file_cost_no_query_each(keeper, django_assert_max_num_queries):
    edition = desk.draft()
    upload(keeper, edition, csv_of([{**row, "remark": "核对无误"} for row in data_of(edition)], edition))
    with django_assert_max_num_queries(40):
        keeper.post(reverse("table_import_apply", args=[edition.pk]))
    assert {row["remark"] for row in data_of(edition)} == {"核对无误"}


def test_with_one_bad_row_nothing_is_imported(keeper):
    edition = desk.draft()
    bad = [{**desk.NEW, "series": ""}, {**desk.NEW, "no": "甲"}, desk.NEW, desk.NEW]
    shown = upload(keeper, edition, csv_of(bad, edition)).text
    for words in ("有 3 行需要修改", "第 2 行", "第 3 行", "第 5 行", "与第 4 行重复"):
        assert words in shown
    assert "将以上改动写入草稿" not in shown
    assert "仍有需要修改的行" in keeper.post(reverse("table_import_apply", args=[edition.pk]), follow=True).text
    assert edition.rows.count() == 881


def test_a_preview_that_is_out_of_date_is_not_applied(keeper):
    edition = desk.draft()
    upload(keeper, edition, csv_of([desk.NEW], edition))
    old = desk.row_of(edition, occupation="漆艺师")
    desk.revise(edition, old, None, by="孙某")
    assert "草稿在上传之后又有修改" in desk.page(keeper, "table_import", edition.pk)
    answer = keeper.post(reverse("table_import_apply", args=[edition.pk]), follow=True)
    assert "草稿在预览之后又有修改" in answer.text
    assert edition.rows.count() == 880


def test_what_is_no_csv_is_refused_and_so_is_an_import_into_what_is_submitted(keeper):
    edition = desk.describe(desk.revise(desk.draft(), None, desk.NEW))
    assert upload(keeper, edition, b"\x00\x01").status_code == 422
    assert keeper.post(reverse("table_import", args=[edition.pk]), {}).status_code == 422
    edition = perform(SUBMIT_TABLE, edition, desk.officer("钱某"))
    assert "不能导入" in upload(keeper, edition, csv_of([desk.NEW], edition)).text
    assert TableRow.objects.filter(edition=edition).count() == 882


def test_a_county_sees_who_keeps_the_tables(client):
    county = desk.client_of(body_actor(AgencyKind.HR_BUREAU))
    assert "由市级人力社保部门维护" in county.get(reverse("office_tables")).text
    assert county.post(reverse("table_begin"), {"kind": TableKind.SKILL_MAP}).status_code == 403
    assert not TableEdition.objects.filter(stage=EditionStage.DRAFT).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_editing_desk_costs_the_same_for_one_row_and_for_three(keeper, django_assert_num_queries, rows):
    edition = desk.draft(TableKind.ASSESSMENTS)
    for number in range(rows):
        desk.revise(edition, None, {**desk.row_of(edition, occupation="保洁员"), "occupation": f"试验行{number}"})
    keeper.get(reverse("office_tables"))
    with django_assert_num_queries(6):
        keeper.get(reverse("office_table", args=[edition.pk]), {"q": "试验行"})
    with django_assert_num_queries(9):
        keeper.get(reverse("office_tables"))
