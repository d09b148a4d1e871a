"""Examining the archives of a past season under rules that are only drafted (试算): in batches, nothing sent out."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.services import jobs
from accounts.services.jobs import Work
from law.answers import Answer
from law.errors import BadInput
from law.examination import Examination, Finding, Group, examine
from law.rulebook import Rulebook
from reviews.enums import PlanStage
from reviews.facts.frozen import later, rebuilt, regions_by_name
from reviews.models import Application, DryRun, DryRunChange, Plan, Snapshot
from reviews.rulebooks import compiled
from reviews.selectors.deadlines import last_day
from reviews.selectors.dry_runs import NO_TITLE
from zcps import clock
from zcps.encryption import RowKey

KIND = "dry_run"
BATCH = 1000
_MOST_REASONS = 8
_EXAMINATION = Snapshot._meta.get_field("examination")
_CHANGE = cast("RowKey", DryRunChange._meta.pk)
_PUBLIC = (PlanStage.PUBLISHED, PlanStage.CLOSED)


def past_plans(plan: Plan) -> QuerySet[Plan]:
    """Return the plans whose filed applications can be tried: of the same office, published before."""
    return Plan.objects.filter(office=plan.office, stage__in=_PUBLIC).exclude(pk=plan.pk).order_by("-year", "code")


def last_season(plan: Plan) -> int | None:
    """Return the year of the newest of these plans."""
    return past_plans(plan).values_list("year", flat=True).first()


def filed_in(run: DryRun) -> QuerySet[Application]:
    """Return the filed applications that a run examines: of one plan, or of all the office's plans of a year."""
    plans = past_plans(run.plan).filter(year=run.season)
    if run.source_id:
        plans = plans.filter(pk=run.source_id)
    return Application.objects.filter(plan__in=plans.values("pk"), snapshot__isnull=False)


def start_run(plan: Plan, by: Actor, source: Plan | None, season: int, shift: int) -> DryRun:
    """Write a run and the job that does it."""
    assert by.user is not None, "an officer asks"  # noqa: S101 - an Actor without one is a mistake of ours
    with transaction.atomic():
        run = DryRun.objects.create(
            plan=plan,
            source=source,
            season=season,
            shift_years=shift,
            rules=plan.rules,
            asked_by=by.user,
            asked_at=clock.now(),
        )
        run.job = jobs.start(KIND, by, given={"run": run.pk})
        run.save(update_fields=["job"])
    return run


def work_through(work: Work) -> dict[str, Any]:
    """Do a run: examine every case, then keep what changed, all of it or nothing."""
    run = DryRun.objects.select_related("plan", "source").get(pk=work.job.input["run"])
    cases = filed_in(run)
    work.expect(cases.count(), "正在试算")
    trial = Trial(run)
    for batch in _batches(cases):
        trial.take(batch)
        work.advance(len(batch))
    with work.committing():
        _CHANGE.take_for(trial.changes)
        DryRunChange.objects.bulk_create(trial.changes, batch_size=BATCH)
        run.examined, run.untried = trial.examined, trial.untried
        run.counts, run.finished_at = dict(trial.counts), clock.now()
        run.save(update_fields=["examined", "untried", "counts", "finished_at"])
        work.finish({"run": run.pk})
    return {"run": run.pk}


@dataclass(frozen=True)
class Filed:
    """One filed application as far as a run needs it."""

    pk: int
    snapshot: int
    title: str
    level: str
    outcome: str
    route: str | None
    facts: Mapping[str, Any] | None


def _batches(cases: QuerySet[Application]) -> Iterator[list[Filed]]:
    rows = cases.order_by("pk").values_list("pk", "snapshot_id", "title__name", "title__level", "snapshot__examination")
    batch: list[Filed] = []
    for pk, snapshot, title, level, sealed in rows.iterator(chunk_size=BATCH):
        found = _EXAMINATION.opened(sealed, snapshot)
        batch.append(Filed(pk, snapshot, title, level, found["outcome"], found.get("route"), found.get("facts")))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class Trial:
    """The examination of many cases under one rulebook."""

    def __init__(self, run: DryRun) -> None:
        """Take what is the same for everybody."""
        self.run, self.book = run, compiled(run.rules)
        self.on = last_day(run.plan.filing_closes)
        self.levels = _single_levels(self.book)
        self.regions = regions_by_name()
        self.counts: Counter[str] = Counter()
        self.changes: list[DryRunChange] = []
        self.examined = self.untried = 0

    def take(self, batch: Sequence[Filed]) -> None:
        """Examine a batch; the old findings are read only for those that come out differently."""
        rebuilt_facts = self._rebuilt([case.snapshot for case in batch if case.facts is None])
        changed: list[tuple[Filed, str, Examination | None]] = []
        for case in batch:
            facts = case.facts if case.facts is not None else rebuilt_facts.get(case.snapshot)
            if facts is None:
                self.untried += 1
                continue
            self.examined += 1
            changed += self._examined(case, facts)
        self.changes += self._reasoned(changed)

    def _rebuilt(self, snapshots: Sequence[int]) -> dict[int, dict[str, Any] | None]:
        rows = Snapshot.objects.filter(pk__in=snapshots).only("content")
        return {row.pk: rebuilt(row.content, self.regions, self.run.plan.region) for row in rows}

    def _examined(self, case: Filed, facts: Mapping[str, Any]) -> Iterator[tuple[Filed, str, Examination | None]]:
        target = self._target(case)
        try:
            moved = later(facts, self.run.shift_years)
            found = examine(self.book, moved, target, self.on, credits=True) if target else None
        except BadInput:
            # A fact that the vocabulary of today no longer takes: nothing can be said of this case.
            self.examined, self.untried = self.examined - 1, self.untried + 1
            return
        new = found.outcome.value if found else NO_TITLE
        self.counts[f"{case.outcome}>{new}"] += 1
        if new != case.outcome or (found is not None and (found.route or "") != (case.route or "")):
            yield case, target, found

    def _target(self, case: Filed) -> str:
        """Return the title under the new rules: of the same name, else the only one of the same level."""
        return case.title if case.title in self.book.targets else self.levels.get(case.level, "")

    def _reasoned(self, changed: Sequence[tuple[Filed, str, Examination | None]]) -> Iterator[DryRunChange]:
        numbers = [case.snapshot for case, _, _ in changed]
        rows = Snapshot.objects.filter(pk__in=numbers).only("examination")
        old = {row.pk: row.examination.get("findings") for row in rows}
        for case, target, found in changed:
            yield DryRunChange(
                run=self.run,
                application_id=case.pk,
                target=target or case.title,
                old_outcome=case.outcome,
                new_outcome=found.outcome.value if found else NO_TITLE,
                old_route=case.route or "",
                new_route=(found.route if found else "") or "",
                reasons=reasons(old.get(case.snapshot) or (), found),
            )


def _single_levels(book: Rulebook) -> dict[str, str]:
    levels = Counter(target.level for target in book.targets.values())
    return {target.level: target.name for target in book.targets.values() if levels[target.level] == 1}


def reasons(old: Sequence[Mapping[str, Any]], found: Examination | None) -> list[dict[str, str]]:
    """Return the findings that differ: answered otherwise, new and in the way, or gone though they had carried."""
    if found is None:
        return [{"clause": "", "asks": "新规则没有相应的申报资格", "was": "", "now": "", "because": ""}]
    before = {_key(row.get("group"), row.get("id"), row.get("asks")): row for row in old}
    after = {_key(each.group.value, each.id, each.asks): each for each in found.findings}
    listed = [_reason(before.get(key), each) for key, each in after.items() if _differs(before.get(key), each)]
    gone = [_lost(row) for key, row in before.items() if key not in after and row.get("answer") == Answer.MET.value]
    return [*listed, *(row for row in gone if row["group"] == "route")][:_MOST_REASONS]


def _key(group: Any, name: Any, asks: Any) -> str:
    # Credits are many findings of one name; a rule is known by its id though its words have changed.
    return json.dumps([group, name, asks if group == "credits" else ""])


def _differs(before: Mapping[str, Any] | None, each: Finding) -> bool:
    if before is not None:
        return before.get("answer") != each.answer.value
    # Of rules that were not told before, a way that is open now counts too; of the others only what stands in the way.
    return each.group is Group.ROUTE or each.answer is not Answer.MET


def _reason(before: Mapping[str, Any] | None, each: Finding) -> dict[str, str]:
    was = str(before.get("answer", "")) if before else ""
    told = {"clause": each.clause, "asks": each.asks, "because": each.because, "group": each.group.value}
    return {**told, "was": was, "now": each.answer.value}


def _lost(row: Mapping[str, Any]) -> dict[str, str]:
    told = {name: str(row.get(name, "")) for name in ("clause", "asks", "group")}
    return {**told, "because": "新规则没有此条，或此条已不适用。", "was": Answer.MET.value, "now": ""}
