"""manage.py backup --to FOLDER makes a backup; manage.py backup verify FILE reads one to its end."""

import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zcps.backup.make import make
from zcps.backup.restore import verify
from zcps.backup.sealing import BackupRefused

USAGE = "请写明要做什么：backup --to 文件夹 制作备份，backup verify 备份文件 核对备份。"


class Command(BaseCommand):
    """Database and files in one sealed file (BACKUP_KEY); keys are not in it."""

    help = "备份数据库和文件（加密）；核对备份。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to, or what to verify."""
        parser.add_argument("asked", nargs="*", metavar="verify FILE")
        parser.add_argument("--to", type=Path, metavar="FOLDER")

    def handle(self, *_: Any, asked: list[str], to: Path | None, **__: Any) -> None:
        """Do it; what cannot be done is said in a sentence."""
        try:
            if to is not None and not asked:
                self._make(to)
            elif to is None and asked[:1] == ["verify"] and len(asked) == 2:  # noqa: PLR2004 - verify and its file
                self._verify(Path(asked[1]))
            else:
                raise CommandError(USAGE)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused

    def _make(self, folder: Path) -> None:
        begun = time.monotonic()
        made = make(folder, self.stdout.write)
        size, seconds = made.path.stat().st_size / 1024 / 1024, time.monotonic() - begun
        self.stdout.write(f"备份完成：{made.path}，{size:.1f} MB，用时 {seconds:.1f} 秒")
        if made.missing:
            self.stderr.write(f"{len(made.missing)} 个文件在存储中没有，未能备份：{'、'.join(made.missing[:20])}")
            sys.exit(1)

    def _verify(self, path: Path) -> None:
        found = verify(path)
        made = f"{found.head['made_at']} 制作，{len(found.tables)} 张表，{found.rows} 行，{found.files} 个文件"
        self.stdout.write(f"备份完好：{made}")
