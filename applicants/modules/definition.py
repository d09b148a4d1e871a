"""What a module of the archive is made of: typed fields, the evidence they need, its place in the review form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from applicants.enums import Module

# The values of one record by field name: columns (title, started, ended) and `data` together.
Values = Mapping[str, Any]
Rule = Callable[[Values], bool]

# More cases than this make a hint longer than the form.
MOST_CASES = 3
COLUMNS = ("title", "started", "ended")


class Kind(StrEnum):
    """How a field is filled in and stored."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    # A day (2018-12-01) or a month (2018-12); never guessed into one another.
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    # True, False, or not answered: not answered is unknown, never 否.
    BOOL = "bool"


class Section(StrEnum):
    """The sections of the review form that records are printed in."""

    BASICS = "基本情况"
    TRAINING = "学习培训经历"
    WORK = "工作经历"
    # Before or after the present post: decided by the record's date when the form is printed.
    ACHIEVEMENTS = "主要专业技术工作业绩登记"
    WRITINGS = "著作、论文及重要技术报告登记"
    ASSESSMENTS = "年度及任职期满考核结果"


def always(values: Values) -> bool:  # noqa: ARG001 - the form of every rule
    """Needed whatever the record says."""
    return True


def never(values: Values) -> bool:  # noqa: ARG001 - as above
    """Not needed."""
    return False


@dataclass(frozen=True)
class Told:
    """Needed where another field has one of these values."""

    name: str
    wanted: tuple[object, ...]

    def __call__(self, values: Values) -> bool:
        """Whether what the record says makes it needed."""
        return values.get(self.name) in self.wanted


def told(name: str, *wanted: object) -> Told:
    """Needed where the field `name` has one of these values."""
    return Told(name, wanted)


@dataclass(frozen=True)
class Field:
    """One field of a module. `choices` are the notices' own words, stored as they are shown."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: Rule = never
    hint: str = ""
    choices: tuple[str, ...] = ()
    unit: str = ""

    @property
    def is_always_required(self) -> bool:
        """Whether the form marks the field 必填; the others may become required by what is filled in."""
        return self.required is always


@dataclass(frozen=True)
class Proof:
    """Evidence a record needs: a file under one of these labels. `why` cites where the notices ask for it."""

    labels: tuple[str, ...]
    needed: Rule = always
    why: str = ""

    @property
    def asks(self) -> str:
        """The labels as a list of alternatives."""
        return "或".join(f"“{label}”" for label in self.labels)


@dataclass(frozen=True)
class Definition:
    """One module: its fields, proofs, its section of the review form, what belongs here and what elsewhere."""

    module: Module
    section: Section
    fields: tuple[Field, ...]
    proofs: tuple[Proof, ...] = ()
    belongs: str = ""
    elsewhere: str = ""
    # Where the name follows from the data, nobody has to type it.
    named_by: Callable[[Values], str] | None = None

    @property
    def label(self) -> str:
        """The module's Chinese name."""
        return self.module.label

    @property
    def evidence_labels(self) -> tuple[str, ...]:
        """All labels a file may be uploaded under, those of the proofs first."""
        known = [label for proof in self.proofs for label in proof.labels]
        return tuple(dict.fromkeys([*known, "其他佐证材料"]))

    def hint_of(self, field: Field) -> str:
        """Return a field's hint, with the case in which it has to be filled in."""
        if not isinstance(field.required, Told) or field.name == field.required.name:
            return field.hint
        if len(field.required.wanted) > MOST_CASES:
            return field.hint
        cases = "、".join(f"“{value}”" if isinstance(value, str) else "“是”" for value in field.required.wanted)
        return f"“{self.field(field.required.name).label}”为{cases}时填写。{field.hint}"

    def field(self, name: str) -> Field:
        """Return a field by name; raise KeyError where the module has none of that name."""
        return next((field for field in self.fields if field.name == name), None) or _no_field(self, name)


def _no_field(definition: Definition, name: str) -> Field:
    raise KeyError(f"{definition.module} has no field {name}")
