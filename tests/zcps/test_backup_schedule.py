"""The backup of the day: made by the clock, once, read back, told where it was not; the oldest go, never the rest."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from reviews import tasks
from reviews.models import SweepRun
from reviews.services import backups
from reviews.services.gauges import gauges
from reviews.services.watch import Check, State, checks
from tests.conftest import Clock
from zcps.alone import alone
from zcps.backup import schedule
from zcps.backup.sealing import BackupRefused
from zcps.checks import check_backups

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path, clock: Clock) -> Path:
    settings.BACKUP_KEY, settings.BACKUP_FOLDER, settings.BACKUP_KEPT = "k" * 40, str(tmp_path / "backups"), 2
    (tmp_path / "backups").mkdir()
    clock.set("2022-08-29 03:00")
    return tmp_path / "backups"


def check() -> Check:
    [found] = [each for each in checks() if each.title == "备份"]
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_a_day_and_the_last_two_are_kept(clock: Clock, folder: Path, settings: LazySettings) -> None:
    (folder / "notes.txt").touch()
    assert gauges()["zcps_backup_age_seconds"][1] == float("inf")
    for moment, is_made in (
        ("2022-08-29 03:00", True),  # the first: none is there
        ("2022-08-29 03:10", False),
        ("2022-08-29 03:15", True),
        ("2022-08-29 23:50", False),
        ("2022-08-30 03:14", False),
        ("2022-08-30 09:00", True),  # the machine was off in the night
    ):
        clock.set(moment)
        assert (moment, backups.make_due()) == (moment, is_made)
    assert [name[:13] for name in names(folder)] == ["20220829-0315", "20220830-0900", "notes.txt"]
    assert check().state == State.DONE
    clock.set("2022-08-31 11:01")
    assert check().state == State.STOP
    assert 26 * 3600 < gauges()["zcps_backup_age_seconds"][1] < 26 * 3600 + 120
    # By somebody else's timer: the platform makes none, and looks all the same.
    settings.BACKUP_AT = ""
    assert backups.make_due() is False
    assert "由定时任务每日运行 manage.py backup" in check().remedy


def test_what_was_not_made_is_told_and_tried_again(
    clock: Clock, folder: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BACKUP_KEY = ""
    with pytest.raises(BackupRefused):
        tasks.make_backup()
    assert check().text.startswith("最近一次备份没有完成（没有设置备份密钥")
    assert names(folder) == []
    settings.BACKUP_KEY = "k" * 40

    def unreadable(_: Path) -> Any:
        raise BackupRefused("备份文件的内容被改动（第 1 段）。")

    with monkeypatch.context() as patch:
        patch.setattr(schedule, "verify", unreadable)
        with pytest.raises(BackupRefused):
            tasks.make_backup()
    [name] = names(folder)
    assert name.endswith(".broken")
    assert "内容被改动" in check().text
    clock.advance(minutes=10)
    tasks.make_backup()
    assert (check().state, SweepRun.objects.get(work="backup").done) == (State.DONE, {"missing": 0})


def test_one_that_a_wrong_clock_put_into_the_future_is_none(clock: Clock, folder: Path) -> None:
    (folder / "20291231-031500.zcps").touch()
    assert check().state == State.STOP
    assert backups.make_due() is True
    assert check().state == State.DONE


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_makes_it(folder: Path) -> None:
    found: list[bool] = []

    def other() -> None:
        found.append(backups.make_due())
        connection.close()

    with alone(backups.WORK) as is_ours:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert (is_ours, found, names(folder)) == (True, [False], [])
    other()
    assert found == [False, True]


def test_settings_that_cannot_be_are_named(settings: LazySettings) -> None:
    assert check_backups() == []
    settings.BACKUP_AT, settings.BACKUP_KEY = "late", ""
    assert [one.id for one in check_backups()] == ["zcps.E002", "zcps.W005"]
