"""The post table of a public institution: written by it, confirmed by the HR bureau (S2 附件2-7, 附件3)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction

from accounts.actor import Actor
from accounts.services import journal
from employers.models import Employer, PostTable
from zcps import clock


class Posts(NamedTuple):
    """One level's numbers: approved (核准数), filled (实聘数), opened this year (今年推出)."""

    approved: int
    filled: int
    opened: int


class PostTableRefused(Exception):
    """Nothing was changed; the message is a Chinese sentence that says why and what to do."""


@transaction.atomic
def write(employer: Employer, year: int, posts: Mapping[Any, Posts], by: Actor) -> None:
    """Store a year's numbers by level. A confirmation holds for what was confirmed: a changed table needs a new one."""
    known = {row.level: row for row in _rows(employer, year)}
    if {level: _numbers(row) for level, row in known.items()} == dict(posts):
        return
    for level, numbers in posts.items():
        row = known.get(level) or PostTable(employer=employer, year=year, level=level)
        row.approved, row.filled, row.opened = numbers
        row.confirmed_at, row.confirmed_by = None, None
        row.save()
    journal.record("write_post_table", employer, by, year=year, posts={level: [*n] for level, n in posts.items()})


@transaction.atomic
def confirm(employer: Employer, year: int, seen: str, by: Actor) -> None:
    """Confirm a year's table as it was seen.

    Args:
        employer: the public institution.
        year: whose table it is.
        seen: fingerprint() of the table that the officer looked at.
        by: the HR bureau's officer.

    Raises:
        PostTableRefused: there is none, it was changed meanwhile, or it is confirmed already.
    """
    rows = _rows(employer, year)
    if not rows:
        raise PostTableRefused(f"该单位尚未填报 {year} 年度岗位信息表，暂不能确认。")
    if all(row.confirmed_at for row in rows):
        raise PostTableRefused(f"{year} 年度岗位信息表已经确认，不必再次办理。")
    if fingerprint(rows) != seen:
        raise PostTableRefused("岗位信息表在您查看期间已被单位修改。请核对下面的最新数据后再确认。")
    for row in rows:
        row.confirmed_at, row.confirmed_by = clock.now(), by.agency
        row.save()
    journal.record("confirm_post_table", employer, by, year=year, fingerprint=seen)


def fingerprint(rows: Iterable[PostTable]) -> str:
    """Return what tells one state of a table from another."""
    state = sorted((row.level, *_numbers(row)) for row in rows)
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:16]


def _rows(employer: Employer, year: int) -> list[PostTable]:
    # The employer's row is the lock: a table's first rows do not exist yet.
    Employer.objects.select_for_update(of=("self",), no_key=True).get(pk=employer.pk)
    return list(PostTable.objects.filter(employer=employer, year=year))


def _numbers(row: PostTable) -> Posts:
    return Posts(row.approved, row.filled, row.opened)
