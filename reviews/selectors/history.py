"""Reading the history of rows: whose, what was changed from what to what, and by which act."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model, Q, QuerySet

from accounts.steps.base import verbs
from reviews.history import DECISIVE, RECORDED
from reviews.models import Application, RowChange
from reviews.models.row_change import Operation
from reviews.selectors.history_names import column_name, table_name
from reviews.selectors.history_values import Names, in_words, names_of
from zcps.encryption.rotation import says_the_same

WITHOUT_ACT = "未经办理程序的变更"
# Saving what decides nothing: a draft, a profile, a note for oneself.
SAVED = "填写保存"
_ACTS = """
SELECT txid, begun, number, act, actor_label, subject_type, subject_id, case_id FROM accounts_journalentry
WHERE (begun, txid) IN %s ORDER BY number
"""


@dataclass(frozen=True)
class Act:
    """An entry of the journal, as far as a change needs it."""

    number: int
    name: str
    who: str
    subject: tuple[str, str]

    @property
    def verb(self) -> str:
        """What was done, in the procedure's words."""
        return verbs().get(self.name, self.name)


@dataclass(frozen=True)
class Line:
    """A change, as it is shown."""

    change: RowChange
    what: str
    columns: list[tuple[str, str, str]]
    act: Act | None
    is_without_act: bool

    @property
    def by(self) -> str:
        """By which act, or that there was none."""
        if self.act:
            return self.act.verb
        return WITHOUT_ACT if self.is_without_act else SAVED

    @property
    def who(self) -> str:
        """Who acted; where nobody did, as whom somebody was connected to the database."""
        if self.act:
            return self.act.who
        return f"{self.change.login}（{self.change.program or '未注明程序'}）"


@lru_cache(maxsize=1)
def models() -> dict[str, type[Model]]:
    """Return the recorded models by their tables."""
    found = [apps.get_model(app, name) for app, names in RECORDED.items() for name in names]
    return {model._meta.db_table: model for model in found}


def of_cases() -> list[tuple[str, str]]:
    """Return the tables of which rows belong to a case, with their names: what a history of one can show."""
    tables = dict.fromkeys((Application._meta.db_table, *(table for table, _ in _belonging())))
    return [(table, table_name(models()[table])) for table in tables]


def of_row(table: str, row: str) -> QuerySet[RowChange]:
    """Return the changes of one row."""
    return RowChange.objects.filter(relation=table, row=row)


def of_case(case: Application) -> QuerySet[RowChange]:
    """Return the changes of an application and of what belongs to it, also where that has been deleted."""
    wanted = Q(relation=Application._meta.db_table, row=str(case.pk))
    belonging = list(_belonging())
    for table, keys in _keys_of(case, belonging).items():
        wanted |= Q(relation=table, row__in=keys)
    for table, column in belonging:
        # A row that is gone no longer says whose it was; its last state does.
        wanted |= Q(relation=table, operation=Operation.DELETE, **{f"changes__{column}": case.pk})
    return RowChange.objects.filter(wanted)


def _belonging() -> Iterator[tuple[str, str]]:
    for table, model in models().items():
        for field in model._meta.local_concrete_fields:
            if field.related_model is Application and field.column:
                yield table, field.column


def _keys_of(case: Application, belonging: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the keys of the rows of a case in one question; as values, so that the index of the history is used."""
    asked = (f"SELECT '{table}', id::text FROM {table} WHERE {column} = %s" for table, column in belonging)  # noqa: S608 - names of our own tables
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), [case.pk] * len(belonging))
        for table, key in cursor.fetchall():
            found.setdefault(table, []).append(key)
    return found


def lines(changes: Sequence[RowChange]) -> list[Line]:
    """Return changes as they are shown, each with the act that made it."""
    acts = acts_of(changes)
    referred = ((field, value) for change in changes for _, field, pair in _columns(change) for value in pair if field)
    names = names_of(referred)
    return [_line(change, acts.get((change.txid, change.begun), []), names) for change in changes]


def acts_of(changes: Iterable[RowChange]) -> dict[tuple[Any, Any], list[Act]]:
    """Return the acts by the transaction in which they were written, read for all of the changes at once."""
    wanted = tuple({(change.begun, change.txid) for change in changes})
    found: dict[tuple[Any, Any], list[Act]] = {}
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute(_ACTS, [wanted])
            for txid, begun, number, name, who, kind, key, _ in cursor.fetchall():
                found.setdefault((txid, begun), []).append(Act(number, name, who, (kind, str(key))))
    return found


def is_decisive(change: RowChange) -> bool:
    """Whether a change needs an act: a stage, a result, a row of what was decided; or a table that was emptied."""
    if change.operation == Operation.TRUNCATE:
        return True
    rule = DECISIVE.get(change.relation)
    if rule is None:
        return False
    if change.operation == Operation.UPDATE:
        return any(not _is_sealed_anew(change, column) for column in rule.columns.intersection(change.changes))
    return change.operation in rule.operations


def _is_sealed_anew(change: RowChange, column: str) -> bool:
    """Whether a column says what it said, under another key or cipher: rotate_field_keys changes nothing else."""
    return says_the_same(change.relation, column, change.row, *change.changes[column])


def _line(change: RowChange, acts: list[Act], names: Names) -> Line:
    model = models().get(change.relation)
    kind = (model._meta.label_lower if model else "", change.row)
    act = next((each for each in acts if each.subject == kind), acts[0] if acts else None)
    name = table_name(model) if model else change.relation
    what = f"{name} 第 {change.row} 号" if change.row else f"{name}（整张表）"
    columns = [(_called(field, column), *in_words(field, pair, change, names))
               for column, field, pair in _columns(change)]  # fmt: skip
    return Line(change, what, columns, act, act is None and is_decisive(change))


def _called(field: "Field[Any, Any] | None", column: str) -> str:
    return column_name(field) if field else f"{column}（已不再使用）"


def _columns(change: RowChange) -> Iterator[tuple[str, "Field[Any, Any] | None", tuple[Any, Any]]]:
    fields = fields_of(change.relation)
    for column, values in change.changes.items():
        before, after = values if change.operation == Operation.UPDATE else (values, None)
        field = fields.get(column)
        # Of a row that is gone: what it said, and not its number, by which it is called.
        is_idle = before in (None, "", [], {}) or (field is not None and field.primary_key)
        if change.operation != Operation.DELETE or not is_idle:
            yield column, field, (before, after)


@lru_cache(maxsize=128)
def fields_of(table: str) -> "dict[str, Field[Any, Any]]":
    """Return the columns of a recorded table, by their names in the database."""
    model = models().get(table)
    return {str(field.column): field for field in model._meta.local_concrete_fields} if model else {}
