"""The person starts a new version of a verified record; it has to be verified again (S2 附件2-2)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from applicants.enums import RecordStage
from applicants.models import ArchiveRecord, Evidence
from applicants.permissions import owns_record
from applicants.selectors.records import newer_version_of
from zcps import clock


class ReviseRecord(Step[ArchiveRecord]):
    """The verified version stays valid until the new one is verified."""

    name = "revise_record"
    verb = "修改已审核记录"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 二"
    roles = frozenset({Role.APPLICANT})
    before = frozenset({RecordStage.VERIFIED})

    def concerns(self, subject: ArchiveRecord, actor: Actor) -> bool:
        """Only the person's own, and not what is deleted."""
        return owns_record(actor, subject) and subject.deleted_at is None

    def obstacles(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> Iterable[str]:
        """Refuse a second new version beside the first."""
        newer = newer_version_of(subject)
        if newer is not None and newer.deleted_at is None:
            yield f"该记录已有修改中的第 {newer.version} 版，请在该版上继续修改。"

    def act(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> dict[str, Any]:
        """Copy the record with its evidence, or take up the new version that was deleted before."""
        newer = newer_version_of(subject)
        if newer is None:
            newer = _new_version(subject)
        else:
            newer.deleted_at = None
            newer.save(update_fields=["deleted_at"])
        return {"newer": newer.pk, "version": newer.version}


def _new_version(record: ArchiveRecord) -> ArchiveRecord:
    moment = clock.now()
    newer = ArchiveRecord.objects.create(
        profile=record.profile,
        module=record.module,
        title=record.title,
        started=record.started,
        ended=record.ended,
        data=record.data,
        version=record.version + 1,
        replaces=record,
        created_at=moment,
        saved_at=moment,
    )
    for evidence in record.evidence.all():
        Evidence.objects.create(record=newer, file_id=evidence.file_id, label=evidence.label)
    return newer


revise_record = ReviseRecord()
