"""seal_results: the founding body puts its seal under the list, on line or on paper."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.files import keep
from accounts.services.notices import Message
from reviews.enums import FilingStage, MeetingStage
from reviews.models import Meeting
from reviews.permissions import OFFICES, founded_committee, runs_meeting
from reviews.services.result_filings import gone_from, open_filing
from reviews.steps.base import MeetingStep
from reviews.steps.meetings import RESULT_CLAUSE, StandingMixin, to_office
from zcps import clock
from zcps.uploads import CleanFile


class SealResults(StandingMixin, MeetingStep):
    """Without the founding body's seal nothing is reported (S3 一(五)); the office may record the sealed sheet."""

    name = "seal_results"
    verb = "盖章确认评审结果"
    clause = f"{RESULT_CLAUSE}；衢经信产融〔2022〕44号 一(一)6"
    roles = OFFICES
    before = frozenset({MeetingStage.CLOSED, MeetingStage.APPROVED})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """The body that founded the committee; its office with the sealed sheet."""
        return founded_committee(actor, subject) or runs_meeting(actor, subject)

    def is_open_to(self, subject: Meeting, actor: Actor) -> bool:
        """While there is a list that waits for its seal."""
        if not super().is_open_to(subject, actor):
            return False
        filing = open_filing(subject)
        return filing is not None and filing.stage == FilingStage.DRAWN_UP

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """The list is there, is not sealed yet, and is still true."""
        filing = open_filing(subject)
        if filing is None:
            yield "评审结果备案表尚未生成，请评委会办公室先生成备案表和名单。"
        elif filing.stage != FilingStage.DRAWN_UP:
            yield "评审结果备案表已盖章，无需重复办理。"
        elif names := gone_from(filing):
            yield f"名单中{'、'.join(names)}的申报已不在待核准状态，请评委会办公室重新生成备案表和名单。"

    def obstacles(self, subject: Meeting, actor: Actor, *, scan: CleanFile | None = None, **data: Any) -> Iterable[str]:
        """The office is not the founding body: it records a sheet that was sealed."""
        yield from self.standing(subject, actor)
        if scan is None and not founded_committee(actor, subject):
            yield "请上传加盖评委会组建单位公章的备案表扫描件；由组建单位在线盖章确认的，请组建单位办理。"

    def act(self, subject: Meeting, actor: Actor, *, scan: CleanFile | None = None, **data: Any) -> dict[str, Any]:
        """Keep who sealed, when, and the sheet."""
        filing = open_filing(subject)
        assert filing is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        filing.stage, filing.sealed_at = FilingStage.SEALED, clock.now()
        filing.sealed_by = subject.committee.founding_body.name
        filing.seal_scan = keep(scan, actor.user) if scan else None
        filing.save()
        return {"filing": filing.number, "seal": "scan" if scan else "online"}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office that it may report."""
        if runs_meeting(actor, subject):
            return ()
        text = f"“{subject.name}”的评审结果备案表已由{subject.committee.founding_body.name}盖章，请报送核准。"
        return to_office(subject.plan.office, "评审结果已盖章", text, subject)


SEAL_RESULTS = SealResults()
