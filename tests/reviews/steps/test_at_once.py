"""Two at once: the second gets a sentence, and the case is never decided twice."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import close_old_connections, connection

from accounts.enums import AgencyKind
from accounts.models import JournalEntry
from employers.enums import EmployerKind
from reviews.enums import PublicityKind, Stage
from reviews.models import Application
from reviews.services.publicity import open_for
from reviews.services.sweep import close_due
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.base import ActRefused, perform
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.recommend import RECOMMEND
from reviews.steps.settle_ambiguity import SETTLE_AMBIGUITY
from tests.conftest import Clock
from tests.employers.tables import make_table
from tests.reviews import doubts, filed

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 20
TEXT: dict[str, Any] = {"text": "经审核，同意。"}
DUTIES: dict[str, Any] = {"true": True, "accurate": True, "complete": True, "answers": True}


def together(*acts: Callable[[], object]) -> list[Any]:
    """Run acts on connections of their own, let go at the same moment; return what each gave or why it was refused."""
    gate = threading.Barrier(len(acts))
    found: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            gate.wait(10)
            found[place] = acts[place]()
        except ActRefused as refused:
            found[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    close_old_connections()
    return found


def refusals(found: list[Any]) -> list[ActRefused]:
    return [each for each in found if isinstance(each, ActRefused)]


def test_one_recommends_while_another_refuses(clock: Clock) -> None:
    clock.set("2022-09-21 09:00")
    plan, employer = filed.plan(), filed.employer()
    first, second = (filed.holder(filed.case(Stage.RECOMMENDATION, under=plan, of=employer)) for _ in range(2))
    for _ in range(ROUNDS):
        case = filed.case(Stage.RECOMMENDATION, under=plan, of=employer)
        found = together(
            partial(perform, RECOMMEND, case, first, **TEXT),
            partial(perform, NOT_RECOMMEND, case, second, **TEXT),
        )
        [refused] = refusals(found)
        # Recommended first, the case is no longer the second officer's; refused first, it has ended.
        assert any(words in str(refused) for words in ("可能已由他人办理", "不能办理"))
        assert case.opinions.count() == 1
        assert JournalEntry.objects.filter(case_id=case.pk).count() == 1


def test_a_double_click_recommends_once(clock: Clock) -> None:
    clock.set("2022-09-21 09:00")
    plan, employer = filed.plan(), filed.employer()
    officer = filed.holder(filed.case(Stage.RECOMMENDATION, under=plan, of=employer))
    for _ in range(ROUNDS):
        case = filed.case(Stage.RECOMMENDATION, under=plan, of=employer)
        found = together(*[partial(perform, RECOMMEND, case, officer, **TEXT)] * 2)
        assert len(refusals(found)) == 1
        assert Application.objects.get(pk=case.pk).leg == 1
        assert case.opinions.count() == 1


def test_two_people_do_not_get_the_last_post(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")
    plan = filed.plan()
    for _ in range(ROUNDS):
        employer = filed.employer(EmployerKind.PUBLIC_INSTITUTION)
        officer = filed.handler(employer)
        cases = [filed.case(under=plan, of=employer) for _ in range(2)]
        # Both have the one number that all invented people of these tests have, and are one on the list.
        make_table(employer, listed=[cases[0].applicant.user], approved=10, filled=9, opened=1)
        found = together(*(partial(perform, APPROVE_BY_EMPLOYER, case, officer, **TEXT, **DUTIES) for case in cases))
        [refused] = refusals(found)
        assert "超出岗位数" in str(refused)
        assert Application.objects.filter(employer=employer, stage=Stage.EMPLOYER_PUBLICITY_DUE).count() == 1


def test_two_sweeps_end_everything_once(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")
    plan = filed.plan()
    for _ in range(5):
        employer = filed.employer()
        cases = [filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan, of=employer) for _ in range(4)]
        open_for(PublicityKind.EMPLOYER, plan, cases, filed.handler(employer))
        clock.set("2022-09-06 00:00")
        found = together(close_due, close_due)
        close_due()
        assert sum(swept.released for swept in found) <= len(cases)
        for case in cases:
            closed = JournalEntry.objects.filter(case_id=case.pk, act="close_employer_publicity")
            assert closed.count() == 1
        assert JournalEntry.objects.filter(act="close_publicity").count() == plan.publicities.count()
        clock.set("2022-08-29 09:00")


def test_two_batches_in_opposite_order_do_not_stop_each_other(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")
    plan, employer = filed.plan(), filed.employer()
    officer = filed.handler(employer)
    for _ in range(ROUNDS):
        cases = [filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan, of=employer) for _ in range(4)]
        found = together(
            partial(open_for, PublicityKind.EMPLOYER, plan, cases, officer),
            partial(open_for, PublicityKind.EMPLOYER, plan, cases[::-1], officer),
        )
        assert len(refusals(found)) == 1
        assert {case.publicity_entries.count() for case in cases} == {1}


def test_two_officers_settle_the_same_ambiguity_otherwise(clock: Clock) -> None:
    clock.set("2022-09-21 09:00")
    plan = doubts.plan()
    first, second = (filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU)) for _ in range(2))
    for _ in range(ROUNDS // 4):
        case = doubts.case("AMB-09", under=plan)
        given = doubts.words(case, "AMB-09", departs="情形与先例不同。")
        found = together(
            partial(perform, SETTLE_AMBIGUITY, case, first, **{**given, "favours": True}),
            partial(perform, SETTLE_AMBIGUITY, case, second, **{**given, "favours": False}),
        )
        [refused] = refusals(found)
        [standing] = case.decisions.filter(replaced_at=None)
        # The second one is told what the first decided, and replaces nothing that he has not seen.
        assert any(standing.says in reason for reason in refused.reasons)
        assert case.reexaminations.count() == case.decisions.count() == 1
