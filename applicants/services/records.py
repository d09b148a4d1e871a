"""Writing the archive: drafts, fields, evidence, moving, deleting and restoring. Stages are the steps' business."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import StoredFile
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord, Evidence, Profile
from applicants.modules import MODULES
from applicants.modules.definition import COLUMNS
from applicants.selectors.records import EDITABLE
from zcps import clock

EVIDENCE_LIMIT = 30


class RecordLockedError(Exception):
    """The record cannot be changed now; the message is a Chinese sentence that says what to do."""


def start_record(profile: Profile, module: Module) -> ArchiveRecord:
    """Create an empty draft in a module."""
    moment = clock.now()
    return ArchiveRecord.objects.create(profile=profile, module=module, created_at=moment, saved_at=moment)


@transaction.atomic
def save_fields(record: ArchiveRecord, values: Mapping[str, Any]) -> ArchiveRecord:
    """Store checked field values; what is None or empty is removed. Raise RecordLockedError where it may not change."""
    fresh = _open_record(record)
    for name, value in values.items():
        if name in COLUMNS:
            setattr(fresh, name, value or "")
        elif value in (None, ""):
            fresh.data.pop(name, None)
        else:
            fresh.data[name] = value
    definition = MODULES[Module(fresh.module)]
    if definition.named_by:
        fresh.title = definition.named_by(fresh.data)
    return _saved(fresh)


@transaction.atomic
def move_record(record: ArchiveRecord, module: Module) -> ArchiveRecord:
    """Put a record into another module; nothing that was filled in and no attachment is lost (Q23)."""
    fresh = _open_record(record)
    if fresh.replaces_id is not None:
        raise RecordLockedError("此记录是已审核记录的新版本，不能换板块。请删除此版本，在正确的板块新建一条记录。")
    fresh.module = module
    return _saved(fresh)


@transaction.atomic
def add_evidence(record: ArchiveRecord, file: StoredFile, label: str) -> Evidence:
    """Attach a stored file under a label; raise RecordLockedError where the record may not change or is full."""
    fresh = _open_record(record)
    if fresh.evidence.count() >= EVIDENCE_LIMIT:
        raise RecordLockedError(f"每条记录最多上传 {EVIDENCE_LIMIT} 个佐证材料，请先移除不需要的，或合并为一个 PDF。")
    _saved(fresh)
    return Evidence.objects.create(record=fresh, file=file, label=label)


@transaction.atomic
def remove_evidence(evidence: Evidence) -> None:
    """Detach a file; the file itself stays, for an older version may still show it."""
    _saved(_open_record(evidence.record))
    evidence.delete()


@transaction.atomic
def delete_record(record: ArchiveRecord) -> ArchiveRecord:
    """Put a record into the bin, from where it can be restored (Q11)."""
    fresh = _open_record(record)
    fresh.deleted_at = clock.now()
    fresh.save(update_fields=["deleted_at"])
    return fresh


@transaction.atomic
def restore_record(record: ArchiveRecord) -> ArchiveRecord:
    """Take a record out of the bin as it was."""
    fresh = ArchiveRecord.objects.select_for_update(of=("self",), no_key=True).get(pk=record.pk)
    fresh.deleted_at = None
    fresh.save(update_fields=["deleted_at"])
    return fresh


def _open_record(record: ArchiveRecord) -> ArchiveRecord:
    fresh = ArchiveRecord.objects.select_for_update(of=("self",), no_key=True).get(pk=record.pk)
    if fresh.deleted_at is not None:
        raise RecordLockedError("此记录已删除，请先在回收站中恢复，再继续修改。")
    if fresh.stage not in EDITABLE:
        raise RecordLockedError(_advice(fresh))
    return fresh


def _advice(record: ArchiveRecord) -> str:
    if record.stage == RecordStage.SUBMITTED:
        return "此记录正由单位审核，不能修改。如需修改，请先撤回。"
    return "此记录已由单位审核，不能直接修改或删除。请使用“修改已审核记录”，新版本审核通过后替代原版本。"


def _saved(record: ArchiveRecord) -> ArchiveRecord:
    record.saved_at = clock.now()
    # The stage is left out: only perform() writes it.
    record.save(update_fields=["module", "title", "started", "ended", "data", "saved_at"])
    return record
