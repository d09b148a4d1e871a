"""The sweep by batches does what each act does by itself, in as many questions to the database for ten as for three."""

import datetime as dt
import gc
import logging
from typing import Any

import pytest
from django.core.management import call_command

from accounts.actor import CLOCK
from accounts.models import JournalEntry, Notice
from accounts.services.journal import broken_links
from accounts.steps.base import perform
from accounts.steps.many import perform_many
from reviews.enums import ObjectionStage, PublicityKind, Stage
from reviews.models import Application, Objection, Publicity, PublicityEntry, SweepRun
from reviews.selectors.calendar import read_once
from reviews.services import periods, sweep
from reviews.services.calendar import after_working_days
from reviews.services.publicity import CLOSING, open_for
from reviews.services.sweep import close_due
from reviews.steps.close_employer_publicity import CLOSE_EMPLOYER_PUBLICITY, DAYS_AFTER_OBJECTION
from reviews.steps.lapse import LAPSE
from tests.conftest import Clock
from tests.reviews import filed, many_due
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db

HELD_BY = {PublicityKind.EMPLOYER: Stage.EMPLOYER_PUBLICITY_DUE, PublicityKind.PRE_REVIEW: Stage.QUALIFIED}


def opened(clock: Clock, kind: PublicityKind, people: int) -> Publicity:
    clock.set(many_due.OPENS)
    under, of = filed.plan(employer_closes="2040-01-01T00:00:00+08:00"), filed.employer()
    cases = [filed.case(HELD_BY[kind], under=under, of=of, name=f"申报人{number}") for number in range(people)]
    by = filed.handler(of) if kind == PublicityKind.EMPLOYER else filed.officer(under.office)
    return open_for(kind, under, cases, by)


def traces(case: Application, other: Application) -> list[Any]:
    """What is left of an act on a case, with what names it taken as that of another."""
    row = Application.objects.filter(pk=case.pk).values("stage", "leg", "holder", "due_at", "entered_at").get()
    entry = JournalEntry.objects.filter(case_id=case.pk).latest("number")
    told = Notice.objects.filter(event=entry.digest).order_by("title", "recipient__kind")
    texts = [(one.title, one.body.replace(case.applicant.user.name, "某"), one.recipient.kind) for one in told]
    said = [entry.act, entry.role, entry.actor_label, entry.before, entry.after, entry.data]
    released = list(case.publicity_entries.values_list("released_at", flat=True))
    return [row, said, texts, released]


@pytest.mark.parametrize("kind", HELD_BY)
def test_a_batch_leaves_what_the_act_by_itself_leaves(clock: Clock, kind: PublicityKind) -> None:
    publicity = opened(clock, kind, people=2)
    clock.set(many_due.CLOSES)
    alone, batched = Application.objects.order_by("pk")
    step = CLOSING[kind]
    with platform_clock.held():
        perform(step, alone, CLOCK)
        done = perform_many(step, Application.objects.filter(pk=batched.pk), CLOCK)
    assert [case.pk for case in done.acted] == [batched.pk]
    assert traces(batched, alone) == traces(alone, batched)
    assert publicity.entries.filter(released_at=None).count() == 0
    assert list(broken_links()) == []


def test_an_objection_that_was_dismissed_gives_the_employer_time_in_a_batch_as_alone(clock: Clock) -> None:
    publicity = opened(clock, PublicityKind.EMPLOYER, people=4)
    against, listed, before, untouched = publicity.entries.order_by("pk")
    moment = {"raised_at": platform_clock.now(), "due_at": platform_clock.now(), "stage": ObjectionStage.DISMISSED}
    Objection.objects.create(publicity=publicity, entry=against, receipt="1", text="某", **moment)
    assert periods.disputed_among(list(publicity.entries.all())) == {against.pk}
    PublicityEntry.objects.filter(pk=before.pk).update(previous=against)
    assert periods.disputed_among(list(publicity.entries.all())) == {against.pk, before.pk}
    clock.set(many_due.CLOSES)
    soon = platform_clock.now() + dt.timedelta(hours=1)
    Application.objects.update(due_at=soon)
    assert close_due().released == 4
    late = dict(Application.objects.values_list("pk", "due_at"))
    assert late[against.application_id] == late[before.application_id] == after_working_days(DAYS_AFTER_OBJECTION)
    assert late[listed.application_id] == late[untouched.application_id] == soon
    Objection.objects.create(publicity=publicity, receipt="2", text="某", **moment)
    assert len(periods.disputed_among(list(publicity.entries.all()))) == 4


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_not_looked_for_in_a_batch_and_is_after_it_as_before(collects: bool) -> None:
    seen: list[bool] = []

    def work(keys: list[int]) -> list[int]:
        seen.append(gc.isenabled())
        if len(keys) > 1:
            raise ValueError("one by one")
        return keys

    was = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        assert sweep._in_one_go(work, [1, 2]) == [1, 2]
        assert (seen, gc.isenabled()) == ([False] * 3, collects)
    finally:
        (gc.enable if was else gc.disable)()


def test_lapsing_in_a_batch_leaves_what_lapsing_alone_leaves(clock: Clock) -> None:
    clock.set(many_due.OPENS)
    under, of = filed.plan(), filed.employer()
    filed.handler(of)
    alone, batched = (filed.case(Stage.RECOMMENDATION, under=under, of=of, name=f"某{n}") for n in (1, 2))
    colleague = filed.officer(alone.holder).user
    clock.set("2022-10-02 09:00")
    with platform_clock.held():
        perform(LAPSE, alone, CLOCK, due=alone.due_at, colleagues=[colleague])
        perform_many(LAPSE, Application.objects.filter(pk=batched.pk), CLOCK)
    assert traces(batched, alone) == traces(alone, batched)


def test_ten_take_as_many_queries_as_three(clock: Clock, django_assert_num_queries) -> None:
    for people in (3, 10):
        opened(clock, PublicityKind.EMPLOYER, people)
        clock.set(many_due.CLOSES)
        cases = Application.objects.filter(stage=Stage.EMPLOYER_PUBLICITY)
        assert cases.count() == people
        keys = list(cases.values_list("pk", flat=True))
        with read_once(), django_assert_num_queries(16):
            perform_many(CLOSE_EMPLOYER_PUBLICITY, Application.objects.filter(pk__in=keys), CLOCK)


def test_what_may_not_end_is_left_with_its_reasons(clock: Clock) -> None:
    publicity = opened(clock, PublicityKind.EMPLOYER, people=2)
    clock.set("2022-09-05 23:59:59")
    done = perform_many(CLOSE_EMPLOYER_PUBLICITY, Application.objects.all(), CLOCK)
    assert done.acted == []
    assert all("尚未期满" in reasons[0] for _, reasons in done.refused)
    assert not JournalEntry.objects.filter(act="close_employer_publicity").exists()
    assert publicity.entries.filter(released_at=None).count() == 2


def test_one_that_fails_is_logged_and_keeps_no_other_waiting(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    publicity = opened(clock, PublicityKind.EMPLOYER, people=3)
    bad = publicity.entries.order_by("pk")[1].application_id
    whole = CLOSE_EMPLOYER_PUBLICITY.hand_over

    def hand_over(subject: Application, entry: PublicityEntry, **data: Any) -> None:
        if subject.pk == bad:
            raise ValueError("spoilt")
        whole(subject, entry, **data)

    monkeypatch.setattr(CLOSE_EMPLOYER_PUBLICITY, "hand_over", hand_over)
    clock.set(many_due.CLOSES)
    with caplog.at_level(logging.ERROR, logger="reviews.services.sweep"):
        assert close_due().released == 2
    assert "done one by one" in caplog.text
    assert f"row {bad}" in caplog.text
    assert Application.objects.get(pk=bad).stage == Stage.EMPLOYER_PUBLICITY
    assert not publicity.entries.get(application=bad).released_at


def test_more_than_a_batch_is_done_batch_by_batch(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "BATCH", 4)
    clock.set(many_due.OPENS)
    many_due.periods(10)
    clock.set(many_due.CLOSES)
    swept = close_due()
    assert (swept.released, swept.closed) == (10, 10)
    assert many_due.stages() == {Stage.EMPLOYER_OPINION_DUE: 10}


def test_each_run_is_noted_and_the_command_runs_one(clock: Clock, capsys) -> None:
    moment = clock.set(many_due.OPENS)
    call_command("sweep")
    run = SweepRun.objects.get(work="sweep")
    assert run.ended_at
    assert run.ended_at - moment < dt.timedelta(minutes=1)
    assert run.done["released"] == 0
