"""The tables as the notices annex them: row by row, without persons, with what a person has to confirm."""

import re
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from accounts.models import JournalEntry
from reviews.enums import EditionStage, TableKind
from reviews.models import TableEdition
from reviews.services.table_rows import data_of
from reviews.services.tables import FOLDER, load_tables, rows_of_file
from tests.reviews.cases import load_offices

# R341, in the order of the notice; the 25th is a rule in words.
PER_SERIES = {
    "机电制造工程": 161, "信息技术工程": 30, "能源工程": 50, "材料工程": 82, "轻纺工程": 162, "石化工程": 75,
    "林业工程": 5, "自然资源工程": 43, "生态环境工程": 17, "交通运输工程": 37, "水利工程": 10, "农业工程": 13,
    "农业技术": 21, "广播电视工程": 2, "文物博物": 2, "艺术": 16, "群众文化": 6, "质量技术基础工程": 28,
    "医药工程": 14, "应急管理技术": 14, "建设工程": 36, "装配式建筑": 1, "工艺美术": 50, "体育教练员": 5,
    "技工院校教师": 1,
}  # fmt: skip
PER_INSTITUTION = {
    "衢州市技师学院": 82, "衢州职业技术学院": 3, "衢州中等专业学校": 6, "浙江省衢州应用技术学校": 4,
    "衢州市快运业协会": 3, "衢州市家庭服务业协会": 5, "衢州市美容美发行业协会": 3, "浙江省衢州工商学校": 4,
    "江山高级技工学校": 3, "浙江省衢州第二中等专业学校": 3, "浙江省衢州护士学校": 4,
    "浙江省衢州数字工业学校": 7, "开化县技工学校": 3,
}  # fmt: skip


def rows(kind: TableKind) -> list[dict]:
    return list(rows_of_file(kind))


def test_881_occupations_of_25_series_the_last_of_which_is_a_rule():
    found = rows(TableKind.SKILL_MAP)
    assert Counter(row["series"] for row in found) == PER_SERIES
    assert list(dict.fromkeys(row["series"] for row in found)) == list(PER_SERIES)
    assert len(found) == len({row["occupation"] for row in found}) == 881
    rule = found[-1]
    assert (rule["series"], rule["occupation"]) == ("技工院校教师", "")
    assert rule["rule"] == "在技工院校从事教育工作，且具有相应职业资格或职业技能等级的人员"


def test_25_committees_with_their_functions_scopes_and_vague_dates():
    found = rows(TableKind.REVIEW_PLAN)
    assert [row["no"] for row in found] == [str(number) for number in range(1, 26)]
    only_recommend = [row["specialties"] for row in found if row["functions"] == ["推荐"]]
    assert only_recommend == ["经济", "会计", "档案", "统计", "审计"]
    assert Counter(row["scope"] for row in found) == {
        "初级：市本级 中级：全市 高级：全市": 14,
        "全市": 6,
        "全市（自主评聘单位除外）": 4,
        "本单位": 1,
    }
    assert {row["committee"] for row in found if "高级" in row["committee_levels"]} == {
        "衢州市中小学（幼儿园）高级职务资格评审委员会",
        "衢州市中等职业学校教师高级职务资格评审委员会",
        "衢州市卫技人员高级专业技术职务任职资格评审委员会",
    }
    water = found[4]
    assert (water["material_deadline"], water["material_deadline_on"]) == ("8 月 20 日前", "2021-08-20")
    assert (found[3]["expected_meeting"], found[3]["expected_meeting_on"]) == ("8 月下旬", "")
    assert [row["no"] for row in found if row["expected_meeting"] == "按省高评委评审计划另定"] == [
        *map(str, range(21, 26))
    ]


def test_a_title_with_a_list_in_brackets_is_one_title():
    found = {row["no"]: row for row in rows(TableKind.REVIEW_PLAN)}
    assert found["20"]["review_titles"] == ["主任（中）医（药、护、技）师", "副主任（中）医（药、护、技）师"]
    assert len(found["13"]["review_titles"]) == 1


def test_25_rows_of_24_series_and_none_for_teachers_of_technical_schools():
    found = rows(TableKind.PATHWAY_COMMITTEES)
    assert len(found) == 25
    assert {row["series"] for row in found} == set(PER_SERIES) - {"技工院校教师"}
    quality = [row for row in found if row["series"] == "质量技术基础工程"]
    assert [row["specialty"] for row in quality] == ["特种设备", "质量、计量、标准化、本系统食品质量技术"]
    assert "需人工确认" in quality[1]["remark"]
    assert "需人工确认" not in quality[0]["remark"]


def test_130_entries_of_13_institutions():
    found = rows(TableKind.ASSESSMENTS)
    assert Counter(row["institution"] for row in found) == PER_INSTITUTION
    assert len(found) == 130
    assert {level for row in found for level in row["levels"]} == {"五级", "四级", "三级", "二级", "一级"}
    assert sum("错列" in row["remark"] for row in found) == 8
    assert sum("空白" in row["remark"] for row in found) == 4


@pytest.mark.parametrize("kind", list(TableKind))
def test_no_telephone_stands_in_a_table(kind):
    assert re.search(r"\d{7}", (FOLDER / f"{kind}.yaml").read_text()) is None


@pytest.mark.django_db
def test_they_are_loaded_once_by_the_set_up(capsys):
    # On a platform that has nothing yet.
    call_command("load_committees")
    assert load_tables() == []
    found = {edition.kind: edition for edition in TableEdition.objects.all()}
    assert {kind: edition.row_count for kind, edition in found.items()} == {
        "review_plan": 25,
        "skill_map": 881,
        "pathway_committees": 25,
        "assessments": 130,
    }
    assert all(edition.stage == EditionStage.PUBLISHED and edition.number == 1 for edition in found.values())
    assert str(found["review_plan"].valid_from) == "2021-06-21"
    assert str(found["skill_map"].valid_from) == "2023-05-10"
    assert JournalEntry.objects.filter(act="load_table").count() == 4
    assert data_of(found["assessments"])[0]["job"] == "脊柱按摩师"


@pytest.mark.django_db
def test_a_published_edition_is_frozen_past_django_too():
    load_offices()
    load_tables()
    edition = TableEdition.objects.get(kind=TableKind.ASSESSMENTS)
    tries = (
        lambda: TableEdition.objects.filter(pk=edition.pk).update(note="另一说明"),
        lambda: edition.rows.filter(position=10).update(search="另一内容"),
        lambda: edition.rows.all()._raw_delete("default"),
        lambda: edition.rows.create(position=1, key="k", data={}, search=""),
        edition.delete,
    )
    for attempt in tries:
        with pytest.raises(DatabaseError, match=r"frozen|draft only"), transaction.atomic():
            attempt()
    assert edition.rows.count() == 130
