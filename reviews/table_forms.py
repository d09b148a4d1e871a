"""The tables that the notices annex: which columns each has, what may stand in them, and what makes two rows the same.

What the notices say vaguely (9 月下旬, 另定) is two columns: the text as it stands, and a day where it
names one (R108).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from reviews.enums import TableKind
from reviews.table_columns import Column, Value, normalised, parsed, written

Row = Mapping[str, Any]

SKILL_LEVELS = ("五级", "四级", "三级", "二级", "一级")
COMMITTEE_LEVELS = ("初级", "中级", "高级")
FUNCTIONS = ("评审", "推荐")


@dataclass(frozen=True)
class TableForm:
    """A table: its columns, and what is common to all its editions.

    Attributes:
        kind: which table.
        columns: in the order of the notice.
        identity: the columns by which a row is known again in another edition.
        lookup: the columns whose values a row is found by, written as they may be.
        shown: the columns of the list, or a heading with several that share a cell; the others are in the export.
        check: yields what is wrong in a row beyond its single cells.
        notes: (sentence, clause) for the readers of the table.

    """

    kind: TableKind
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    lookup: tuple[str, ...]
    shown: tuple[str | tuple[str, ...], ...]
    check: Callable[[Row], Iterator[str]]
    notes: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """The name of the table on screens."""
        return self.kind.label

    def column(self, name: str) -> Column:
        """Return a column by its key; raise KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def filters(self) -> list[Column]:
        """The columns that the public page filters by."""
        return [column for column in self.columns if column.is_filter]


def names_of(form: TableForm, row: Row) -> list[str]:
    """Return the normalised names by which a row is found."""
    found: list[str] = []
    for name in form.lookup:
        value = row.get(name) or []
        found += value if isinstance(value, list) else [value]
    return sorted({normalised(text) for text in found})


def key_of(form: TableForm, row: Row) -> str:
    """Return what tells a row from the others of its edition, as a hash of one length."""
    told = "\n".join(normalised(written(row.get(name, ""))) for name in form.identity)
    return sha256(told.encode()).hexdigest()


def search_text_of(row: Row) -> str:
    """Return everything that a search looks through."""
    return normalised(" ".join(written(value) for value in row.values()))


def read_row(form: TableForm, cells: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the data of a row and everything that is wrong with it, one Chinese sentence each.

    Args:
        form: of the table.
        cells: text by the key of the column; a missing one is empty.
    """
    data: dict[str, Any] = {}
    wrong: list[str] = []
    for column in form.columns:
        try:
            data[column.name] = parsed(column, cells.get(column.name, ""))
        except ValueError as refusal:
            wrong.append(str(refusal))
    if not wrong:
        wrong += form.check(data)
    return data, wrong


def _fits_functions(row: Row) -> Iterator[str]:
    for function, titles in (("评审", "review_titles"), ("推荐", "recommend_titles")):
        if (function in row["functions"]) != bool(row[titles]):
            yield f"“职能”与“{function}资格”不一致：有{function}职能的应写明{function}哪些资格，没有的应留空"


def _occupation_or_rule(row: Row) -> Iterator[str]:
    if bool(row["occupation"]) == bool(row["rule"]):
        yield "“职业（工种）”和“文字规则”应当且只能填写一项"


def _nothing_else(_: Row) -> Iterator[str]:
    yield from ()


_NUMBER = Column("no", "序号", Value.NUMBER)
_REMARK = Column("remark", "备注", is_long=True, hint="有疑问、需要人工确认的，在此写明")
_DAY_HINT = "通知写明确切日期的才填，如 2021-09-30"
S3 = "衢市人社专〔2021〕61号"
S4 = "衢市人社专〔2023〕23号"

FORMS: dict[TableKind, TableForm] = {
    TableKind.REVIEW_PLAN: TableForm(
        TableKind.REVIEW_PLAN,
        (
            _NUMBER,
            Column("committee", "评审委员会", required=True),
            Column("committee_levels", "评审委员会级别", Value.LIST, choices=COMMITTEE_LEVELS, is_filter=True),
            Column("functions", "职能", Value.LIST, required=True, choices=FUNCTIONS, is_filter=True),
            Column("review_titles", "评审资格", Value.LIST, is_long=True),
            Column("recommend_titles", "推荐资格", Value.LIST, is_long=True),
            Column("specialties", "所评专业", required=True, is_long=True),
            Column("scope", "对象范围", required=True, hint="如：初级：市本级 中级：全市 高级：全市"),
            Column("expected_meeting", "预计评审时间", hint="按通知原文，如 8 月下旬"),
            Column("expected_meeting_on", "预计评审日期", Value.DAY, hint=_DAY_HINT),
            Column("material_deadline", "接收材料截止时间", hint="按通知原文，如 8 月 20 日前"),
            Column("material_deadline_on", "接收材料截止日期", Value.DAY, hint=_DAY_HINT),
            Column("receiver", "材料接收单位", required=True),
            _REMARK,
        ),
        identity=("committee",),
        lookup=("committee",),
        shown=(
            "committee",
            ("资格", "review_titles", "recommend_titles"),
            "specialties",
            "scope",
            ("时间", "expected_meeting", "material_deadline"),
            "receiver",
        ),
        check=_fits_functions,
        notes=(
            (
                "经济、会计、审计、统计、出版、翻译、档案、卫生技术、药学、医疗器械、计算机软考等以考代评，不再初定。",
                f"{S3} 二(三)",
            ),
            ("预计时间为通知原文，准确日期以各评审委员会当年公告为准。", f"{S3} 一(一)"),
        ),
    ),
    TableKind.SKILL_MAP: TableForm(
        TableKind.SKILL_MAP,
        (
            _NUMBER,
            Column("series", "职称系列", required=True, is_filter=True),
            Column("specialty", "专业", is_long=True),
            Column("occupation", "职业（工种）"),
            Column("aliases", "又名", Value.LIST, hint="别的写法，用顿号隔开；查询时同样能找到"),
            Column("rule", "文字规则", is_long=True, hint="不列举职业、以文字规定对象的系列填写"),
            _REMARK,
        ),
        identity=("series", "occupation"),
        lookup=("occupation", "aliases"),
        shown=("occupation", "series", "specialty"),
        check=_occupation_or_rule,
        notes=(
            ("本表未列明或新增的职业（工种），由相关系列职称评审委员会根据实际确定。", f"{S4} 附件1 注"),
            ("本表根据实际情况动态调整。", f"{S4} 附件1 注"),
        ),
    ),
    TableKind.PATHWAY_COMMITTEES: TableForm(
        TableKind.PATHWAY_COMMITTEES,
        (
            _NUMBER,
            Column("series", "职称系列", required=True, is_filter=True),
            Column("specialty", "专业", is_long=True),
            Column("committee", "评审委员会", required=True, is_filter=True),
            Column("office", "评委会所在单位", required=True),
            _REMARK,
        ),
        identity=("series", "specialty"),
        lookup=("series",),
        shown=("series", "specialty", "committee", "office"),
        check=_nothing_else,
        notes=(
            (
                "技工院校教师系列在附件1中列有规则，附件3没有列出评审委员会，请向市人力社保局专业技术人员管理处咨询。",
                f"{S4} 附件3",
            ),
            ("本表根据实际情况动态调整。", f"{S4} 附件3 注"),
        ),
    ),
    TableKind.ASSESSMENTS: TableForm(
        TableKind.ASSESSMENTS,
        (
            _NUMBER,
            Column("institution", "评价机构", required=True, is_filter=True),
            Column("occupation", "职业", required=True),
            Column("job", "工种"),
            Column("levels", "等级", Value.LIST, required=True, choices=SKILL_LEVELS, is_filter=True),
            _REMARK,
        ),
        identity=("institution", "occupation", "job"),
        lookup=("occupation", "job"),
        shown=("occupation", "job", "levels", "institution"),
        check=_nothing_else,
        notes=(
            ("所在单位具备职业技能等级认定资质的，可以自主选择在本单位或社会评价组织认定。", f"{S4} 六"),
            ("本表根据实际情况动态调整。", f"{S4} 附件4 注"),
        ),
    ),
}
