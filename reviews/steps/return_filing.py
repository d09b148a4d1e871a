"""return_filing: the HR bureau sends a filing back with its reasons."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import DocumentKind, MeetingStage
from reviews.models import Meeting
from reviews.services import papers
from reviews.steps.meetings import FILING_CLAUSE, BureauStep, to_office


class ReturnFiling(BureauStep):
    """The meeting can then be changed and filed anew; the week counts again from that filing."""

    name = "return_filing"
    verb = "退回备案"
    clause = FILING_CLAUSE
    before = frozenset({MeetingStage.FILED})
    after = MeetingStage.SCHEDULED

    def obstacles(self, subject: Meeting, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """The reasons are given, all at once."""
        if not reason.strip():
            yield "请写明退回的全部理由和修改要求，评委会办公室将据此修改后重新报送。"

    def act(self, subject: Meeting, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Take the filing back."""
        subject.filed_at = None
        papers.void(subject, DocumentKind.MEETING_FILING)
        return {"reason": reason.strip()}

    def messages(self, subject: Meeting, actor: Actor, *, reason: str, **data: Any) -> Iterable[Message]:
        """Tell the office why."""
        text = f"“{subject.name}”的评前备案被退回。理由：{reason.strip()}"
        return to_office(subject.plan.office, "评前备案被退回", text, subject)


RETURN_FILING = ReturnFiling()
