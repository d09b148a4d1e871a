"""manage.py workdays --start MOMENT --days N → {"earliest_close": …}; exit 2 and one sentence for bad input."""

import datetime as dt

from credits.management.answering import AnsweringCommand
from law import cli
from law.errors import BadInput


class Command(AnsweringCommand):
    """Computes a publicity period on the announced calendar, without a database."""

    help = "When a period of so many working days that opens at a moment may close at the earliest."
    usage = "请用 --start 和 --days 指定起始时间和工作日天数，例如：workdays --start 2022-09-29T10:00+08:00 --days 5。"
    options = {"start": "", "days": "", "known-on": ""}
    needed = ("start", "days")

    def answer(self, given: dict[str, str]) -> dict[str, object]:
        """Return the close, whether it is final, and the days it counts."""
        return cli.workdays(given["start"], _number(given["days"]), _day(given.get("known-on", "")))


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as wrong:
        raise BadInput(f"工作日天数“{text}”不是整数，请核对。") from wrong


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise BadInput(f"日期“{text}”无法识别，请写成 2022-09-29 的形式。") from wrong
