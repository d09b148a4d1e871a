"""The fifteen modules of the achievement archive (R040–R056), as data for forms, checks and documents."""

from collections.abc import Iterable
from typing import Any

from applicants.enums import Module
from applicants.models import ArchiveRecord
from applicants.modules.definition import COLUMNS, Definition, Field, Kind, Proof, Section, Values
from applicants.modules.person import ACADEMIC_POST, APPOINTMENT, ASSESSMENT, CREDENTIAL, EDUCATION, TITLE_HELD, WORK
from applicants.modules.results import ADOPTED, AWARD, BOOK, HONOUR, PAPER, PATENT, PROJECT, STANDARD

__all__ = ["MODULES", "Definition", "Field", "Kind", "Proof", "Section", "definition_of", "pairs_of", "values_of"]

_IN_ORDER = (
    EDUCATION, WORK, TITLE_HELD, APPOINTMENT, ASSESSMENT, PROJECT, PAPER, BOOK,
    PATENT, STANDARD, AWARD, HONOUR, ADOPTED, CREDENTIAL, ACADEMIC_POST,
)  # fmt: skip
MODULES: dict[Module, Definition] = {definition.module: definition for definition in _IN_ORDER}


def definition_of(record: ArchiveRecord) -> Definition:
    """Return the definition of the module a record lies in."""
    return MODULES[Module(record.module)]


def values_of(record: ArchiveRecord) -> Values:
    """Return all values of a record by field name; empty ones are left out."""
    columns = {name: getattr(record, name) for name in COLUMNS}
    return {name: value for name, value in {**record.data, **columns}.items() if value not in ("", None)}


def pairs_of(record: ArchiveRecord) -> list[tuple[str, str]]:
    """Return (label, text) of every field that is filled in, in the module's order: for screens and documents."""
    values = values_of(record)
    return list(_shown(definition_of(record).fields, values))


def _shown(fields: Iterable[Field], values: Values) -> Iterable[tuple[str, str]]:
    for field in fields:
        if field.name in values:
            yield field.label, text_of(field, values[field.name])


def text_of(field: Field, value: Any) -> str:
    """Return a value as screens and documents show it: 是/否, dates in Chinese, numbers with their unit."""
    if field.kind is Kind.BOOL:
        return "是" if value else "否"
    if field.kind is Kind.DATE:
        return chinese_date(value)
    if field.kind is Kind.NUMBER:
        return f"{value:g} {field.unit}".strip() if field.name != "year" else f"{value:g}"
    return str(value)


def chinese_date(text: str) -> str:
    """Return 2018年12月1日 or 2018年12月 for an ISO day or month."""
    parts = text.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))
