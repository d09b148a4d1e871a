"""The one door for the clock: an act on many rows at once, each checked as perform() checks it.

perform() asks the database a dozen questions about a row. Where the sweep has a hundred thousand to end, they are asked
for a batch instead: the rows are locked in one statement (rows that somebody else holds are left to the next sweep),
what the act needs is gathered in sets under that lock, every row is checked for role, stage and obstacles, and the
changed rows, the journal's entries (chained in memory) and the notices are written in a statement each. A batch is one
transaction: killed in the middle, it has not happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic

from django.db import models, transaction
from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.models import JournalEntry
from accounts.services import journal, notices, proof
from accounts.services.notices import Message
from accounts.steps.base import S, Step, reasons_against
from zcps import clock

Data = dict[str, Any]


class ManyStep(Step[S]):
    """A Step that can also be done to many rows at once.

    Where a row is one of many, its methods get what gather() found for it as keyword arguments and ask the database
    nothing; done by perform(), they get none of that and ask for themselves.
    """

    # The columns of the subject that act() changes, besides its stage.
    writes: ClassVar[tuple[str, ...]] = ()

    def narrowed(self, rows: QuerySet[S]) -> QuerySet[S]:
        """Say which columns, and which rows beside them, are read with each subject."""
        return rows

    def gather(self, subjects: Sequence[S], by: Actor) -> Mapping[int, Data]:
        """Return what obstacles(), act() and messages() need of each subject, read for all of them at once."""
        return {}

    def settle(self, acts: Sequence[tuple[S, Data]]) -> None:
        """Write for all of them at once what act() writes of each besides the subject itself."""


@dataclass
class Done(Generic[S]):
    """What became of a batch: those acted upon, and those left as they were with the reasons."""

    acted: list[S] = field(default_factory=list)
    refused: list[tuple[S, list[str]]] = field(default_factory=list)


@dataclass(frozen=True)
class _Act(Generic[S]):
    subject: S
    given: Data
    entry: JournalEntry
    messages: list[Message]


def perform_many(step: ManyStep[S], rows: QuerySet[S], by: Actor) -> Done[S]:
    """Do one legal act to every row of a batch that can be locked now and that nothing stands in the way of.

    Args:
        step: the act.
        rows: the batch: some hundreds of rows, without an order or a limit of its own.
        by: who does it: the clock.

    Returns:
        Who was acted upon; and who was not, with every reason. A mistake in one row raises, and none is changed.
    """
    done: Done[S] = Done()
    if step.decisive:
        proof.demand(by, step.verb)
    with transaction.atomic(), clock.held():
        subjects = list(_locked(step, rows))
        gathered = step.gather(subjects, by) if subjects else {}
        acts = [act for one in subjects if (act := _acted(step, one, by, gathered.get(one.pk, {}), done))]
        if acts:
            _write(step, acts)
    done.acted = [act.subject for act in acts]
    return done


def _locked(step: ManyStep[S], rows: QuerySet[S]) -> QuerySet[S]:
    # In one order, so that two batches never wait for each other; and nobody waits for the clock.
    locked = rows.select_for_update(of=("self",), no_key=True, skip_locked=True)
    return step.narrowed(locked).order_by("pk")


def _acted(step: ManyStep[S], subject: S, by: Actor, given: Data, done: Done[S]) -> _Act[S] | None:
    reasons = reasons_against(step, subject, by, **given)
    if reasons:
        done.refused.append((subject, reasons))
        return None
    before = subject.stage  # type: ignore[attr-defined]  # what acts are done to has a stage
    kept = step.act(subject, by, **given)
    if step.after is not None:
        subject.stage = step.after  # type: ignore[attr-defined]  # what acts are done to has a stage
    messages = list(step.messages(subject, by, **given))
    after = subject.stage  # type: ignore[attr-defined]  # what acts are done to has a stage
    entry = journal.written(
        step.name, subject, step.signs_as(by), case=step.case_of(subject), before=before, after=after, **kept
    )
    return _Act(subject, given, entry, messages)


def _write(step: ManyStep[S], acts: Sequence[_Act[S]]) -> None:
    _save([act.subject for act in acts], ("stage", *step.writes))
    step.settle([(act.subject, act.given) for act in acts])
    # The chain of the journal is locked last, and for as short as it can be.
    journal.append([act.entry for act in acts])
    notices.queue_many((act.entry.digest, act.messages) for act in acts)


def _save(subjects: Iterable[S], names: tuple[str, ...]) -> None:
    """Write the columns: one statement for all rows that have the same values in them, as most of a batch have."""
    alike: dict[tuple[Any, ...], list[models.Model]] = defaultdict(list)
    columns: list[str] = []
    for subject in subjects:
        columns = columns or [_column(subject, name) for name in names]
        alike[tuple(getattr(subject, column) for column in columns)].append(subject)
    for values, group in alike.items():
        rows = type(group[0])._default_manager.filter(pk__in=[subject.pk for subject in group])
        rows.update(**dict(zip(columns, values, strict=True)))


def _column(subject: models.Model, name: str) -> str:
    return str(subject._meta.get_field(name).attname)  # type: ignore[union-attr]  # a column, never a relation to us
