"""The employer returns a record with reasons (S2 附件2-2)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from applicants.enums import RecordStage
from applicants.models import ArchiveRecord
from applicants.permissions import may_review_record

REASON_LIMIT = 1000


class ReturnRecord(Step[ArchiveRecord]):
    """All that is wrong is said at once, so that one correction is enough."""

    name = "return_record"
    verb = "退回修改"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 二"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({RecordStage.SUBMITTED})
    after = RecordStage.RETURNED

    def concerns(self, subject: ArchiveRecord, actor: Actor) -> bool:
        """Officers of the employer it was sent to."""
        return may_review_record(actor, subject)

    def obstacles(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> Iterable[str]:
        """Refuse a return without a reason."""
        reason = str(data.get("reason", "")).strip()
        if not reason:
            yield "请填写退回理由，一次写明全部需要修改之处和改法。"
        if len(reason) > REASON_LIMIT:
            yield f"退回理由有 {len(reason)} 字，超过上限 {REASON_LIMIT} 字，请精简。"

    def act(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep the reason where the person mends it."""
        subject.return_reason = str(data["reason"]).strip()
        return {"module": subject.module, "version": subject.version, "reason": subject.return_reason}

    def messages(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person what to mend."""
        title = f"业绩档案“{subject.title}”被退回修改"
        body = f"{actor.label}退回了您的“{subject.get_module_display()}”记录。需要修改：{subject.return_reason}"
        yield Message(subject.profile.user, title, body, reverse("record_edit", args=[subject.pk]))


return_record = ReturnRecord()
