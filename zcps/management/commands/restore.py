"""manage.py restore FILE: make an empty machine anew out of a backup."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zcps.backup.restore import restore
from zcps.backup.sealing import BackupRefused


class Command(BaseCommand):
    """Verifies the whole backup before it touches anything; refuses a machine that is not empty."""

    help = "从备份恢复到空的数据库和文件存储；先核对整份备份，恢复后逐表比对。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the backup."""
        parser.add_argument("backup", type=Path, metavar="FILE")

    def handle(self, *_: Any, backup: Path, **__: Any) -> None:
        """Do it; what cannot be done is said in a sentence."""
        begun = time.monotonic()
        try:
            found = restore(backup, self.stdout.write)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"恢复完成：{found.rows} 行，{found.files} 个文件，用时 {time.monotonic() - begun:.1f} 秒")
        self.stdout.write("请接着运行 manage.py journal verify 核对办理日志。")
