"""Who is handed upward: the roster (花名册), and the summary of what each has done (申报人员情况综合表).

Columns of both come from what each person filed, never from live data; ID numbers are masked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reviews.documents.paper import Paper
from reviews.enums import DocumentKind
from reviews.models import Document, Snapshot
from zcps.templatetags.chinese import cn_plain

Content = dict[str, Any]
_SIGNS = "；"
_MOST_NAMED = 12


@dataclass(frozen=True)
class Column:
    """A column: its head, its share of the width in percent, and what it shows of a filed content."""

    head: str
    width: int
    show: Callable[[Content], str]


def _person(key: str) -> Callable[[Content], str]:
    return lambda content: str(content["profile"].get(key) or "")


def _asked(key: str) -> Callable[[Content], str]:
    return lambda content: str(content["application"].get(key) or "")


def _month(key: str) -> Callable[[Content], str]:
    return lambda content: str(content["profile"].get(key) or "")[:7].replace("-", ".")


def _titles(*lists: str) -> Callable[[Content], str]:
    """Return the titles of records, the newest first; beyond a dozen only how many more."""

    def named(content: Content) -> str:
        records = [record for name in lists for record in _records(content, name)]
        newest = sorted(records, key=lambda record: record["ended"] or record["started"], reverse=True)
        said = _SIGNS.join(str(record["title"]) for record in newest[:_MOST_NAMED])
        return f"{said}等 {len(records)} 项" if len(records) > _MOST_NAMED else said

    return named


def _records(content: Content, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content["achievements"]["after"] if name == "after" else content[name]
    return found


def _present(content: Content) -> str:
    title, since = _person("current_title")(content), _month("current_title_on")(content)
    return f"{title}（{since}）" if title and since else title


def _studied(content: Content) -> str:
    level = _person("education")(content)
    best = next((each for each in content["education"] if each["data"].get("level") == level), None)
    return "，".join(part for part in (level, best["title"] if best else "", _major(best)) if part)


def _major(record: dict[str, Any] | None) -> str:
    return str(record["data"].get("major") or "") if record else ""


def _hours(content: Content) -> str:
    years = sorted(content["credits"].items())[-1:]
    return "".join(f"{year}年 {kinds.get('total', 0)} 学时" for year, kinds in years)


def _assessed(content: Content) -> str:
    rows = sorted((each["data"] for each in content["assessments"]), key=lambda data: str(data.get("year", "")))
    return _SIGNS.join(f"{data.get('year', '')}年{data.get('result', '')}" for data in rows[-5:])


ROSTER = (
    Column("姓名", 8, _person("name")),
    Column("性别", 4, _person("gender")),
    Column("出生年月", 7, _month("born_on")),
    Column("工作单位", 19, _person("employer")),
    Column("最高学历", 7, _person("education")),
    Column("现有资格及取得时间", 15, _present),
    Column("申报资格", 11, _asked("title")),
    Column("申报专业", 10, _asked("specialty")),
    Column("申报方式", 8, _asked("way")),
    Column("备注", 7, lambda _: ""),
)
SUMMARY = (
    Column("姓名", 5, _person("name")),
    Column("性别", 3, _person("gender")),
    Column("出生年月", 5, _month("born_on")),
    Column("证件号码", 10, _person("id_masked")),
    Column("工作单位及岗位", 10, lambda content: " ".join((_person("employer")(content), _person("post")(content)))),
    Column("学历、院校、专业", 9, _studied),
    Column("参加工作", 5, _month("work_started_on")),
    Column("现有资格及取得时间", 8, _present),
    Column("申报资格", 6, _asked("title")),
    Column("申报专业", 5, _asked("specialty")),
    Column("申报方式", 5, _asked("way")),
    Column("任现职后主要业绩", 10, _titles("after")),
    Column("论文、著作", 8, _titles("papers")),
    Column("继续教育", 4, _hours),
    Column("年度考核", 4, _assessed),
)


@dataclass(frozen=True)
class Table:
    """A table of people: what it is called, its columns, and the size of its sheet."""

    name: str
    columns: tuple[Column, ...]
    sheet: str


ROSTERS = {
    DocumentKind.ROSTER.value: Table(DocumentKind.ROSTER.label, ROSTER, "A4 landscape"),
    DocumentKind.SUMMARY.value: Table(DocumentKind.SUMMARY.label, SUMMARY, "A3 landscape"),
}


def head_of(kind: Table) -> list[str]:
    """Return the heads of the columns, the running number first."""
    return ["序号", *(column.head for column in kind.columns)]


def rows_of(kind: Table, filed: Iterable[Snapshot]) -> Iterable[list[str]]:
    """Yield one row for each person who has filed, in the order given."""
    for order, snapshot in enumerate(filed, 1):
        yield [str(order), *(column.show(snapshot.content) for column in kind.columns)]


def view_of(document: Document) -> Paper:
    """Return the table as it is printed."""
    asked, kind = document.roster, ROSTERS[document.kind]
    assert asked is not None, "a table of people belongs to whoever asked for it"  # noqa: S101 - the row's kind promises it
    context = {
        "heading": kind.name,
        "sheet": kind.sheet,
        "number": document.number,
        "body": asked.body,
        "plans": asked.plans,
        "columns": [(column.head, column.width) for column in kind.columns],
        "rows": list(rows_of(kind, asked.snapshots.order_by("application_id"))),
        "dated": cn_plain(asked.made_on),
    }
    return Paper("reviews/documents/roster.html", f"{kind.name}（{document.number}）", context)
