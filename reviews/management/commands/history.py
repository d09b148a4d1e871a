"""manage.py history show: what was changed in a case or a row, by which act; history check: what without one.

Exit 1 where something was changed without an act.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reviews.models import Application
from reviews.selectors.history import Line, lines, models, of_case, of_row
from reviews.services.history_watch import without_act
from zcps.templatetags.chinese import cn_datetime

_AT_A_TIME = 200


class Command(BaseCommand):
    """Prints changes; values of sealed columns are masked."""

    help = "变更历史：show 显示一件申报（--case）或一行（--table 和 --row），check 列出未经办理程序的变更。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose history."""
        parser.add_argument("asked", choices=["show", "check"])
        parser.add_argument("--case", type=int)
        parser.add_argument("--table", default="")
        parser.add_argument("--row", default="")

    def handle(self, *_: Any, asked: str, case: int | None, table: str, row: str, **__: Any) -> None:
        """Print."""
        if asked == "check":
            self._check()
        elif case is not None:
            self._show(of_case(self._case(case)))
        elif table in models() and row:
            self._show(of_row(table, row))
        else:
            known = "、".join(models())
            raise CommandError(f"请用 --case 写明申报序号，或用 --table 和 --row 写明对象。可查的表：{known}")

    def _case(self, number: int) -> Application:
        try:
            return Application.objects.get(pk=number)
        except Application.DoesNotExist:
            raise CommandError(f"没有序号为 {number} 的申报，请核对。") from None

    def _show(self, changes: Any) -> None:
        rows, last = changes.order_by("number"), 0
        while found := list(rows.filter(number__gt=last)[:_AT_A_TIME]):
            for line in lines(found):
                self.stdout.write(_words(line))
            last = found[-1].number

    def _check(self) -> None:
        found = 0
        for change in without_act():
            self.stdout.write(_words(lines([change])[0]))
            found += 1
        if found:
            self.stderr.write(f"{found} 处未经办理程序的变更")
            sys.exit(1)
        self.stdout.write("没有未经办理程序的变更")


def _words(line: Line) -> str:
    changed = "；".join(f"{name}：{before} → {after}" for name, before, after in line.columns)
    number = f"（日志第 {line.act.number} 条）" if line.act else ""
    kind = line.change.get_operation_display()
    return f"{cn_datetime(line.change.at)} {line.what} {kind} {changed} [{line.by}{number}] {line.who}"
