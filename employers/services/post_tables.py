"""The draft of a post table, saved field by field; and what is frozen when it is confirmed (S2 附件3)."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from employers.enums import PostLevel, PostTableStage, PostWay
from employers.models import Employer, PostLine, PostPerson, PostTable, PostTableVersion
from zcps import clock
from zcps.canonical import digest
from zcps.encryption import blind_indexes

OPEN = frozenset({PostTableStage.DRAFT, PostTableStage.RETURNED})
FIGURES = ("approved", "filled", "vacancy", "opened", "converted", "for_review", "for_initial", "used_after")
REMARK = "remark-"
_OF_PERSON = ("name", "id_number", "present_title", "level", "grade", "way")


class PostTableClosed(Exception):
    """The sheet cannot be changed now; the message is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True)
class Listed:
    """Somebody for the list."""

    name: str
    id_number: str
    level: str
    way: str = PostWay.REVIEW
    present_title: str = ""
    grade: str = ""


@transaction.atomic
def save_draft(employer: Employer, year: int, values: Mapping[str, Any]) -> dt.datetime:
    """Store checked values in the sheet of a year, begun here if need be; return the moment.

    Args:
        employer: the public institution.
        year: whose sheet it is.
        values: by field of the form: `intermediate-approved`, `remark-filled`, `explanation`.

    Raises:
        PostTableClosed: it has been handed in.
    """
    table = _opened(employer, year)
    figures: dict[str, dict[str, int]] = {}
    for name, value in values.items():
        level, _, figure = name.partition("-")
        if level in PostLevel.values:
            figures.setdefault(level, {})[figure] = value or 0
        elif name.startswith(REMARK):
            table.remarks = {**table.remarks, name.removeprefix(REMARK): value}
        else:
            setattr(table, name, value)
    _write_lines(table, figures)
    return _saved(table)


def _write_lines(table: PostTable, figures: Mapping[str, Mapping[str, int]]) -> None:
    """Write what was typed, all levels in one statement; a figure that was not typed stays as it is."""
    known = {line.level: line for line in table.lines.all()} if figures else {}
    lines = [known.get(level) or PostLine(table=table, level=level) for level in figures]
    for line in lines:
        for figure, number in figures[line.level].items():
            setattr(line, figure, number)
    PostLine.objects.bulk_create(
        lines, update_conflicts=True, unique_fields=["table", "level"], update_fields=list(FIGURES)
    )


@transaction.atomic
def add_people(employer: Employer, year: int, people: Iterable[Listed]) -> int:
    """Put people on the list, whoever stands there already staying as he is; return how many are new.

    Raises:
        PostTableClosed: it has been handed in.
    """
    table = _opened(employer, year)
    known = set(table.people.values_list("id_index", flat=True))
    new = {each.id_number: each for each in people}
    absent = [each for each in new.values() if known.isdisjoint(blind_indexes(each.id_number, "id_number"))]
    for each in absent:
        PostPerson.objects.create(
            table=table,
            name=each.name,
            id_number=each.id_number,
            present_title=each.present_title,
            level=each.level,
            grade=each.grade,
            way=each.way,
        )
    _saved(table)
    return len(absent)


@transaction.atomic
def remove_person(person: PostPerson) -> None:
    """Take somebody off the list. Raises PostTableClosed where the sheet has been handed in."""
    table = _opened(person.table.employer, person.table.year)
    person.delete()
    _saved(table)


def content_of(table: PostTable) -> dict[str, Any]:
    """Return the whole sheet as JSON: what is confirmed, printed and compared."""
    lines = {line.level: line for line in table.lines.all()}
    return {
        "employer": table.employer.name,
        "uscc": table.employer.uscc,
        "year": table.year,
        "lines": [
            {"level": level, **{name: getattr(lines[level], name) for name in FIGURES}}
            for level in PostLevel
            if level in lines
        ],
        "remarks": table.remarks,
        "people": [{name: getattr(each, name) for name in _OF_PERSON} for each in table.people.all()],
        "announced_on": table.announced_on.isoformat() if table.announced_on else "",
        "uses_pool": table.uses_pool,
        "exchange": table.exchange,
        "explanation": table.explanation,
        "responsible": table.responsible,
        "system_number": table.system_number,
        "pledged": table.pledged,
        "pool": _signed(table),
    }


def _signed(table: PostTable) -> dict[str, Any]:
    """What the office that manages pooled posts signed."""
    return {
        "by": table.signed_by,
        "signer": table.signer,
        "opinion": table.signed_opinion,
        "at": table.signed_at.isoformat() if table.signed_at else "",
    }


def fingerprint(table: PostTable) -> str:
    """Return what tells one state of a sheet from another."""
    return digest(content_of(table))[:16]


def freeze(table: PostTable) -> PostTableVersion:
    """Keep the sheet as it is confirmed; part of that act."""
    content = content_of(table)
    return PostTableVersion.objects.create(
        table=table,
        number=table.versions.count() + 1,
        content=json.dumps(content, ensure_ascii=False, sort_keys=True),
        sha256=digest(content),
        confirmed_at=table.confirmed_at or clock.now(),
        confirmed_by=table.confirmed_by,
    )


def _opened(employer: Employer, year: int) -> PostTable:
    table, _ = PostTable.objects.get_or_create(employer=employer, year=year, defaults={"saved_at": clock.now()})
    locked = PostTable.objects.select_for_update(of=("self",), no_key=True).select_related("employer")
    table = locked.get(pk=table.pk)
    if table.stage not in OPEN:
        now = f"{year} 年度岗位信息表当前为“{table.get_stage_display()}”"
        raise PostTableClosed(f"{now}，不能直接修改。请先按“修改岗位信息表”，改后重新提交确认。")
    return table


def _saved(table: PostTable) -> dt.datetime:
    table.saved_at = clock.now()
    table.save()
    return table.saved_at
