"""Random walks over the procedure: random people try random acts, time passes in random steps.

Whatever they try: stages change through perform() alone, the journal tells every change, no publicity ends early,
the chain of the journal holds.
"""

import datetime as dt
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.actor import CLOCK, PUBLIC, Actor
from accounts.enums import AgencyKind, Role
from accounts.models import JournalEntry
from accounts.services.journal import broken_links
from accounts.steps.base import ActRefused, perform
from reviews import workflow
from reviews.demo.cast import cast
from reviews.enums import PublicityKind, Stage
from reviews.models import Application, Objection, Publicity, PublicityEntry
from reviews.selectors.qualification import items_of
from reviews.services.demo_clock import go_to
from reviews.services.publicity import open_for
from reviews.services.sweep import close_due
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from tests.reviews import filed
from zcps import clock

OPENING = {
    "open_employer_publicity": PublicityKind.EMPLOYER,
    "open_pre_review_publicity": PublicityKind.PRE_REVIEW,
    "open_result_publicity": PublicityKind.RESULT,
}
# start has no case before it; filing again needs an archive, and is walked in tests/reviews/steps.
ACTS = [step for step in workflow.PROCEDURE if step.name not in {"start", "sign", "file"}]
NAMES = sorted(step.name for step in ACTS)
BEGINNINGS = (
    Stage.EMPLOYER_REVIEW,
    Stage.EMPLOYER_PUBLICITY_DUE,
    Stage.RECOMMENDATION,
    Stage.QUALIFICATION,
    Stage.QUALIFIED,
)
ENOUGH_STAGES = 9
FIRST_DAY = dt.datetime(2022, 8, 22, 9, tzinfo=clock.SHANGHAI)


class Walk(RuleBasedStateMachine):
    """Two cases of one employer under one plan, everybody who could act, and two who have no business there."""

    seen: ClassVar[set[str]] = set()

    @initialize(first=st.sampled_from(BEGINNINGS), second=st.sampled_from(BEGINNINGS))
    def begin(self, first: Stage, second: Stage) -> None:
        clock.move_to(FIRST_DAY)
        self.plan = filed.plan()
        employer = filed.employer()
        self.cases = [filed.case(stage, under=self.plan, of=employer) for stage in (first, second)]
        self.began_at = {case.pk: str(case.stage) for case in self.cases}
        self.actors = self._everybody(employer)
        self.began = JournalEntry.objects.count()

    def _everybody(self, employer: Any) -> list[Actor]:
        offices = [filed.agency(kind) for kind in (AgencyKind.INDUSTRY_BUREAU, AgencyKind.HR_BUREAU)]
        offices += [self.plan.office, self.plan.hr_bureau]
        own = Actor(Role.APPLICANT, self.cases[0].applicant.user)
        stranger = filed.handler(filed.employer())
        return [PUBLIC, CLOCK, own, filed.handler(employer), stranger, *(filed.officer(office) for office in offices)]

    @rule(case=st.integers(0, 1), who=st.integers(0, 8), act=st.sampled_from(NAMES), ok=st.booleans())
    def try_an_act(self, case: int, who: int, act: str, ok: bool) -> None:
        """Anybody tries anything, with data that would do."""
        self._try(case, self.actors[who], act, ok=ok)

    @rule(case=st.integers(0, 1), choice=st.integers(0, 20), ok=st.booleans())
    def do_what_is_open(self, case: int, choice: int, ok: bool) -> None:
        """Somebody does what is open to him: otherwise no walk would come far."""
        fresh = self._fresh(case)
        able = [(actor, step.name) for actor in self.actors for step in ACTS if step.is_open_to(fresh, actor)]
        forward = [each for each in able if each[1] not in {"withdraw", "lapse", "not_recommend", "not_accept"}]
        chosen = forward if forward and choice < 18 else able
        if chosen:
            actor, act = chosen[choice % len(chosen)]
            self._try(case, actor, act, ok=ok)

    @rule(who=st.integers(0, 8), ok=st.booleans())
    def decide_an_objection(self, who: int, ok: bool) -> None:
        """Anybody tries; the body that published can, wherever the case is by now."""
        found = Objection.objects.filter(stage="open").first()
        if found is None:
            return
        words = {"upheld": not ok, "reasons": "经核查。", "clause": "条款"}
        try:
            perform(RESOLVE_OBJECTION, found, self.actors[who], **words)
        except ActRefused as refused:
            assert all(refused.reasons)

    @rule(hours=st.integers(1, 24 * 5))
    def time_passes(self, hours: int) -> None:
        """The clock goes on, with its sweeps."""
        go_to(clock.now() + dt.timedelta(hours=hours))

    @rule()
    def sweep_once_more(self) -> None:
        """Firing twice changes nothing."""
        close_due()
        before = self._now()
        close_due()
        assert self._now() == before

    @precondition(lambda self: getattr(self, "cases", None))
    @invariant()
    def no_publicity_ended_early(self) -> None:
        assert not any(p.closed_at < p.earliest_close for p in Publicity.objects.exclude(closed_at=None))
        for entry in PublicityEntry.objects.exclude(released_at=None).select_related("publicity"):
            assert entry.released_at >= entry.publicity.earliest_close
            assert not entry.objections.filter(stage="open").exists()

    @precondition(lambda self: getattr(self, "cases", None))
    @invariant()
    def the_journal_tells_every_stage(self) -> None:
        for case in self.cases:
            told = [self.began_at[case.pk]]
            for before, after in (
                JournalEntry.objects.filter(
                    subject_type="reviews.application", subject_id=case.pk, number__gt=self.began
                )
                .order_by("number")
                .values_list("before", "after")
            ):
                assert before == told[-1]
                told.append(after)
            assert told[-1] == Application.objects.get(pk=case.pk).stage
            self.seen.update(told)

    def _try(self, case: int, actor: Actor, act: str, *, ok: bool) -> None:
        before, count = self._now(), JournalEntry.objects.count()
        try:
            self._do(case, actor, act, ok=ok)
        except ActRefused as refused:
            assert refused.reasons
            assert all(refused.reasons)
            assert (self._now(), JournalEntry.objects.count()) == (before, count), "a refusal changes nothing"
        else:
            assert JournalEntry.objects.count() > count, "what was done is told"

    def _do(self, number: int, actor: Actor, act: str, *, ok: bool) -> None:
        fresh = self._fresh(number)
        step = next(step for step in ACTS if step.name == act)
        if act in OPENING and step.is_open_to(fresh, actor):
            open_for(OPENING[act], self.plan, [fresh], actor)
        else:
            perform(step, fresh, actor, **self._data(fresh, act, ok=ok))

    def _data(self, case: Application, act: str, *, ok: bool) -> dict[str, Any]:
        entry = case.publicity_entries.order_by("-pk").first()
        judged = {item.key: {"ok": ok or act == "qualify", "reason": "经核实。"} for item in items_of(case)}
        return {
            "text": "经审核，同意。" if ok else "不符合申报条件。", "true": True, "accurate": True, "complete": True,
            "answers": judged, "defects": cast()["defects"], "reason": "理由", "clause": "条款",
            "entry": entry,
            "receipt": f"R{JournalEntry.objects.count()}",
            "name": "柯某", "contact": "a@example.com", "code": case.snapshot.short_code, "copies": 2,
            "seals": self.plan.stamp_chain, "document_number": "文号", "meeting": None, "publicity": None,
        }  # fmt: skip

    def _fresh(self, number: int) -> Application:
        return Application.objects.select_related("plan", "snapshot", "employer").get(pk=self.cases[number].pk)

    def _now(self) -> dict[int, str]:
        return dict(Application.objects.values_list("pk", "stage"))


class RolledBack(Walk):
    """Each walk in a transaction of its own, taken back afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self._own = transaction.atomic()
        self._own.__enter__()

    def teardown(self) -> None:
        """The chain holds at the end of every walk."""
        try:
            assert not list(broken_links())
        finally:
            transaction.set_rollback(True)
            self._own.__exit__(None, None, None)


@pytest.mark.long
@pytest.mark.django_db
def test_random_walks_over_the_procedure():
    Walk.seen.clear()
    run_state_machine_as_test(
        RolledBack,
        settings=settings(
            max_examples=30,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
        ),
    )
    # Walks that never left their first stage would prove nothing.
    assert len(Walk.seen) >= ENOUGH_STAGES, Walk.seen
