"""CSV files: everything that can be wrong with one is said at once, and what is written can be read again."""

import csv
import io

import pytest

from reviews.enums import TableKind
from reviews.services import table_files
from reviews.services.table_files import decoded, read_table, table_lines
from reviews.services.table_rows import compare
from reviews.services.tables import rows_of_file
from reviews.table_forms import FORMS

MAP, PLAN, PLACES = FORMS[TableKind.SKILL_MAP], FORMS[TableKind.REVIEW_PLAN], FORMS[TableKind.ASSESSMENTS]
HEADING = "序号,评价机构,职业,工种,等级,备注\n"
GOOD = "1,衢州市技师学院,电工,,五级、四级,\n"


def reasons(text: str) -> dict[int, str]:
    found = read_table(PLACES, text)
    assert not found.problems
    return {row.line: "；".join(row.reasons) for row in found.bad}


@pytest.mark.parametrize("kind", list(TableKind))
def test_what_is_exported_is_read_back_as_it_was(kind):
    form, rows = FORMS[kind], list(rows_of_file(kind))
    file = io.StringIO()
    csv.writer(file).writerows(table_lines(form, rows))
    found = read_table(form, file.getvalue())
    assert (found.problems, found.bad) == ([], [])
    assert found.rows == rows
    assert compare(form, rows, found.rows).rows == []


def test_every_bad_row_is_named_at_once_with_everything_that_is_wrong_in_it():
    text = HEADING + GOOD + "\n" + (
        "2,,车工,,六级,\n"
        "三,衢州市技师学院,,,,\n"
        "4,衢州市技师学院,铣工,,五级,多出来的,一格\n"
        "5,衢州市技师学院,焊工,,五级,联系 13800000000\n"
        "6,衢州市技师学院,电工,,三级,\n"
        f"7,衢州市技师学院,{'长' * 601},,三级,\n"
        "8,衢州市技师学院,钳工,,五级\n"
    )  # fmt: skip
    assert reasons(text) == {
        4: "“评价机构”不能为空，请填写；“等级”只能从五级、四级、三级、二级、一级中选，不能是“六级”",
        5: "“序号”应为整数，不能是“三”；“职业”不能为空，请填写；“等级”不能为空，请填写",
        6: "有 7 格，多于表头的 6 列，请检查是否有未加引号的逗号",
        7: "“备注”含有电话号码、证件号码或银行卡号，公开的表不登载，请删去",
        8: "与第 2 行重复（衢州市技师学院 电工），请只保留一行",
        9: "“职业”超过 600 字，请精简",
    }
    # The last row only lacks its empty last cell.
    assert [row["occupation"] for row in read_table(PLACES, text).rows] == ["电工", "钳工"]


@pytest.mark.parametrize(
    "number",
    ["13805701234", "138 0570 1234", "138-0570-1234", "0570-8758639", "330802197001011", "33080219700101123X"],
)
def test_a_number_of_a_person_is_not_taken_however_it_is_written(number):
    assert "电话号码" in reasons(HEADING + f"1,衢州市技师学院,焊工,,五级,联系 {number}\n")[2]


@pytest.mark.parametrize("number", ["2023-05-10", "〔2023〕23号", "6-31-01-03", "12000"])
def test_other_numbers_are_taken(number):
    assert reasons(HEADING + f"1,衢州市技师学院,焊工,,五级,{number}\n") == {}


def test_a_row_that_begins_on_one_line_and_ends_on_another_is_named_by_the_first():
    text = HEADING + '1,衢州市技师学院,电工,,五级,"两行\n备注"\n' + "2,,车工,,五级,\n"
    assert list(reasons(text)) == [4]


def test_days_and_functions_are_checked():
    row = {column.label: "" for column in PLAN.columns} | {
        "评审委员会": "某评审委员会",
        "职能": "评审、推荐",
        "评审资格": "工程师",
        "所评专业": "某",
        "对象范围": "全市",
        "材料接收单位": "某局",
    }
    for changed, said in (
        ({}, "“职能”与“推荐资格”不一致"),
        ({"推荐资格": "高级工程师", "预计评审日期": "9月下旬"}, "“预计评审日期”应写成 2023-05-10 这样的日期"),
        ({"推荐资格": "高级工程师", "预计评审日期": "2021-09-31"}, "“预计评审日期”应写成"),
        ({"推荐资格": "高级工程师", "评审委员会级别": "特级"}, "“评审委员会级别”只能从初级、中级、高级中选"),
    ):
        cells = row | changed
        found = read_table(PLAN, ",".join(cells) + "\n" + ",".join(cells.values()))
        assert said in found.bad[0].reasons[0]
    fine = row | {"推荐资格": "高级工程师", "预计评审时间": "9 月 30 日前", "预计评审日期": "2021年9月30日"}
    found = read_table(PLAN, ",".join(fine) + "\n" + ",".join(fine.values()))
    assert found.rows[0]["expected_meeting_on"] == "2021-09-30"


def test_a_row_is_an_occupation_or_a_rule():
    text = (
        "职称系列,职业（工种）,文字规则\n工艺美术,,\n工艺美术,漆艺师,从事漆艺的人员\n技工院校教师,,从事教育工作的人员\n"
    )
    found = read_table(MAP, text)
    assert [row.line for row in found.bad] == [2, 3]
    assert found.rows[0]["rule"] == "从事教育工作的人员"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "文件是空的"),
        ("评价机构,职业\n", "表头缺少“等级”列"),
        (HEADING.replace("备注", "电话") + GOOD, "表头有不认识的列：“电话”"),
        (HEADING.replace("备注", "职业") + GOOD, "“职业”列出现了两次"),
        (HEADING + '1,"衢州市技师学院,电工,,五级,\n', "引号没有成对"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(text, said):
    found = read_table(PLACES, text)
    assert found.rows == []
    assert said in found.problems[0]


def test_a_file_with_too_many_rows_is_probably_the_wrong_one(monkeypatch):
    monkeypatch.setattr(table_files, "MOST_ROWS", 2)
    assert "超过 2 行" in read_table(PLACES, HEADING + GOOD * 3).problems[0]


def test_excel_writes_it_in_its_own_ways():
    text = HEADING + GOOD
    for content in (text.encode("utf-8-sig"), text.encode("gb18030"), text.replace(",", "\t").encode()):
        assert read_table(PLACES, decoded(content)).rows[0]["levels"] == ["五级", "四级"]


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", b"\xff\xfe\x00a", b"x" * (5 * 1024 * 1024 + 1)])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(ValueError, match=r"CSV|拆分"):
        decoded(content)


def test_a_formula_that_the_export_disarmed_is_what_it_was():
    assert read_table(PLACES, HEADING + "1,衢州市技师学院,电工,'=1+1,五级,\n").rows[0]["job"] == "=1+1"
