"""Publicity periods: opened, counted, held, ended; and what they show of a person."""

import json
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actor import CLOCK
from accounts.models import JournalEntry
from law.personal_numbers import without_numbers
from reviews.enums import PublicityKind, Stage
from reviews.models import Application, Document, Objection, Publicity
from reviews.publicity_fields import FIELDS, fields_of
from reviews.services.publicity import hash_of, is_running, open_for, period_of, still_showing
from reviews.services.sweep import close_due
from reviews.steps.base import ActRefused, perform
from reviews.steps.close_employer_publicity import CLOSE_EMPLOYER_PUBLICITY
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.refusals import DEFECTS

pytestmark = pytest.mark.django_db

EXAMPLES = json.loads((Path(__file__).parents[2] / "law" / "vectors" / "workdays.json").read_text(encoding="utf-8"))


def opened(clock: Clock, when: str = "2022-08-29 09:00", people: int = 1, **plan: object) -> Publicity:
    clock.set(when)
    far = {"employer_closes": "2040-01-01T00:00:00+08:00"}
    under, of = filed.plan(**{**far, **plan}), filed.employer()
    cases = [filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=under, of=of) for _ in range(people)]
    return open_for(PublicityKind.EMPLOYER, under, cases, filed.handler(of))


def object_to(publicity: Publicity, number: int = 0, stage: str = "open") -> Objection:
    entry = publicity.entries.order_by("pk")[number]
    return Objection.objects.create(
        publicity=publicity,
        entry=entry,
        receipt=f"YY{entry.pk}",
        name="王某",
        contact="a",
        text="t",
        raised_at=publicity.opened_at,
        due_at=publicity.opened_at,
        stage=stage,
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_it_ends_at_the_moment_of_the_examples_and_not_a_minute_before(clock: Clock, example: dict) -> None:
    start, close = example["start"][:16].replace("T", " "), example["earliest_close"][:16].replace("T", " ")
    publicity = opened(clock, start, publicity_days=example["working_days"])
    case = publicity.entries.get().application
    assert publicity.earliest_close.isoformat() == example["earliest_close"]
    clock.set(close)
    clock.advance(minutes=-1)
    close_due()
    case.refresh_from_db()
    assert case.stage == Stage.EMPLOYER_PUBLICITY
    with pytest.raises(ActRefused):
        perform(CLOSE_EMPLOYER_PUBLICITY, case, CLOCK)
    clock.set(close)
    assert not is_running(publicity)
    close_due()
    case.refresh_from_db()
    publicity.refresh_from_db()
    assert case.stage == Stage.EMPLOYER_OPINION_DUE
    assert publicity.closed_at
    kept = JournalEntry.objects.get(act="close_employer_publicity").data
    assert len(kept["counted"]) == example["working_days"]
    assert kept["earliest_close"] == publicity.earliest_close.isoformat()


def test_a_later_notice_puts_the_end_off(clock: Clock) -> None:
    """W33: opened before the notice of 27 January 2020 that made the festival longer."""
    publicity = opened(clock, "2020-01-20 09:00")
    assert publicity.earliest_close.isoformat() == "2020-02-02T00:00:00+08:00"
    clock.set("2020-02-02 00:00")
    assert is_running(publicity)
    close_due()
    publicity.refresh_from_db()
    assert publicity.closed_at is None
    assert publicity.earliest_close.isoformat() == "2020-02-04T16:00:00+00:00"
    entry = JournalEntry.objects.get(act="recompute_publicity")
    assert entry.data["told"] == "2020-02-01T16:00:00+00:00"
    assert entry.data["earliest_close"] == "2020-02-05T00:00:00+08:00"
    clock.set("2020-02-05 00:00")
    close_due()
    publicity.refresh_from_db()
    assert publicity.closed_at


def test_a_provisional_period_never_ends_until_the_days_are_announced(clock: Clock) -> None:
    publicity = opened(clock, "2028-03-01 09:00")
    assert publicity.is_provisional
    clock.set("2029-06-01 09:00")
    close_due()
    publicity.refresh_from_db()
    assert publicity.closed_at is None
    assert is_running(publicity)
    with pytest.raises(ActRefused, match="尚未由国务院办公厅公布"):
        perform(CLOSE_EMPLOYER_PUBLICITY, publicity.entries.get().application, CLOCK)


def test_the_database_refuses_an_early_end(clock: Clock) -> None:
    publicity = opened(clock)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publicity.objects.filter(pk=publicity.pk).update(closed_at=publicity.opened_at)


@pytest.mark.parametrize("stage", ["open", "upheld"])
def test_an_objection_holds_the_one_it_concerns_and_no_other(clock: Clock, stage: str) -> None:
    publicity = opened(clock, people=3)
    held = object_to(publicity, 1, stage)
    clock.set("2022-09-06 00:00")
    close_due()
    publicity.refresh_from_db()
    stages = list(publicity.entries.order_by("pk").values_list("application__stage", flat=True))
    assert stages == [Stage.EMPLOYER_OPINION_DUE, Stage.EMPLOYER_PUBLICITY, Stage.EMPLOYER_OPINION_DUE]
    assert not publicity.closed_at
    held.stage = "dismissed"
    held.save()
    close_due()
    assert Publicity.objects.get().closed_at
    assert not still_showing(publicity).exists()


def test_an_objection_that_outlasts_the_deadline_leaves_the_employer_three_working_days(clock: Clock) -> None:
    publicity = opened(clock, people=2, employer_closes="2022-09-21T00:00:00+08:00")
    objection = object_to(publicity, 0)
    first, second = publicity.entries.order_by("pk")
    clock.set("2022-09-22 10:00")
    close_due()
    assert Application.objects.get(pk=second.application_id).stage == Stage.LAPSED
    objection.stage = "dismissed"
    objection.save()
    close_due()
    case = Application.objects.get(pk=first.application_id)
    # Thursday 22 September: Friday, Monday and Tuesday follow.
    assert (case.stage, case.due_at.isoformat()) == (Stage.EMPLOYER_OPINION_DUE, "2022-09-27T16:00:00+00:00")


def test_an_objection_within_the_deadline_does_not_move_it(clock: Clock) -> None:
    publicity = opened(clock, employer_closes="2022-09-21T00:00:00+08:00")
    object_to(publicity, 0, "dismissed")
    clock.set("2022-09-06 00:00")
    close_due()
    assert publicity.entries.get().application.due_at.isoformat() == "2022-09-20T16:00:00+00:00"


def test_sweeping_again_changes_nothing(clock: Clock) -> None:
    opened(clock, people=3)
    clock.set("2022-09-06 00:00")
    first = close_due()
    entries = JournalEntry.objects.count()
    assert (first.released, first.closed, first.lapsed) == (3, 1, 0)
    second = close_due()
    assert (second.released, second.closed, second.lapsed) == (0, 0, 0)
    assert JournalEntry.objects.count() == entries


def test_a_withdrawn_case_does_not_keep_a_publicity_open(clock: Clock) -> None:
    publicity = opened(clock, people=2)
    gone = publicity.entries.first()
    Application.objects.filter(pk=gone.application_id).update(stage=Stage.WITHDRAWN, due_at=None)
    assert still_showing(publicity).count() == 1
    clock.set("2022-09-06 00:00")
    close_due()
    publicity.refresh_from_db()
    assert publicity.closed_at


def test_one_case_that_is_refused_opens_nothing(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")
    plan, employer = filed.plan(), filed.employer()
    good = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan, of=employer)
    bad = filed.case(Stage.EMPLOYER_REVIEW, under=plan, of=employer, name="周未审")
    with pytest.raises(ActRefused) as refused:
        open_for(PublicityKind.EMPLOYER, plan, [good, bad], filed.handler(employer))
    assert refused.value.reasons[0].startswith("周未审：")
    assert not Publicity.objects.exists()
    assert not Document.objects.exists()


def test_different_plans_or_employers_are_not_mixed(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")
    plan = filed.plan()
    one, other = (filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan) for _ in range(2))
    with pytest.raises(ActRefused, match="同一计划、同一单位"):
        open_for(PublicityKind.EMPLOYER, plan, [one, other], filed.handler(one.employer))
    with pytest.raises(ActRefused, match="请至少选择一名"):
        open_for(PublicityKind.EMPLOYER, plan, [], filed.handler(one.employer))


def test_rows_are_frozen_with_a_hash(clock: Clock) -> None:
    publicity = opened(clock, people=2)
    assert publicity.content_hash == hash_of(publicity)
    entry = publicity.entries.first()
    assert [label for label, _ in entry.shown] == [FIELDS[key][0] for key in publicity.plan.public_fields]
    assert period_of(publicity).final


@pytest.mark.parametrize(
    "text",
    [
        "证号330802199003074517号",
        "33080219900307451X",
        "330802900307451",
        "电话13905700123。",
        "139 0570 0123",
        "0570-0000000",
        "6222020200112233445",
    ],
)
def test_numbers_that_identify_are_taken_out(text: str) -> None:
    assert "（号码不予公示）" in without_numbers(text)


@pytest.mark.parametrize("text", ["2022年", "专利号ZL202010123456.7", "第12届", "作品《1949》", "2021-03"])
def test_other_numbers_stay(text: str) -> None:
    assert without_numbers(text) == text


class TestNumberInTheText:
    @pytest.fixture
    def case(self, clock: Clock) -> Application:
        clock.set("2022-08-29 09:00")
        award = filed.record(4, "award", f"奖状 {filed.ID_NUMBER}")
        typed = filed.content(achievements={"before": [], "after": [award]})
        typed["papers"] = [filed.record(5, "paper", f"论文 联系电话{filed.PHONE}")]
        under = filed.plan(public_fields=list(FIELDS))
        return filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=under, name="周有号", content=typed)

    def test_is_refused_with_person_field_and_what_to_do(self, case: Application) -> None:
        other = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=case.plan, of=case.employer)
        entries = JournalEntry.objects.count()
        with pytest.raises(ActRefused) as refused:
            open_for(PublicityKind.EMPLOYER, case.plan, [case, other], filed.handler(case.employer))
        (reason,) = refused.value.reasons
        assert reason.startswith("周有号：公示字段“主要业绩”中有身份证号")
        assert "退回补正" in reason
        assert filed.ID_NUMBER not in reason
        assert not Publicity.objects.exists()
        assert JournalEntry.objects.count() == entries
        assert set(Application.objects.values_list("stage", flat=True)) == {Stage.EMPLOYER_PUBLICITY_DUE}

    def test_is_taken_out_where_the_officer_says_so_and_the_journal_tells(self, case: Application) -> None:
        officer = filed.handler(case.employer)
        opened = open_for(PublicityKind.EMPLOYER, case.plan, [case], officer, hide_numbers=True)
        shown = json.dumps(opened.entries.get().shown, ensure_ascii=False)
        assert "（号码不予公示）" in shown
        assert (filed.ID_NUMBER in shown, filed.PHONE in shown) == (False, False)
        assert JournalEntry.objects.get(act="open_employer_publicity").data["hidden"] == ["主要业绩"]

    def test_of_a_field_that_is_not_shown_stops_nobody(self, case: Application) -> None:
        case.plan.public_fields = ["name", "title"]
        case.plan.save()
        opened = open_for(PublicityKind.EMPLOYER, case.plan, [case], filed.handler(case.employer))
        assert [label for label, _ in opened.entries.get().shown] == ["姓名", "申报资格"]

    def test_the_employer_can_send_it_back_instead(self, case: Application) -> None:
        done = perform(RETURN_FOR_CORRECTION, case, filed.handler(case.employer), defects=DEFECTS)
        assert done.stage == Stage.DRAFT


def test_the_employer_shows_more_at_home_than_the_office_to_the_public(clock: Clock) -> None:
    """S2 附2 四: basic facts and achievements, in the employer's own house."""
    publicity = opened(clock, public_fields=["name"], employer_fields=["achievements"])
    case = publicity.entries.get().application
    assert fields_of(case, PublicityKind.EMPLOYER) == ["name", "achievements"]
    assert fields_of(case, PublicityKind.RESULT) == ["name"]
    assert [label for label, _ in publicity.entries.get().shown] == ["姓名", "主要业绩"]


def test_a_list_of_many_asks_the_database_no_more_than_one_of_two(clock: Clock) -> None:
    """Two hundred people on one list: what is asked does not grow with them."""
    clock.set("2022-08-29 09:00")
    plan, employer = filed.plan(), filed.employer()
    numbers = []
    for people in (2, 5):
        cases = [filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan, of=employer) for _ in range(people)]
        officer = filed.handler(employer)
        with CaptureQueriesContext(connection) as asked:
            shown = open_for(PublicityKind.EMPLOYER, plan, cases, officer)
        numbers.append(len(asked))
        assert [entry.application_id for entry in shown.entries.order_by("pk")] == [case.pk for case in cases]
        assert shown.content_hash == hash_of(shown)
    assert numbers[0] == numbers[1] <= 40
    assert JournalEntry.objects.filter(act="open_employer_publicity").count() == 7
