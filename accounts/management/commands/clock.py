"""manage.py clock says whether the machine's clock is believed (exit 1 where not); clock accept REASON believes it.

manage.py clock acts lists what people did while it was not, as a line of JSON for each act.
"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.services import timekeeping
from accounts.services.clock_doubt import KEY
from zcps import clock
from zcps.templatetags.chinese import cn_datetime

USAGE = "请写明要做什么：clock 核对时钟，clock accept 理由 确认时钟无误并恢复办理，clock acts 列出时钟存疑期间的办理。"
_ACCEPT_WORDS = 2


class Command(BaseCommand):
    """For whoever sets a clock right."""

    help = "核对本机时钟与数据库、办理日志是否一致；确认时钟无误（accept 理由）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done."""
        parser.add_argument("asked", nargs="*", metavar="accept REASON | acts")

    def handle(self, *_: object, asked: list[str], **__: Any) -> None:
        """Do it."""
        if asked[:1] == ["accept"] and len(asked) == _ACCEPT_WORDS:
            self._accept(asked[1])
        elif asked == ["acts"]:
            self._list()
            return
        elif asked:
            raise CommandError(USAGE)
        self._tell()

    def _accept(self, reason: str) -> None:
        try:
            timekeeping.accept(reason)
        except timekeeping.ClockDoubted as doubted:
            raise CommandError(f"{doubted}。") from doubted

    def _list(self) -> None:
        for entry in timekeeping.done_in_doubt().iterator():
            told = {"entry": entry.number, "at": entry.at.isoformat(), "act": entry.act, "by": entry.actor_label}
            about = {"subject": f"{entry.subject_type} {entry.subject_id}", "case": entry.case_id}
            self.stdout.write(json.dumps({**told, **about, **entry.data[KEY]}, ensure_ascii=False))

    def _tell(self) -> None:
        now = cn_datetime(clock.machine())
        if found := [said for said in (timekeeping.doubt(), timekeeping.backwards()) if said]:
            self.stdout.write(f"本机时间：{now}。{'；'.join(found)}。")
            sys.exit(1)
        self.stdout.write(f"本机时间：{now}。时钟与数据库、办理日志一致。")
