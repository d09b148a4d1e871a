"""The backup of every day: when it is due, and how many are kept."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from zcps import clock
from zcps.backup.archive import DRAFT
from zcps.backup.make import Made, last_made, made_at, make
from zcps.backup.restore import verify
from zcps.backup.sealing import BackupRefused

# What a killed process left of a backup that it had begun.
_ABANDONED = dt.timedelta(days=1)


def is_due() -> bool:
    """Say whether none was made since the last time of day at which one is made; never where no time is set."""
    if not (settings.BACKUP_FOLDER and settings.BACKUP_AT):
        return False
    last = last_made(Path(settings.BACKUP_FOLDER))
    return last is None or last < _last_time(clock.now())


def make_daily(told: Callable[[str], None]) -> Made:
    """Make a backup, read it back to its end, and only then delete those that are too many. Raise BackupRefused."""
    folder = Path(settings.BACKUP_FOLDER)
    made = make(folder, told)
    try:
        verify(made.path)
    except BackupRefused:
        # Not counted as one, and kept for whoever looks for the cause.
        made.path.rename(made.path.with_suffix(".broken"))
        raise
    for path in too_many(folder):
        path.unlink()
    return made


def too_many(folder: Path) -> list[Path]:
    """Return the backups beyond BACKUP_KEPT, the oldest, and what was begun long ago and never ended; nothing else."""
    kept = settings.BACKUP_KEPT
    backups = sorted(((moment, path) for path, moment in made_at(folder)), reverse=True)
    over = [path for _, path in backups[kept:]] if kept else []
    before = (clock.machine() - _ABANDONED).timestamp()
    return over + [path for path in folder.glob(f"*{DRAFT}") if path.stat().st_mtime < before]


def _last_time(moment: dt.datetime) -> dt.datetime:
    here = moment.astimezone(clock.SHANGHAI)
    today = dt.datetime.combine(here.date(), dt.time.fromisoformat(settings.BACKUP_AT), clock.SHANGHAI)
    return today if today <= here else today - dt.timedelta(days=1)
