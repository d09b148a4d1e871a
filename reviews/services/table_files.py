"""CSV files of a table: read with every bad row at once, written so that what was written can be read again."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reviews.services.table_rows import name_of
from reviews.table_columns import written
from reviews.table_forms import Row, TableForm, key_of, read_row

LARGEST = 5 * 1024 * 1024
# What is applied within two seconds; no annex of the notices has a thousand rows.
MOST_ROWS = 5_000
# Excel in Chinese saves CSV in the old national encoding unless it is told otherwise.
_ENCODINGS = ("utf-8-sig", "gb18030")
_FORMULA = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be taken: its line in the file, what stands there, why not."""

    line: int
    excerpt: str
    reasons: list[str]


@dataclass
class TableFile:
    """What a file holds. With `problems` it was not read at all; with `bad` it may not be applied."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def decoded(content: bytes) -> str:
    """Return the text of a file; raise ValueError with a Chinese sentence for what is no text."""
    if len(content) > LARGEST:
        raise ValueError(f"文件超过 {LARGEST // 1024 // 1024} MB，请拆分后分次导入。")
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValueError("文件不是 CSV 文本。请在表格软件中选择“另存为 CSV UTF-8”后再上传。")


def read_table(form: TableForm, text: str) -> TableFile:
    """Read a CSV file whose first line has the headings of the table, in any order."""
    try:
        lines = [(number, cells) for number, cells in _lines(text) if any(cell.strip() for cell in cells)]
    except csv.Error:
        return TableFile(problems=["文件的引号没有成对，无法分列。请在表格软件中另存为 CSV 后再上传。"])
    if not lines:
        return TableFile(problems=["文件是空的。第一行应为表头，从第二行起每行一条。"])
    heading = [cell.strip() for cell in lines[0][1]]
    problems = list(_heading_problems(form, heading))
    if len(lines) - 1 > MOST_ROWS:
        problems.append(f"文件有 {len(lines) - 1} 行，超过 {MOST_ROWS} 行，请核对是否选错文件。")
    return TableFile(problems=problems) if problems else _read(form, heading, lines[1:])


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    start = 1
    for cells in reader:
        # A cell may hold line breaks: the number is that of the line on which the row begins.
        yield start, cells
        start = reader.line_num + 1


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return "\t" if "\t" in heading and "," not in heading else ","


def _heading_problems(form: TableForm, heading: list[str]) -> Iterator[str]:
    labels = {column.label: column for column in form.columns}
    missing = [label for label, column in labels.items() if column.required and label not in heading]
    unknown = [label for label in heading if label not in labels]
    twice = sorted({label for label in heading if heading.count(label) > 1})
    if missing:
        yield f"表头缺少“{'”“'.join(missing)}”列，请补上。表头应与导出的表格一致。"
    if unknown:
        yield f"表头有不认识的列：“{'”“'.join(unknown)}”，请删去或改成表中的列名。"
    if twice:
        yield f"表头的“{'”“'.join(twice)}”列出现了两次，请只保留一列。"


def _read(form: TableForm, heading: list[str], lines: Iterable[tuple[int, list[str]]]) -> TableFile:
    names = {column.label: column.name for column in form.columns}
    found = TableFile()
    seen: dict[str, int] = {}
    for number, cells in lines:
        data, wrong = _row(form, [names[label] for label in heading], cells)
        if not wrong:
            key = key_of(form, data)
            wrong = [f"与第 {seen[key]} 行重复（{name_of(form, data)}），请只保留一行"] if key in seen else []
            seen.setdefault(key, number)
        if wrong:
            found.bad.append(BadRow(number, "，".join(cells)[:60], wrong))
        else:
            found.rows.append(data)
    return found


def _row(form: TableForm, names: list[str], cells: list[str]) -> tuple[dict[str, Any], list[str]]:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        return {}, [f"有 {len(cells)} 格，多于表头的 {len(names)} 列，请检查是否有未加引号的逗号"]
    # Spreadsheets leave out empty cells at the end of a row.
    return read_row(form, {name: _plain(cell) for name, cell in zip(names, cells, strict=False)})


def _plain(cell: str) -> str:
    """Return a cell without the mark that the export sets before what a spreadsheet would take for a formula."""
    return cell[1:] if cell.startswith(_FORMULA) else cell


def table_lines(form: TableForm, rows: Iterable[Row]) -> Iterator[list[str]]:
    """Yield the lines of a CSV file: the headings, then the rows."""
    yield [column.label for column in form.columns]
    for row in rows:
        yield [written(row.get(column.name, "")) for column in form.columns]
