"""What must be true at any moment: each is broken by raw SQL, and is told."""

import pytest
from django.core.management import call_command
from django.db import connection

from reviews import tasks
from reviews.enums import Choice, PublicityKind, RoundStage, Stage
from reviews.models import Application, Certificate, Publicity, PublicityEntry, SweepRun, Turnout, VoteRound
from reviews.services import invariants
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.base import perform
from reviews.steps.cast import CAST
from reviews.steps.open_item import OPEN_ITEM
from tests.accounts.test_journal import append, meddle
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.committee.factory import chair, expert, first_item, hall, panel
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db
DUTIES = {"true": True, "accurate": True, "complete": True, "answers": True}


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


def sql(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_where_nothing_is_wrong_nothing_is_found() -> None:
    case = filed.case()
    perform(APPROVE_BY_EMPLOYER, case, filed.handler(case.employer), text="同意。", **DUTIES)
    tasks.ask_invariants()
    assert SweepRun.objects.get(work=invariants.WORK).done == {}


def test_a_ballot_too_many_and_a_count_that_is_not_the_boxes() -> None:
    meeting = hall(cases=1).convened()
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    seats = panel(meeting)
    for seat in seats[:3]:
        perform(CAST, item, expert(seat), choice=Choice.YES)
    assert invariants.ballots_equal_turnout() == ""
    vote = VoteRound.objects.get()
    # Before the transaction ends, where the constraint of the database would refuse it.
    slipped_in = Turnout.objects.create(round=vote, seat=seats[3])
    assert invariants.ballots_equal_turnout().endswith(f"表决轮次 {vote.pk}")
    slipped_in.delete()
    values = {"cast": 2, "yes": 2, "no": 0, "abstained": 0, "spoiled": 0}
    VoteRound.objects.update(stage=RoundStage.COUNTED, **values)
    assert invariants.ballots_equal_turnout().startswith("1 轮表决")


def test_a_stage_that_no_act_led_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariants, "STRETCH", 2)
    cases = [filed.case() for _ in range(3)]
    for case in cases:
        perform(APPROVE_BY_EMPLOYER, case, filed.handler(case.employer), text="同意。", **DUTIES)
    sql("UPDATE reviews_application SET stage = 'ready' WHERE id = %s", cases[2].pk)
    # A stretch each time: the third case lies in the second one, and it begins anew behind the last.
    found = [invariants.stages_equal_journal() for _ in range(4)]
    assert found == ["", f"1 件的状态与办理日志不一致：申报 {cases[2].pk}"] * 2


def shown(case: Application, kind: PublicityKind) -> PublicityEntry:
    publicity = Publicity.objects.create(
        kind=kind, plan=case.plan, title="公示", contact="", working_days=5, opened_at=platform_clock.now(),
        earliest_close="2022-09-06T00:00:00+08:00",
    )  # fmt: skip
    return PublicityEntry.objects.create(publicity=publicity, application=case, snapshot=case.snapshot, shown=[])


def test_a_certificate_before_the_results_were_shown_to_their_end() -> None:
    case = filed.case(Stage.PASSED)
    entry = shown(case, PublicityKind.RESULT)
    made = Certificate.objects.create(application=case, number="Z-1", content={}, issued_at=platform_clock.now())
    assert invariants.no_result_before_its_publicity_ended() == f"1 份证书在结果公示结束前签发：证书 {made.pk}"
    entry.released_at = "2022-09-06T00:00:00+08:00"
    entry.save()
    assert invariants.no_result_before_its_publicity_ended().startswith("1 份")
    Certificate.objects.update(issued_at="2022-09-07T00:00:00+08:00")
    assert invariants.no_result_before_its_publicity_ended() == ""


def test_somebody_released_before_the_end() -> None:
    entry = shown(filed.case(Stage.PRE_REVIEW_PUBLICITY), PublicityKind.PRE_REVIEW)
    assert invariants.no_period_shortened() == ""
    entry.released_at = "2022-09-05T23:59:00+08:00"
    entry.save()
    assert invariants.no_period_shortened() == f"1 人次的公示提前结束：公示人员 {entry.pk}"


def test_an_entry_of_the_journal_that_was_changed() -> None:
    append()
    assert invariants.chain_intact() == ""
    meddle("UPDATE accounts_journalentry SET act = 'other' WHERE number = 2")
    assert invariants.chain_intact() == "第 2 条内容被改动"


def test_one_that_cannot_be_asked_keeps_no_other_back(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    append()
    meddle("DELETE FROM accounts_journalentry WHERE number = 1")
    monkeypatch.setattr(invariants, "PublicityEntry", None)
    with pytest.raises(SystemExit) as ended:
        call_command("invariants")
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert said.count("[异常] 核对没有完成") == 2
    assert "[异常] 第 1 条缺失" in said
    assert "[正常] 每轮表决的选票数与投票登记、计票一致。" in said
