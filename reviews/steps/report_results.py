"""report_results: the committee office reports the sealed results to the HR bureau, after their publicity."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import FilingStage, MeetingStage
from reviews.models import Meeting
from reviews.services.result_filings import disputed_cases, gone_from, open_filing
from reviews.services.results import not_yet_reportable
from reviews.steps.meetings import RESULT_CLAUSE, OfficeStep, to_office
from zcps import clock


class ReportResults(OfficeStep):
    """With the result filing form, sealed by the founding body; a second list goes the same way."""

    name = "report_results"
    verb = "报送结果核准"
    clause = RESULT_CLAUSE
    before = frozenset({MeetingStage.CLOSED, MeetingStage.APPROVED})
    after = MeetingStage.REPORTED

    def is_open_to(self, subject: Meeting, actor: Actor) -> bool:
        """After an approval only where a further list is on its way."""
        if not super().is_open_to(subject, actor):
            return False
        return subject.stage != MeetingStage.APPROVED or open_filing(subject) is not None

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """The publicity is over for everybody who stands on the list, and the list is sealed."""
        yield from not_yet_reportable(subject, disputed_cases(subject))
        filing = open_filing(subject)
        if filing is None:
            yield "请先办理“生成备案表和名单”，由评委会组建单位盖章后报送。"
        elif names := gone_from(filing):
            yield f"名单中{'、'.join(names)}的申报已不在待核准状态，请重新生成备案表和名单。"
        elif filing.stage == FilingStage.DRAWN_UP:
            yield "备案表尚未加盖评委会组建单位公章，请组建单位盖章确认，或上传盖章扫描件。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark the moment."""
        filing = open_filing(subject)
        assert filing is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        filing.reported_at = clock.now()
        filing.stage = FilingStage.REPORTED
        filing.save(update_fields=["stage", "reported_at"])
        return {"passed": filing.lines.count(), "filing": filing.number}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau, and the second publisher where there is one."""
        text = f"“{subject.name}”的评审结果已公示期满，请核准。"
        yield from to_office(subject.plan.hr_bureau, "评审结果待核准", text, subject)
        if subject.plan.co_publisher:
            text = f"“{subject.name}”的评审结果已公示期满，请会签。"
            yield from to_office(subject.plan.co_publisher, "评审结果待会签", text, subject)


REPORT_RESULTS = ReportResults()
