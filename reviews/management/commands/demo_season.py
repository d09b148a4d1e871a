"""manage.py demo_season: play a finished season and a running one through the acts that everybody uses."""

import datetime as dt
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accounts.services.seed import load_regions_and_agencies
from reviews.demo import year_2020, year_2021, year_2022
from reviews.demo.season import at, open_offices, play
from reviews.models import Plan
from zcps import clock

BEGIN, END = "2020-09-10 09:00", "2022-09-29 10:30"


class Command(BaseCommand):
    """Fills an empty demonstration; one that has a plan is left as it is."""

    help = "演示数据：一个已结束的年度和一个进行中的年度，全部通过真实办理步骤生成。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day on which the season stops."""
        parser.add_argument(
            "--until", default=END, help="stop at this moment, such as 2022-09-08 (while filing is open)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Play it."""
        if not (settings.DEMO_CLOCK and settings.DEMO_IDENTITY):
            raise CommandError("demo_season runs in a demonstration only (DEMO_CLOCK, DEMO_IDENTITY).")
        if Plan.objects.exists():
            self.stdout.write("演示数据已存在，不再生成。如需从头开始，请运行 make demo-reset。")
            return
        began = time.monotonic()
        self._play(_moment(options["until"]))
        took, moment = time.monotonic() - began, clock.now().astimezone(clock.SHANGHAI)
        self.stdout.write(f"演示数据已生成，用时 {took:.0f} 秒。模拟时间 {moment:%Y-%m-%d %H:%M}")

    def _play(self, until: dt.datetime) -> None:
        # Half a season is thrown away anyhow, so nothing here has to wait for the disk.
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO off")
        clock.move_to(at(BEGIN))
        load_regions_and_agencies()
        self._say("  机构账号和专家库")
        season = open_offices(self._say)
        play(season, (*year_2020.SCENES, *year_2021.SCENES, *year_2022.SCENES), until)
        clock.move_to(max(until, clock.now()))

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _moment(text: str) -> dt.datetime:
    try:
        return at(text if ":" in text else f"{text} 10:30")
    except ValueError as wrong:
        raise CommandError(f"“{text}”不是可识别的时间，请按 2022-09-08 或 2022-09-08 09:00 填写。") from wrong
