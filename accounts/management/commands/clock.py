"""manage.py clock says whether the machine's clock is believed (exit 1 where not); clock accept REASON believes it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.services import timekeeping
from zcps import clock
from zcps.templatetags.chinese import cn_datetime

USAGE = "请写明要做什么：clock 核对时钟，clock accept 理由 确认时钟无误并恢复办理。"
_ACCEPT_WORDS = 2


class Command(BaseCommand):
    """For whoever sets a clock right."""

    help = "核对本机时钟与数据库、办理日志是否一致；确认时钟无误（accept 理由）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done."""
        parser.add_argument("asked", nargs="*", metavar="accept REASON")

    def handle(self, *_: object, asked: list[str], **__: Any) -> None:
        """Do it."""
        if asked[:1] == ["accept"] and len(asked) == _ACCEPT_WORDS:
            self._accept(asked[1])
        elif asked:
            raise CommandError(USAGE)
        self._tell()

    def _accept(self, reason: str) -> None:
        try:
            timekeeping.accept(reason)
        except timekeeping.ClockDoubted as doubted:
            raise CommandError(f"{doubted}。") from doubted

    def _tell(self) -> None:
        now = cn_datetime(clock.machine())
        if found := [said for said in (timekeeping.doubt(), timekeeping.backwards()) if said]:
            self.stdout.write(f"本机时间：{now}。{'；'.join(found)}。")
            sys.exit(1)
        self.stdout.write(f"本机时间：{now}。时钟与数据库、办理日志一致。")
