"""approve_results: the HR bureau approves the results and announces them by its document."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import CLOCK, Actor
from accounts.services.notices import Message
from reviews.enums import MeetingStage, Stage
from reviews.models import Meeting
from reviews.services.meetings import locked_cases
from reviews.services.results import not_yet_reportable
from reviews.steps.base import perform
from reviews.steps.issue_certificate import ISSUE_CERTIFICATE
from reviews.steps.meetings import RESULT_CLAUSE, BureauStep, to_office
from reviews.steps.publish_results import PUBLISH_RESULTS
from zcps import clock


class ApproveResults(BureauStep):
    """All cases of the meeting at once, under one document number; certificates follow in the same moment."""

    name = "approve_results"
    verb = "核准并公布结果"
    clause = f"{RESULT_CLAUSE}；衢经信产融〔2022〕44号 一(一)6"
    before = frozenset({MeetingStage.REPORTED})
    after = MeetingStage.APPROVED

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """Nothing has come back into question since the report."""
        yield from not_yet_reportable(subject)

    def obstacles(self, subject: Meeting, actor: Actor, *, publication_number: str = "", **data: Any) -> Iterable[str]:
        """The document has its number."""
        yield from self.standing(subject, actor)
        if not publication_number.strip():
            yield "请填写公布文件的文号，例如“衢人社职〔2022〕1号”。"

    def act(self, subject: Meeting, actor: Actor, *, publication_number: str, **data: Any) -> dict[str, Any]:
        """Announce every case and issue its certificate."""
        number = publication_number.strip()
        subject.publication_number, subject.approved_at = number, clock.now()
        cases = locked_cases(subject, Stage.APPROVAL)
        for case in cases:
            announced = perform(PUBLISH_RESULTS, case, actor, meeting=subject, document_number=number)
            if subject.plan.issues_certificate:
                perform(ISSUE_CERTIFICATE, announced, CLOCK, document_number=number)
        return {"publication_number": number, "announced": len(cases)}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office."""
        text = f"“{subject.name}”的评审结果已核准公布（{subject.publication_number}），请退还纸质评审表并归档。"
        return to_office(subject.plan.office, "评审结果已核准", text, subject)


APPROVE_RESULTS = ApproveResults()
