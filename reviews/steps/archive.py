"""archive: the case is put away; nothing happens to it any more, save a revocation."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import ArchiveMode, Stage
from reviews.models import Application
from reviews.permissions import runs_plan
from reviews.services import handover
from reviews.steps.base import CaseStep
from reviews.terms import terms_for


class Archive(CaseStep):
    """As the plan says (X44): after the paper has gone back, with the paper, or by its files alone."""

    name = "archive"
    verb = "归档"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 十一"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({Stage.ANNOUNCED})
    after = Stage.ARCHIVED

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The office of the plan."""
        return runs_plan(actor, subject.plan)

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Nothing of the person's is still here that should go back; what is to be kept has come in."""
        terms = terms_for(subject)
        if terms.archive_mode == ArchiveMode.RETURNED and terms.paper_copies and subject.paper_returned_at is None:
            yield "纸质评审表尚未登记退还，请先办理“退还纸质评审表”。"
        if terms.archive_mode == ArchiveMode.OFFICE and terms.paper_copies and subject.paper_received_at is None:
            yield "本计划由评委会办公室统一归档，纸质评审表尚未登记收讫，请先签收纸质材料。"

    def act(self, subject: Application, actor: Actor, **data: Any) -> dict[str, Any]:
        """Put it away; the journal keeps what lies in the archive, each file with its hash."""
        handover.to_nobody(subject, Stage.ARCHIVED)
        kept = subject.documents.filter(voided_at=None, file__isnull=False).select_related("file").order_by("pk")
        files = [{"kind": each.kind, "number": each.number, "sha256": each.file.sha256} for each in kept if each.file]
        return {"mode": terms_for(subject).archive_mode, "files": files}


ARCHIVE = Archive()
