"""A registrar's table from its upload to the findings; what is good in it is written by the act import_credits."""

from collections.abc import Iterable
from typing import Any

from django.core.files.base import File
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Job
from accounts.services import jobs
from accounts.services.files import keep, opened
from credits.enums import ImportKind, ImportStage
from credits.models import CreditImport
from credits.services.import_rows import Row, missing_columns
from law.personal_numbers import without_numbers
from zcps import clock
from zcps.uploads import UploadRefused, accept_table, read_table

CHECK, IMPORT = "credits_check", "credits_import"
_LEFT_OUT = "（号码略）"


class TableRefused(Exception):
    """The file cannot be checked row by row; the sentence says why."""


@transaction.atomic
def hand_in(upload: "File[bytes]", kind: ImportKind, actor: Actor) -> CreditImport:
    """Keep a table with its hash and have it checked. Raise TableRefused where its columns are not those asked for."""
    if actor.agency is None or actor.user is None:
        raise ValueError("only a body that registers credits hands tables in")
    try:
        clean = accept_table(upload)
    except UploadRefused as refused:
        raise TableRefused(refused.sentence) from refused
    table = read_table(clean.content)
    missing = missing_columns(kind, table[0]) if table else []
    if missing or len(table) <= 1:
        lacks = f"表格第一行缺少列：{'、'.join(missing)}" if missing else "表格没有数据行"
        raise TableRefused(f"{lacks}。请下载模板，按模板的列名填写后重新上传。")
    batch = CreditImport.objects.create(
        kind=kind,
        agency=actor.agency,
        created_by=actor.user,
        file=keep(clean, actor.user),
        rows=len(table) - 1,
        created_at=clock.now(),
    )
    return _with_job(batch, jobs.start(CHECK, actor, given={"pk": batch.pk}))


@transaction.atomic
def begin_import(batch: CreditImport, actor: Actor) -> Job:
    """Have the good rows written; the bad ones, as they are known now, are skipped on purpose."""
    skipped = [problem["row"] for problem in batch.problems]
    job = jobs.start(IMPORT, actor, given={"pk": batch.pk, "skipped": skipped})
    _with_job(batch, job)
    return job


def _with_job(batch: CreditImport, job: Job) -> CreditImport:
    batch.job = job
    batch.save(update_fields=["job"])
    return batch


def table_of(batch: CreditImport) -> list[list[str]]:
    """Return the rows of the kept file, the heading first."""
    with opened(batch.file) as content:
        return read_table(content.read())


def _problem(row: Row) -> dict[str, Any]:
    """What is wrong with a row; where cells have slipped, a number may stand in any of them."""
    name, title, *reasons = (without_numbers(text, _LEFT_OUT) for text in (row.name, row.title, *row.reasons))
    return {"row": row.line, "name": name, "title": title, "reasons": reasons}


def note_findings(batch: CreditImport, rows: Iterable[Row], stage: ImportStage) -> None:
    """Keep what was found: every bad row with its reasons, and the sums of the good ones. Numbers are not kept."""
    listed = list(rows)
    good = [row for row in listed if not row.reasons]
    batch.problems = [_problem(row) for row in listed if row.reasons]
    batch.rows, batch.bad = len(listed), len(batch.problems)
    batch.hours = sum(row.hours for row in good)
    batch.people, batch.stage = len({row.profile for row in good}), stage
    batch.save(update_fields=["problems", "rows", "bad", "hours", "people", "stage"])
