"""Make the demonstration ready: tables, static files, a season to look at. What is ready stays as it is."""

import hashlib
import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from zcps import clock
from zcps.services import DATABASE, DEMO, postgres
from zcps.signed import local
from zcps.signed.store import key_store


class Command(BaseCommand):
    """`manage.py demo_prepare`, as the demonstration runs it at every start."""

    help = "演示环境：建表、整理静态文件、生成演示数据；已完成的部分不会重复。"

    def handle(self, *_: Any, **__: Any) -> None:
        """Prepare, saying what takes time, and show the accounts at the end."""
        season = settings.VAR / "demo-season"
        if not season.exists():
            _empty_the_database()
        call_command("migrate", verbosity=0)
        self._collect_static_files()
        if not season.exists():
            until = os.environ.get("DEMO_UNTIL")
            self.stdout.write("正在生成演示数据，约需一分半钟…")
            self.stdout.flush()
            call_command("demo_season", **({"until": until} if until else {}))
            season.touch()
        local.prepare(key_store(), Path(settings.VAR), clock.now())
        call_command("demo_accounts")

    def _collect_static_files(self) -> None:
        stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
        present = _fingerprint()
        if not stamp.exists() or stamp.read_text() != present:
            self.stdout.write("正在整理静态文件…")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(present)


def _empty_the_database() -> None:
    """Begin afresh where no season was finished: half a season, left by an interrupted start, would never get whole."""
    if connection.introspection.table_names() and not _is_its_own():
        raise CommandError(
            "DATABASE_URL 指定的数据库中已有数据，演示不会清空不属于它的数据库。"
            "请取消 DATABASE_URL，或改为一个空的数据库。"
        )
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def _is_its_own() -> bool:
    """Whether the database is the one that the demonstration itself starts; any other may be somebody's work."""
    own = dj_database_url.parse(postgres.address(DEMO.postgres, DATABASE))
    here = connection.settings_dict
    return all(str(here[name]) == str(own[name]) for name in ("HOST", "PORT", "NAME"))


def _fingerprint() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            seen.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seen.hexdigest()
