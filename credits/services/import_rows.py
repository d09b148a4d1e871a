"""The columns of a registrar's table, and what can be said of a row by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from accounts.words import numbers_told
from credits.enums import CreditKind, ImportKind
from credits.hours import EARLIEST_YEAR, MOST_HOURS, estimate
from law.credit_doubts import Activity
from law.identity import check_idcard
from law.recognition import credit_routes

_LONGEST_TITLE, _LONGEST_NUMBER, _LONGEST_FIGURE = 160, 60, 8
COLUMNS: Mapping[ImportKind, tuple[str, ...]] = {
    ImportKind.TRAINING: ("身份证号", "姓名", "年度", "途径", "名称", "数量", "学时", "证书编号"),
    ImportKind.COURSEWARE: ("身份证号", "姓名", "年度", "科目", "名称", "学时", "证书编号"),
}
# What stands in the column 途径, and the route it means (S0 附件2 第六条(一)、(二)).
TRAINING_ROUTES = {"培训进修": "CR-2", "高研班（省级以上）": "CR-1a", "高研班（市县）": "CR-1b"}
COURSEWARE_ROUTE = "CR-3"
KINDS = {kind.label: kind for kind in CreditKind}
EXAMPLES: Mapping[ImportKind, tuple[tuple[str, ...], ...]] = {
    ImportKind.TRAINING: (
        ("（18 位身份证号）", "张某", "2022", "培训进修", "根雕技艺传承研修班", "3", "18", ""),
        ("（18 位身份证号）", "李某", "2022", "高研班（市县）", "工艺美术产业高级研修班", "1", "24", "QZ2022-001"),
    ),
    ImportKind.COURSEWARE: (
        ("（18 位身份证号）", "张某", "2022", "行业公需", "工艺美术职业道德与法规", "9", ""),
        ("（18 位身份证号）", "张某", "2022", "专业科目", "工艺美术市场营销", "12", ""),
    ),
}


@dataclass
class Row:
    """One row: what it says, and everything that is wrong with it."""

    line: int
    name: str
    title: str
    id_number: str = ""
    year: int = 0
    kind: str = CreditKind.PROFESSIONAL
    route: str = ""
    quantity: Decimal = Decimal(1)
    hours: int = 0
    number: str = ""
    profile: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def activity(self) -> Activity:
        """The row as the law compares it."""
        quantity = float(self.quantity)
        return Activity(self.title, self.year, self.kind, self.route, quantity, self.hours, self.number)


def missing_columns(kind: ImportKind, heading: Sequence[str]) -> list[str]:
    """Return the columns that a table lacks; further ones are ignored, the order is free."""
    return [column for column in COLUMNS[kind] if column not in heading]


def rows_of(kind: ImportKind, table: Sequence[Sequence[str]], this_year: int) -> Iterator[Row]:
    """Yield every row with what is wrong in itself; the heading is line 1."""
    heading = table[0]
    for line, cells in enumerate(table[1:], start=2):
        given = dict(zip(heading, cells, strict=False))
        row = Row(line, given.get("姓名", "")[:60], given.get("名称", "")[:_LONGEST_TITLE])
        row.reasons += _person(row, given)
        row.reasons += _what(row, given, this_year)
        row.reasons += _training(row, given) if kind == ImportKind.TRAINING else _courseware(row, given)
        yield row


def _person(row: Row, given: Mapping[str, str]) -> Iterator[str]:
    found = check_idcard(given.get("身份证号", ""))
    row.id_number = found.value if found.valid else ""
    if not found.valid:
        yield found.because
    if not row.name:
        yield "没有填写姓名，请填写。"


def _what(row: Row, given: Mapping[str, str], this_year: int) -> Iterator[str]:
    year = given.get("年度", "").removesuffix("年度").removesuffix("年")
    row.year = int(year) if year.isdecimal() and len(year) <= _LONGEST_FIGURE else 0
    if not EARLIEST_YEAR <= row.year <= this_year:
        yield f"年度“{given.get('年度', '')}”应在 {EARLIEST_YEAR} 至 {this_year} 之间，请核对。"
    if not row.title:
        yield "没有填写名称，请填写培训班或课件的名称。"
    yield from numbers_told(row.title, given.get("证书编号", ""))
    if len(given.get("名称", "")) > _LONGEST_TITLE:
        yield f"名称超过 {_LONGEST_TITLE} 字，请精简。"
    row.number = given.get("证书编号", "")
    if len(row.number) > _LONGEST_NUMBER:
        yield f"证书编号超过 {_LONGEST_NUMBER} 字，请核对。"
    hours = given.get("学时", "").removesuffix("学时").strip()
    row.hours = int(hours) if hours.isdecimal() and len(hours) <= _LONGEST_FIGURE else 0
    if not 1 <= row.hours <= MOST_HOURS:
        yield f"学时“{given.get('学时', '')}”应为 1 至 {MOST_HOURS} 的整数，请核对。"


def _training(row: Row, given: Mapping[str, str]) -> Iterator[str]:
    row.route = TRAINING_ROUTES.get(given.get("途径", ""), "")
    if not row.route:
        yield f"途径“{given.get('途径', '')}”应为{'、'.join(TRAINING_ROUTES)}之一，请核对。"
    quantity = _decimal(given.get("数量", ""))
    if quantity is None:
        yield f"数量“{given.get('数量', '')}”应为大于 0 的数，培训进修按天填写，高研班按次填写，请核对。"
        return
    row.quantity = quantity
    if row.route:
        yield from _rate(row)


def _rate(row: Row) -> Iterator[str]:
    found = estimate(row.kind, row.route, row.quantity, 0)
    if found.hours is None:
        yield f"{found.because}不能批量导入，请由本人登记后逐条认定（CRA-01）。"
    elif row.hours and found.hours != row.hours:
        rate = credit_routes()[row.route]
        yield f"填写 {row.hours} 学时，与规定不符：{found.because}依据{rate.clause}，请核对数量或学时。"


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    is_usable = number.is_finite() and 0 < number < 10_000 and number == number.quantize(Decimal("0.1"))  # noqa: PLR2004 - the column's width
    return number if is_usable else None


def _courseware(row: Row, given: Mapping[str, str]) -> Iterator[str]:
    row.kind = KINDS.get(given.get("科目", ""), "")
    if not row.kind:
        yield f"科目“{given.get('科目', '')}”应为{'、'.join(KINDS)}之一，请核对。"
    if row.kind == CreditKind.PROFESSIONAL:
        row.route, row.quantity = COURSEWARE_ROUTE, Decimal(row.hours)
