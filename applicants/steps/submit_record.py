"""The person sends a record to the employer (S2 附件2-2)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from applicants.checks import gaps_of
from applicants.enums import RecordStage
from applicants.models import ArchiveRecord
from applicants.permissions import owns_record
from employers.enums import EmployerStage


class SubmitRecord(Step[ArchiveRecord]):
    """A complete record goes to the present employer; all that is missing is said at once."""

    name = "submit_record"
    verb = "提交单位审核"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 二"
    roles = frozenset({Role.APPLICANT})
    before = frozenset({RecordStage.DRAFT, RecordStage.RETURNED})
    after = RecordStage.SUBMITTED

    def concerns(self, subject: ArchiveRecord, actor: Actor) -> bool:
        """Only the person's own, and not what is deleted."""
        return owns_record(actor, subject) and subject.deleted_at is None

    def obstacles(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> Iterable[str]:
        """Yield each missing field and evidence, and the missing employer."""
        labels = subject.evidence.values_list("label", flat=True)
        yield from (gap.sentence for gap in gaps_of(subject, labels))
        employer = subject.profile.employer
        if employer is None:
            yield "尚未选择现工作单位，请先在“个人基本信息”中选择，再提交单位审核。"
        elif employer.stage != EmployerStage.BOUND:
            yield f"“{employer.name}”的单位注册尚未通过审核，请联系单位人事部门；档案已保存，注册通过后再提交。"

    def act(self, subject: ArchiveRecord, actor: Actor, **data: Any) -> dict[str, Any]:
        """Address the record to the employer of this moment."""
        subject.employer = subject.profile.employer
        subject.return_reason = ""
        return {"module": subject.module, "version": subject.version, "employer": subject.profile.employer_id}


submit_record = SubmitRecord()
