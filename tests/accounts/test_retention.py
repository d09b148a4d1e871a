"""How long what is kept: each rule by the clock, counted before it is done, and harmless to repeat."""

import io
import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.urls import reverse

from accounts.enums import AgencyKind, JobStage
from accounts.models import Job, JournalEntry, Notice, SignIn
from accounts.services.clear_reading import note_reading, readings_about
from accounts.services.retention import RULES, Rule, keeps, sweep_all
from accounts.tasks import sweep_retention
from reviews.enums import Stage
from reviews.models import Application, Plan, RowChange
from reviews.services import retention_rules
from tests.accounts.people import make_person, sign_in
from tests.reviews import filed
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


def removed(**options: bool) -> dict[str, int]:
    out = io.StringIO()
    call_command("retention", stdout=out, **options)
    return {key: number for key, number in json.loads(out.getvalue())["removed"].items() if number}


def test_each_thing_goes_when_its_time_is_over_and_not_before(clock):
    person, moment = make_person(), platform_clock.now()
    SignIn.objects.all().delete()

    def after(days: int) -> None:
        clock.set(f"{(moment + timedelta(days=days)).astimezone(platform_clock.SHANGHAI):%Y-%m-%d %H:%M}")

    SignIn.objects.create(user=person, at=moment, way="政务服务网个人登录")
    for event, read in (("read", moment), ("unread", None)):
        Notice.objects.create(
            recipient=person, event=event, title="标题", body="内容", created_at=moment, read_at=read, mailed_at=moment
        )
    times = {"created_at": moment, "heartbeat_at": moment, "finished_at": moment}
    Job.objects.create(kind="any", owner=person, role="applicant", stage=JobStage.DONE, **times)
    draft = filed.case(Stage.DRAFT)
    Application.objects.filter(pk=draft.pk).update(filed_at=None, snapshot=None)
    draft.snapshots.all().delete()
    # Its filing is over for less than a year.
    Plan.objects.filter(pk=draft.plan_id).update(filing_closes=moment + timedelta(days=700))
    assert removed() == {}
    after(183)
    assert removed() == {}
    after(185)
    assert removed() == {"jobs": 1}
    after(364)
    assert "sign_ins" not in removed(dry_run=True)
    after(367)
    assert removed(dry_run=True)["sign_ins"] == 1
    assert removed()["sign_ins"] == 1
    after(732)
    assert removed(dry_run=True) == {"notices": 1}
    assert (removed(), removed()) == ({"notices": 1}, {})
    after(1067)
    assert (removed(), removed()) == ({"drafts": 1}, {})
    [gone] = RowChange.objects.filter(relation="reviews_application", operation="D")
    assert set(gone.changes.values()) == {"***"}
    assert [notice.event for notice in Notice.objects.all()] == ["unread"]
    assert not Application.objects.filter(pk=draft.pk).exists()


def test_what_was_filed_stays_for_good(clock):
    case = filed.case(Stage.EMPLOYER_REVIEW)
    clock.set("2060-01-01")
    removed()
    assert Application.objects.filter(pk=case.pk).exists()


def test_sessions_that_ended_go(clock):
    real = platform_clock.now() - platform_clock.offset()
    Session.objects.create(session_key="old", session_data="", expire_date=real - timedelta(days=2))
    Session.objects.create(session_key="new", session_data="", expire_date=real + timedelta(hours=1))
    assert removed() == {"sessions": 1}
    assert [row.pk for row in Session.objects.all()] == ["new"]


def test_a_rule_that_fails_stops_no_other(monkeypatch):
    def fails(limit, dry_run):
        raise OSError("no storage")

    monkeypatch.setitem(RULES, "first", Rule("first", "某", "1 日", "某", fails))
    assert sweep_all()["first"] == -1
    assert sweep_all()["notices"] == 0


def test_the_platforms_own_records_are_kept_half_a_year_at_least(clock):
    records = {rule.key for rule in RULES.values() if rule.is_record}
    assert records == {"journal", "readings", "sign_ins", "jobs", "history", "logs"}
    assert "6 个月" in RULES["logs"].how_long
    for days in (183, 0):
        with pytest.raises(ImproperlyConfigured, match="184 days"):
            keeps(Rule("few", "某", "183 日", "某", RULES["jobs"].sweep, days, is_record=True))
    assert "few" not in RULES
    keeps(Rule("for_good", "某", "长期保存", "某", is_record=True))
    del RULES["for_good"]
    # What was done 183 days ago is all there after a sweep.
    person, case = make_person(), filed.case(Stage.EMPLOYER_REVIEW)
    note_reading(
        filed.handler(case.employer), case.applicant, person, ["证件号码"], {"purpose": "核对", "reason": "某"}
    )
    moment = platform_clock.now()
    SignIn.objects.create(user=person, at=moment, way="政务服务网个人登录")
    Job.objects.create(kind="any", owner=person, role="applicant", stage=JobStage.DONE, created_at=moment,
                       heartbeat_at=moment, finished_at=moment)  # fmt: skip
    before = [model.objects.count() for model in (JournalEntry, SignIn, Job, RowChange)]
    clock.set(f"{(moment + timedelta(days=183)).astimezone(platform_clock.SHANGHAI):%Y-%m-%d %H:%M}")
    removed()
    assert [model.objects.count() for model in (JournalEntry, SignIn, Job, RowChange)] == before
    assert readings_about(person).count() == 1


def test_changes_of_rows_go_after_ten_years_in_portions(monkeypatch):
    monkeypatch.setattr(retention_rules, "_PORTIONS", 3)
    machine = platform_clock.machine()
    for days in (3654, 3654, 3655, 3655, 3660, 3652):
        at = machine - timedelta(days=days)
        RowChange.objects.create(
            relation="reviews_plan", row="1", operation="U", at=at, begun=at, txid=days, login="zcps", changes={}
        )
    before = RowChange.objects.count()
    history = RULES["history"].sweep
    assert history is not None
    # By its own time: the demonstration's clock does not move it.
    assert (history(1, True), RowChange.objects.count()) == (5, before)
    assert (history(1, False), RowChange.objects.count()) == (3, before - 3)
    assert sweep_all()["history"] == 2
    assert (sweep_all()["history"], RowChange.objects.count()) == (0, before - 5)
    assert RowChange.objects.filter(txid=3652).exists()


def test_beat_sweeps_and_the_page_says_so():
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert sweep_retention.name in scheduled


def test_those_who_watch_see_the_table(client):
    actor = filed.officer(filed.agency(AgencyKind.SUPERVISION))
    sign_in(client, actor.user, actor)
    assert reverse("retention") in client.get(reverse("watch")).content.decode()
    page = client.get(reverse("retention")).content.decode()
    for rule in RULES.values():
        assert rule.what in page
    sign_in(client, make_person())
    assert client.get(reverse("retention")).status_code == 403
