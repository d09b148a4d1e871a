"""The person takes a record back that the employer has not verified yet (Q12)."""

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from applicants.enums import RecordStage
from applicants.models import ArchiveRecord
from applicants.permissions import owns_record


class TakeBackRecord(Step[ArchiveRecord]):
    """Who finds a mistake need not ask for a return."""

    name = "take_back_record"
    verb = "撤回修改"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 二"
    roles = frozenset({Role.APPLICANT})
    before = frozenset({RecordStage.SUBMITTED})
    after = RecordStage.DRAFT

    def concerns(self, subject: ArchiveRecord, actor: Actor) -> bool:
        """Only the person's own."""
        return owns_record(actor, subject)


take_back_record = TakeBackRecord()
