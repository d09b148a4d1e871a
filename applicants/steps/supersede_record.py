"""A verified record gives way to its verified newer version; part of verifying that version, never done alone."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from applicants.enums import RecordStage
from applicants.models import ArchiveRecord
from applicants.permissions import may_review_record


class SupersedeRecord(Step[ArchiveRecord]):
    """The old version stays readable: an application may have frozen it."""

    name = "supersede_record"
    verb = "以新版本替代"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 二"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({RecordStage.VERIFIED})
    after = RecordStage.SUPERSEDED

    def concerns(self, subject: ArchiveRecord, actor: Actor) -> bool:
        """Who may verify the newer version; the older may have been verified by a former employer."""
        newer = ArchiveRecord.objects.filter(replaces=subject).select_related("employer").first()
        return newer is not None and may_review_record(actor, newer)

    def obstacles(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> Iterable[str]:
        """Refuse without the version that takes its place."""
        newer = data.get("newer")
        if not isinstance(newer, ArchiveRecord) or newer.replaces_id != subject.pk:
            yield "没有可以替代此记录的新版本，请先审核新版本。"

    def act(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> dict[str, Any]:
        """Nothing but the stage changes."""
        return {"newer": data["newer"].pk}


supersede_record = SupersedeRecord()
