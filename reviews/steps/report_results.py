"""report_results: the committee office reports the results to the HR bureau, after their publicity."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import DocumentKind, MeetingStage
from reviews.models import Meeting
from reviews.services import papers
from reviews.services.results import not_yet_reportable
from reviews.steps.meetings import RESULT_CLAUSE, OfficeStep, to_office
from zcps import clock


class ReportResults(OfficeStep):
    """With the result filing form, sealed by the founding body."""

    name = "report_results"
    verb = "报送结果核准"
    clause = RESULT_CLAUSE
    before = frozenset({MeetingStage.CLOSED})
    after = MeetingStage.REPORTED

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """Every case that was passed has come through its publicity, or has ended otherwise."""
        yield from not_yet_reportable(subject)

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark the moment and ask for the form."""
        subject.reported_at = clock.now()
        document = papers.request(DocumentKind.RESULT_FILING_FORM, meeting=subject)
        return {"passed": subject.items.filter(passed=True).count(), "form": document.number}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau."""
        text = f"“{subject.name}”的评审结果已公示期满，请核准。"
        return to_office(subject.plan.hr_bureau, "评审结果待核准", text, subject)


REPORT_RESULTS = ReportResults()
