"""manage.py time_stamps: the demonstration's time-stamp authority, RFC 3161 over HTTP, until it is stopped."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zcps.signed.local import stamp_authority
from zcps.signed.tsa import server


class Command(BaseCommand):
    """Answers queries on this machine only."""

    help = "演示环境的时间戳服务（RFC 3161）；正式环境使用合法的时间戳服务机构。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, required=True)

    def handle(self, *_: Any, port: int, **__: Any) -> None:
        """Serve."""
        if not settings.DEMO_IDENTITY:
            raise CommandError("time_stamps runs in a demonstration only.")
        server(stamp_authority(Path(settings.VAR)), port).serve_forever()
