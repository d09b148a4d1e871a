"""Seals every encrypted value anew with the first of FIELD_KEYS, and writes blind indexes with the first INDEX_KEY.

    manage.py rotate_field_keys                 goes through all columns, telling how far it is
    manage.py rotate_field_keys --batch 200     smaller transactions
    manage.py rotate_field_keys --status        only tells what is left; ends with 1 while anything is

It may be stopped and started again at any moment, and runs beside the platform. docs/security.md says in which order
the keys are changed.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zcps.encryption import reindexing, rotation

DONE = "全部加密字段都已使用最新密钥。"


class Command(BaseCommand):
    """The command."""

    help = "用最新密钥重新加密全部加密字段，并重写检索索引；可随时中断，再次运行即继续。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size of a transaction."""
        parser.add_argument("--batch", type=int, default=500, help="每个事务处理的行数")
        parser.add_argument("--status", action="store_true", help="只显示尚未处理的数量")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate, or tell."""
        if options["status"]:
            self._tell()
            return
        failed = sum(self._rotate(column, options["batch"]) for column in rotation.columns())
        if reindexing.is_changing():
            self._reindex(options["batch"])
        if failed:
            raise CommandError(f"有 {failed} 个值无法解密，保持原样。请把用过的旧密钥补入 FIELD_KEYS 后再次运行。")
        self.stdout.write(DONE)

    def _rotate(self, column: rotation.Column, batch: int) -> int:
        failed: list[rotation.Key] = []
        for progress in rotation.rotate(column, batch):
            failed = progress.failed
            self.stdout.write(f"{column.place}：已重新加密 {progress.done}，尚余 {progress.left}")
        if failed:
            self.stderr.write(f"{column.place}：无法解密的行：{'、'.join(map(str, failed[:20]))}")
        return len(failed)

    def _reindex(self, batch: int) -> None:
        for model, field in reindexing.keeping_values():
            for looked, changed in reindexing.reindex(model, field, batch):
                self.stdout.write(f"{model._meta.db_table}.{field.column}：已核对 {looked}，重写索引 {changed}")
        left = reindexing.left_behind()
        if left:
            self.stdout.write(f"另有 {left} 行不保存号码，只能用旧的 INDEX_KEY 检索，请暂时保留旧密钥。")

    def _tell(self) -> None:
        left = {column.place: number for column in rotation.columns() if (number := rotation.waiting(column))}
        for place, number in left.items():
            self.stdout.write(f"{place}：尚余 {number}")
        if left:
            raise CommandError(f"共有 {sum(left.values())} 个值仍由旧密钥加密。请运行 manage.py rotate_field_keys。")
        self.stdout.write(DONE)
