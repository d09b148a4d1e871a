"""Two at once: the second gets a sentence, and the case is never decided twice."""

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction
from django.db.models import Count

from accounts.enums import AgencyKind
from accounts.models import JournalEntry
from employers.enums import EmployerKind
from reviews.enums import DocumentKind, FilingStage, PlanKind, PublicityKind, Stage
from reviews.models import Application, Opinion, Plan, ResultFiling, SignOff, Snapshot
from reviews.services import papers
from reviews.services.publicity import open_for
from reviews.services.sweep import close_due
from reviews.steps.announce_determinations import ANNOUNCE_DETERMINATIONS
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.base import ActRefused, perform
from reviews.steps.draw_up_determinations import DRAW_UP_DETERMINATIONS
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.recommend import RECOMMEND
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.settle_ambiguity import SETTLE_AMBIGUITY
from tests.conftest import Clock
from tests.employers.tables import make_table
from tests.reviews import doubts, filed
from tests.reviews.refusals import DEFECTS

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 20
# Longer than the second act needs until it waits for the first.
_A_MOMENT = 0.4
OUTCOMES = 200
TEXT: dict[str, Any] = {"text": "经审核，同意。"}
DUTIES: dict[str, Any] = {"true": True, "accurate": True, "complete": True, "answers": True}


def together(*acts: Callable[[], object]) -> list[Any]:
    """Run acts on connections of their own, let go at the same moment; return what each gave or why it was refused."""
    gate = threading.Barrier(len(acts))
    found: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            gate.wait(60)
            found[place] = acts[place]()
        except ActRefused as refused:
            found[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    close_old_connections()
    return found


def raced(rounds: Sequence[tuple[Callable[[], object], Callable[[], object]]]) -> list[tuple[Any, Any]]:
    """Let two offices go at the same moment, round after round, each over the one connection that it keeps."""
    gate = threading.Barrier(2, timeout=60)
    found: list[list[Any]] = [[None, None] for _ in rounds]

    def run(side: int) -> None:
        try:
            for number, acts in enumerate(rounds):
                gate.wait()
                try:
                    found[number][side] = acts[side]()
                except ActRefused as refused:
                    found[number][side] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[side]) for side in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    close_old_connections()
    return [(one, other) for one, other in found]


def refusals(found: list[Any]) -> list[ActRefused]:
    return [each for each in found if isinstance(each, ActRefused)]


def test_two_offices_on_one_case_two_hundred_times_never_two_outcomes(clock: Clock) -> None:
    """A joint leg, so that both hold the case: one refuses it while the other refuses it too, or sends it back."""
    clock.set("2022-09-21 09:00")
    plan = filed.plan(route=[{**filed.plan().route[0], "joint": ["hr_bureau"]}])
    cases = _many(OUTCOMES, plan)
    first, second = (filed.officer(filed.agency(kind)) for kind in (AgencyKind.INDUSTRY_BUREAU, AgencyKind.HR_BUREAU))
    acts = (partial(perform, NOT_RECOMMEND, **TEXT), partial(perform, RETURN_FOR_CORRECTION, defects=DEFECTS))
    found = raced(
        [(partial(acts[n % 2], case, by=first), partial(acts[0], case, by=second)) for n, case in enumerate(cases)]
    )
    ends = dict(Application.objects.filter(plan=plan).values_list("pk", "stage"))
    for case, both in zip(cases, found, strict=True):
        [refused] = refusals(list(both))
        [done] = [each for each in both if isinstance(each, Application)]
        # Whoever comes second finds the case ended, or no longer his.
        assert any(words in str(refused) for words in ("可能已由他人办理", "不能办理"))
        assert ends[case.pk] == done.stage
    # One decision each, in the journal as in the opinions.
    counted = JournalEntry.objects.filter(case_id__in=ends).values_list("case_id").annotate(Count("pk"))
    assert set(counted) == {(case.pk, 1) for case in cases}
    assert Opinion.objects.filter(application__in=ends).count() == OUTCOMES
    assert set(ends.values()) == {Stage.NOT_RECOMMENDED, Stage.DRAFT}


def _many(number: int, plan: Plan) -> list[Application]:
    """Cases before both offices of a joint leg, made by copying one: the race is what is tested."""
    model = filed.case(Stage.RECOMMENDATION, under=plan)
    profiles = [filed.applicant(model.employer) for _ in range(number)]
    cases = [_copy(model, applicant=profile, snapshot=None, stage=Stage.DRAFT) for profile in profiles]
    Application.objects.bulk_create(cases)
    shots = [_copy(model.snapshot, application=case, short_code=f"RACE{case.pk:06d}") for case in cases]
    Snapshot.objects.bulk_create(shots)
    for case, shot in zip(cases, shots, strict=True):
        case.snapshot, case.stage = shot, Stage.RECOMMENDATION
    Application.objects.bulk_update(cases, ["snapshot", "stage"])
    rows = model.sign_offs.all()
    SignOff.objects.bulk_create(_copy(row, application=case) for case in cases for row in rows)
    rows.delete()
    Application.objects.filter(pk=model.pk).update(plan=filed.plan())
    return cases


def _copy(row: Any, **changes: Any) -> Any:
    columns = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    made = type(row)(**{name: getattr(row, name) for name in columns})
    for field, value in changes.items():
        setattr(made, field, value)
    return made


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


def test_a_list_that_is_being_announced_is_not_drawn_up_anew(clock: Clock):
    clock.set("2022-10-12 09:00")
    under = filed.plan(kind=PlanKind.INITIAL)
    case, by = filed.case(Stage.APPROVAL, under=under), filed.officer(under.hr_bureau)
    perform(DRAW_UP_DETERMINATIONS, under, by)
    filing, begun = ResultFiling.objects.get(), threading.Event()

    def announced() -> None:
        with transaction.atomic():
            perform(ANNOUNCE_DETERMINATIONS, filing, by, publication_number="1号")
            begun.set()
            time.sleep(_A_MOMENT)

    def drawn_up_anew() -> None:
        begun.wait(60)
        perform(DRAW_UP_DETERMINATIONS, under, by)

    refused = together(announced, drawn_up_anew)[1]
    assert isinstance(refused, ActRefused)
    assert "目前没有可以列入名单的人员" in refused.reasons[0]
    filing.refresh_from_db()
    assert (filing.stage, filing.lines.get().application_id) == (FilingStage.APPROVED, case.pk)


def test_two_who_ask_for_a_paper_get_the_same():
    case, begun = filed.case(Stage.QUALIFIED), threading.Event()

    def first() -> object:
        with transaction.atomic():
            made = papers.request(DocumentKind.REVIEW_FORM, application=case)
            begun.set()
            time.sleep(_A_MOMENT)
        return made

    def second() -> object:
        begun.wait(60)
        return papers.request(DocumentKind.REVIEW_FORM, application=case)

    one, other = together(first, second)
    assert one == other
    assert case.documents.count() == 1
