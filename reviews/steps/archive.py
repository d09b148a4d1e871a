"""archive: the case is put away; nothing happens to it any more, save a revocation."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import Stage
from reviews.models import Application
from reviews.permissions import runs_plan
from reviews.services import handover
from reviews.steps.base import CaseStep
from reviews.terms import terms_for


class Archive(CaseStep):
    """After the paper has gone back."""

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
        """Nothing of the person's is still here."""
        if terms_for(subject).paper_copies and subject.paper_returned_at is None:
            yield "纸质评审表尚未登记退还，请先办理“退还纸质评审表”。"

    def act(self, subject: Application, actor: Actor, **data: Any) -> dict[str, Any]:
        """Put it away."""
        handover.to_nobody(subject, Stage.ARCHIVED)
        return {}


ARCHIVE = Archive()
