"""A notice on holidays as an officer types it in: its head, and its rows by hand, pasted or out of a file."""

import csv
import datetime as dt
import io
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from law.calendar import CalendarNotice as Content
from law.calendar_notices import BadRow, read_rows, rows_of
from reviews.models import CalendarNotice
from reviews.selectors.calendar import as_law
from reviews.services.calendar_notices import problems
from reviews.services.table_files import decoded

ROWS = 9
CELLS = {"occasion": "节日", "first": "开始日期", "last": "结束日期", "work": "调休上班"}
_HEADING = list(CELLS.values())
_LONGEST = 20_000


class HeadForm(forms.Form):
    """Which notice it is."""

    year = forms.IntegerField(label="年度", widget=forms.NumberInput({"class": "input-w-s"}))
    document = forms.CharField(label="文号", max_length=40, help_text="例如国办发明电〔2025〕7号")
    title = forms.CharField(label="标题", max_length=160)
    published_on = forms.DateField(
        label="发布日期", widget=forms.DateInput({"type": "date", "class": "input-w-m"}, format="%Y-%m-%d")
    )
    pasted = forms.CharField(
        label="粘贴表格",
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea({"rows": 6}),
        help_text="第一行为表头：节日，开始日期，结束日期，调休上班；每行一个节日，几个调休日之间用顿号隔开。",
    )
    file = forms.FileField(label="上传 CSV 文件", required=False)

    def clean_file(self) -> str:
        """Return the text of the file; a file that is no text is refused."""
        given: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if given is None:
            return ""
        try:
            return decoded(given.read())
        except ValueError as refused:
            raise forms.ValidationError(str(refused)) from refused


class NoticeSheet:
    """The whole sheet: valid where `content` is there, else everything that is wrong with it, at once."""

    def __init__(self, notice: CalendarNotice | None, data: Any = None, files: Any = None) -> None:
        """Take what was sent; or the notice as it stands, or nothing for a new one."""
        self.notice, self.is_sent = notice, data is not None
        self.head = HeadForm(data, files, initial=_initial(notice))
        self.rows = _typed(data) if data is not None else rows_of(as_law(notice).days if notice else ())
        self.bad: list[BadRow] = []
        self.problems: list[str] = []
        self.content: Content | None = None
        if self.is_sent:
            self._read()

    @property
    def lines(self) -> list[dict[str, str]]:
        """The rows of the sheet, with empty ones to fill in."""
        empty = dict.fromkeys(CELLS, "")
        return [*self.rows, *(dict(empty) for _ in range(max(ROWS - len(self.rows), 1)))]

    def _read(self) -> None:
        if not self.head.is_valid():
            return
        cleaned = self.head.cleaned_data
        if text := cleaned["file"] or cleaned["pasted"]:
            self.rows, self.problems = rows_from(text)
        days, self.bad = read_rows(self.rows, cleaned["year"])
        found = Content(
            cleaned["year"], cleaned["document"].strip(), cleaned["published_on"], cleaned["title"].strip(), tuple(days)
        )
        # A row that cannot be read leaves its days out: what that makes of the rest is not worth a sentence.
        self.problems += [] if self.bad else problems(found, self.notice)
        if not self.bad and not self.problems:
            self.content = found


def rows_from(text: str) -> tuple[list[dict[str, str]], list[str]]:
    """Read a table that was pasted or uploaded; return its rows and what is wrong with it as a whole."""
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    try:
        lines = [line for line in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if any(line)]
    except csv.Error:
        return [], ["表格的引号没有成对，无法分列。请在表格软件中另存为 CSV 后再导入。"]
    heading = [cell.strip() for cell in lines[0]] if lines else []
    if missing := [label for label in _HEADING if label not in heading and label != "调休上班"]:
        return [], [f"表头缺少“{'”“'.join(missing)}”列。第一行应为：{'，'.join(_HEADING)}。"]
    places = {cell: heading.index(label) for cell, label in CELLS.items() if label in heading}
    return [_cells(line, places) for line in lines[1:]], []


def _cells(line: list[str], places: dict[str, int]) -> dict[str, str]:
    found = dict.fromkeys(CELLS, "")
    return found | {cell: line[at].strip() for cell, at in places.items() if at < len(line)}


def _typed(data: Any) -> list[dict[str, str]]:
    columns = {cell: data.getlist(cell) for cell in CELLS}
    count = max((len(values) for values in columns.values()), default=0)
    rows = [
        {cell: (values[at].strip() if at < len(values) else "") for cell, values in columns.items()}
        for at in range(count)
    ]
    return [row for row in rows if any(row.values())]


def _initial(notice: CalendarNotice | None) -> dict[str, Any]:
    if notice is None:
        return {}
    kept: dict[str, dt.date | str | int] = {
        "year": notice.year,
        "document": notice.document,
        "title": notice.title,
        "published_on": notice.published_on,
    }
    return kept
