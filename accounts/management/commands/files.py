"""manage.py files verify | orphans | restore ID REASON: whether the kept files are what they were; JSON, and progress.

verify reads every file and compares it with its SHA-256 (exit 1 where one fails); orphans lists what lies in the
storage without a row, `--remove` deletes it; restore takes back a deletion whose retention has not ended.
"""

import json
import sys
import time
from typing import Any, NoReturn
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser

from accounts.models import StoredFile
from accounts.services import kept_files

USAGE = "请写明要做什么：files verify 核对全部文件，files orphans 列出存储中的无主文件，files restore 文件编号 理由。"
_NONE = "没有这个已删除的文件，或保存期已满、内容已清除：{}"
_TOLD_EVERY = 500
_RESTORE_WORDS = 3


class Command(BaseCommand):
    """Compares, lists, restores."""

    help = "Compare all kept files with their hashes (verify), list strays (orphans), take back a deletion (restore)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done."""
        parser.add_argument("asked", nargs="*", metavar="verify|orphans|restore ID REASON")
        parser.add_argument("--remove", action="store_true", help="删除列出的无主文件")

    def handle(self, *_: object, asked: list[str], remove: bool, **__: Any) -> None:
        """Do it; what is wrong is an answer too."""
        if asked == ["verify"]:
            self._verify()
        elif asked == ["orphans"]:
            self._list(remove=remove)
        elif asked[:1] == ["restore"] and len(asked) == _RESTORE_WORDS:
            self._restore(*asked[1:])
        else:
            self._refuse(USAGE)

    def _verify(self) -> None:
        total, begun = StoredFile.objects.count(), time.monotonic()
        seen = 0

        def tell(number: int) -> None:
            nonlocal seen
            seen = number
            if not number % _TOLD_EVERY:
                speed = number / (time.monotonic() - begun)
                self.stderr.write(f"已核对 {number} 个文件，共 {total} 个，每秒 {speed:.0f} 个")

        found = [
            {"file": str(file.pk), "name": file.name, "trouble": str(trouble), "because": trouble.label}
            for file, trouble in kept_files.verify(tell)
        ]
        self.stdout.write(json.dumps({"valid": not found, "files": seen, "broken": found}, ensure_ascii=False))
        if found:
            sys.exit(1)

    def _list(self, *, remove: bool) -> None:
        names = list(kept_files.orphans())
        for name in names if remove else ():
            default_storage.delete(name)
        self.stdout.write(json.dumps({"orphans": names, "removed": remove}, ensure_ascii=False))

    def _restore(self, key: str, reason: str) -> None:
        try:
            file = StoredFile.objects.exclude(forgotten_at=None).get(pk=UUID(key))
        except (ValueError, StoredFile.DoesNotExist):
            self._refuse(_NONE.format(key))
        kept_files.restore(file, reason)
        self.stdout.write(json.dumps({"restored": key}, ensure_ascii=False))

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(2)
