"""The employer verifies a record; from then on an application can take it (S2 附件2-2, S0 一(一)2)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step, perform
from applicants.enums import RecordStage
from applicants.models import ArchiveRecord
from applicants.permissions import may_review_record
from applicants.steps.supersede_record import supersede_record
from zcps import clock


class VerifyRecord(Step[ArchiveRecord]):
    """True, accurate and complete; a new version takes the place of the one it replaces."""

    name = "verify_record"
    verb = "审核通过"
    clause = "衢经信产融〔2022〕44号 一(一)2"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({RecordStage.SUBMITTED})
    after = RecordStage.VERIFIED

    def concerns(self, subject: ArchiveRecord, actor: Actor) -> bool:
        """Officers of the employer it was sent to."""
        return may_review_record(actor, subject)

    def act(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> dict[str, Any]:
        """Note who verified it and when; let the older version go in the same transaction."""
        if subject.replaces is not None:
            perform(supersede_record, subject.replaces, by=actor, newer=subject)
        subject.verified_by, subject.verified_at = actor.user, clock.now()
        return {"module": subject.module, "version": subject.version}

    def messages(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person."""
        title = f"业绩档案“{subject.title}”已审核通过"
        body = f"{actor.label}已审核通过您的“{subject.get_module_display()}”记录，申报时可以提取。"
        yield Message(subject.profile.user, title, body, reverse("record", args=[subject.pk]))


verify_record = VerifyRecord()
