"""return_paper: the paper review form goes back to the person, who puts it into his file."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import ArchiveMode, Stage
from reviews.models import Application
from reviews.permissions import runs_plan
from reviews.steps.base import CaseStep
from reviews.terms import terms_for
from zcps import clock


class ReturnPaper(CaseStep):
    """A mark, no stage (S2 附件2 十一)."""

    name = "return_paper"
    verb = "退还纸质评审表"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 十一"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({Stage.ANNOUNCED})

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The office of the plan."""
        return runs_plan(actor, subject.plan)

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Once, and only where the plan gives the form back to the person (X44)."""
        if terms_for(subject).archive_mode != ArchiveMode.RETURNED:
            told = ArchiveMode(terms_for(subject).archive_mode).label
            yield f"本计划的评审表不退还申报人（{told}），请直接归档。"
        if subject.paper_returned_at:
            yield "纸质评审表已登记退还，无需重复办理。"

    def act(self, subject: Application, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark the moment."""
        subject.paper_returned_at = clock.now()
        return {}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Ask the person to put it into his file."""
        text = "您的《专业技术职务任职资格评审表》已退还，请放入个人人事档案。"
        return self.tell_applicant(subject, "纸质评审表已退还", text)


RETURN_PAPER = ReturnPaper()
