"""The watch: every thing that can stand still shows, with why and since when, on the page and to monitoring."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind, JobStage
from accounts.models import Job, Notice
from accounts.services.anchors import anchor
from reviews.enums import PublicityKind, Stage
from reviews.models import Publicity
from reviews.services import invariants
from reviews.services.publicity import open_for
from reviews.services.sweep import close_due
from reviews.services.watch import State, checks, overdue, why
from tests.accounts.people import sign_in
from tests.conftest import Clock
from tests.reviews import filed
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


def desk() -> Client:
    actor, client = filed.officer(filed.agency(AgencyKind.HR_BUREAU)), Client()
    sign_in(client, actor.user, actor)
    return client


def opened() -> Publicity:
    under, of = filed.plan(employer_closes="2040-01-01T00:00:00+08:00"), filed.employer()
    case = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=under, of=of)
    return open_for(PublicityKind.EMPLOYER, under, [case], filed.handler(of))


def states() -> dict[str, State]:
    return {check.title: check.state for check in checks()}


def asked() -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("watchdog", stdout=out)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue()
    return 0, out.getvalue()


def test_where_all_is_in_order_nothing_is_out_of_order(clock: Clock, settings: LazySettings, tmp_path: Path) -> None:
    clock.set("2022-08-29 09:00")
    close_due()
    invariants.look()
    settings.BACKUP_FOLDER = str(tmp_path)
    (tmp_path / "20220829-031500.zcps").touch()
    assert set(states().values()) == {State.DONE}
    code, said = asked()
    assert code == 0
    assert said.count("[正常]") == 12 + 1 + len(invariants.INVARIANTS)


def test_a_backup_that_was_not_made_and_invariants_that_nobody_asks_show(
    clock: Clock, settings: LazySettings, tmp_path: Path
) -> None:
    clock.set("2022-08-29 09:00")
    assert (states()["备份"], states()["数据核对"]) == (State.DUE, State.DUE)
    settings.BACKUP_FOLDER = str(tmp_path)
    (tmp_path / "notes.zcps").touch()
    assert states()["备份"] == State.STOP
    (tmp_path / "20220829-031500.zcps").touch()
    invariants.look()
    assert states()["备份"] == states()["选票与投票登记"] == State.DONE
    clock.set("2022-08-30 09:00")
    assert (states()["备份"], states()["数据核对"]) == (State.STOP, State.STOP)


def test_a_sweep_that_stopped_and_what_it_left_lying_shows(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")
    close_due()
    publicity = opened()
    anchor()
    clock.set("2022-09-06 00:10")
    assert states()["到期办理"] == states()["到期的公示"] == State.STOP
    assert why(overdue().get()) == "等待系统结束，应在一分钟内完成"
    code, said = asked()
    assert code == 1
    assert "1 个公示已到期，没有异议，仍未结束。（自2022年9月6日（周二）00:00）" in said
    page = desk().get(reverse("watch")).content.decode()
    assert publicity.title in page
    close_due()
    assert states()["到期办理"] == states()["到期的公示"] == State.DONE


def test_where_every_sweep_fails_the_watch_says_so_at_once(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.set("2022-08-29 09:00")

    def broken() -> int:
        raise OSError("no room left")

    with monkeypatch.context() as patch:
        patch.setattr("reviews.services.sweep.close_ended", broken)
        for minute in ("09:01", "09:02"):
            clock.set(f"2022-08-29 {minute}")
            with pytest.raises(OSError, match="no room"):
                close_due()
        # It began a moment ago each time: only that none came to its end tells that something is wrong.
        code, said = asked()
        assert (code, states()["到期办理"]) == (1, State.STOP)
        assert "[异常] 到期办理：最近一次运行中断（OSError），还没有一次运行完成。" in said
        assert "最近一次运行中断（OSError）" in desk().get(reverse("watch")).content.decode()
        assert "no room" not in said
    close_due()
    assert states()["到期办理"] == State.DONE
    assert asked()[0] == 0


def test_a_provisional_end_is_told_as_the_reason(clock: Clock) -> None:
    clock.set("2028-03-01 09:00")
    opened()
    clock.set("2028-04-01 09:00")
    assert why(overdue().get()).startswith("截止时间为暂定")
    assert states()["到期的公示"] == State.DUE
    assert states()["节假日安排"] == State.STOP


def test_mail_jobs_and_entries_that_wait_show_since_when(clock: Clock) -> None:
    moment = clock.set("2022-08-29 09:00")
    opened()
    assert Notice.objects.exists()
    Job.objects.create(
        kind="x", owner=filed.officer(filed.agency(AgencyKind.REGISTRAR)).user, role="registrar", created_at=moment,
        heartbeat_at=moment, stage=JobStage.RUNNING,
    )  # fmt: skip
    clock.set("2022-08-30 12:00")
    found = {check.title: check for check in checks()}
    for title in ("待发送的消息", "后台办理", "办理日志存证"):
        assert found[title].state == State.STOP, title
        assert found[title].since is not None
        assert abs(found[title].since - moment) < dt.timedelta(minutes=1)
    assert "替代" in found["办理日志存证"].text
    anchor()
    assert states()["办理日志存证"] == State.DONE
    assert "日志均已存证" in desk().get(reverse("watch")).content.decode()


def test_the_list_takes_the_same_queries_for_one_and_three_and_can_be_sent(
    clock: Clock, django_assert_num_queries
) -> None:
    clock.set("2022-08-29 09:00")
    opened()
    browser, url = desk(), reverse("watch")
    clock.set("2022-09-06 00:10")
    browser.get(url)
    with django_assert_num_queries(21):
        browser.get(url)
    clock.set("2022-08-29 09:00")
    opened()
    opened()
    clock.set("2022-09-06 00:10")
    with django_assert_num_queries(21):
        assert browser.get(url).content.decode().count("等待系统结束") == 3
    sent = browser.get(reverse("watch_export"))
    assert b"".join(getattr(sent, "streaming_content", ())).decode().count("\r\n") == 4
    assert "没有找到相符的公示" in browser.get(url, {"q": "没有这个"}).content.decode()
    assert platform_clock.today() == dt.date(2022, 9, 6)
