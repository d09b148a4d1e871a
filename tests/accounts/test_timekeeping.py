"""The machine's clock goes wrong: nothing ends or is deleted by it, the operator is told, and has the last word."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import JournalEntry
from accounts.services import clock_doubt, jobs, retention, timekeeping
from reviews.services import invariants
from reviews.services.sweep import close_due
from tests.accounts.test_journal import append

pytestmark = pytest.mark.django_db


@pytest.fixture
def jump(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what sets the machine's clock so much ahead (negative: back); the platform is no demonstration."""
    settings.DEMO_CLOCK = False
    machine = timezone.now  # noqa: TID251 - the machine's own clock is what is set here

    def ahead(**by: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: machine() + dt.timedelta(**by))

    return ahead


def said() -> str:
    with pytest.raises(SystemExit) as ended:
        call_command("clock")
    assert ended.value.code == 1
    return invariants.look()["clock"]


def test_a_clock_that_is_not_the_databases_ends_and_deletes_nothing(jump: Any) -> None:
    jump(seconds=90)
    assert close_due() is not None
    jump(days=3)
    for work in (close_due, retention.sweep_all, jobs.forget_results):
        with pytest.raises(timekeeping.ClockDoubted, match="数据库的时钟快 3 天；按时间办理和清理的事项已经暂停"):
            work()
    assert said() == "本机时钟比数据库的时钟快 3 天"
    for command in ("sweep", "retention"):
        with pytest.raises(CommandError, match="clock accept"):
            call_command(command)
    # Nobody may believe a clock against that of the database.
    with pytest.raises(CommandError, match="没有改动"):
        call_command("clock", "accept", "我看是对的")
    jump(days=0)
    assert close_due() is not None
    assert "clock" not in invariants.look()


def test_a_leap_of_both_clocks_is_seen_until_it_is_taken_back_or_accepted(
    jump: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The database runs on this machine, and leaps with it.
    monkeypatch.setattr(clock_doubt, "unlike_the_database", lambda _: None)
    append(1)
    close_due()
    jump(days=1, minutes=1)
    for _ in range(2):
        with pytest.raises(timekeeping.ClockDoubted, match="跳变，比应有的时间快 24 小时"):
            close_due()
    jump(days=0)
    close_due()
    jump(hours=-3)
    assert "慢 3 小时" in said()
    call_command("clock", "accept", "机房断电后校时")
    close_due()
    entry = JournalEntry.objects.latest("number")
    assert (entry.act, entry.data["reason"]) == ("accept_clock", "机房断电后校时")
    assert "慢 3 小时" in entry.data["doubted"]


def test_many_look_at_the_same_moment_and_leave_one_note(settings: LazySettings) -> None:
    state = {"boots": {}, "accepted": 0}
    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(clock_doubt.note, [state] * 80))) == 80
    folder = Path(settings.JOURNAL_ANCHOR_FILE).parent
    assert [path.name for path in folder.iterdir()] == ["clock.json"]


def test_an_entry_of_the_future_and_one_after_it_are_noticed(jump: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_doubt, "leapt", lambda: None)
    append(2)
    jump(days=1)
    append(1)
    jump(days=0)
    with pytest.raises(timekeeping.ClockDoubted, match="比办理日志第 3 条的时间慢 24 小时"):
        close_due()
    append(2)
    assert said() == "办理日志第 4 条的时间早于前一条"
    call_command("clock", "accept", "已校时")
    assert "clock" not in invariants.look()
    append(1)
    close_due()


def test_bad_input_gets_a_sentence() -> None:
    for asked in (["believe"], ["accept"]):
        with pytest.raises(CommandError, match="请写明要做什么"):
            call_command("clock", *asked)
