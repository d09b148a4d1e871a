"""approve_results: the HR bureau approves the results one by one and announces them by its document."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.actor import CLOCK, Actor
from accounts.services.notices import Message
from reviews.enums import CredentialKind, DocumentKind, FilingStage, LineOutcome, MeetingStage
from reviews.models import Application, Meeting, ResultFiling
from reviews.services import entrusted_replies, papers
from reviews.services.result_filings import gone_from, is_announced_by_document, locked_cases_on, open_filing
from reviews.steps.base import perform
from reviews.steps.hold_result import HOLD_RESULT
from reviews.steps.issuing import issuing_step
from reviews.steps.meetings import RESULT_CLAUSE, BureauStep, to_office
from reviews.steps.publish_results import PUBLISH_RESULTS
from zcps import clock


class ApproveResults(BureauStep):
    """The list under one document number; who is held back with a reason does not stop the others.

    Certificates follow in the same moment; recommendations where the committee only recommends; written proofs, and no
    announcement, for those whom a university entrusted (S1 四(五)).
    """

    name = "approve_results"
    verb = "核准并公布结果"
    clause = f"{RESULT_CLAUSE}；衢经信产融〔2022〕44号 一(一)6"
    before = frozenset({MeetingStage.REPORTED})
    after = MeetingStage.APPROVED

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """The list is still true; where two offices announce together, the other one has signed."""
        filing = open_filing(subject)
        if filing is None:
            return
        if names := gone_from(filing):
            yield f"名单中{'、'.join(names)}的申报已不在待核准状态，请核对。"
        other = subject.plan.co_publisher
        if other and not filing.cosigned_at:
            yield f"本计划的结果由{subject.plan.hr_bureau.name}、{other.name}联合公布，{other.name}尚未会签。"

    def obstacles(
        self,
        subject: Meeting,
        actor: Actor,
        *,
        publication_number: str = "",
        held: Mapping[int, str] | None = None,
        **data: Any,
    ) -> Iterable[str]:
        """The document has its number; who is held back has a reason."""
        yield from self.standing(subject, actor)
        filing = open_filing(subject)
        if filing and is_announced_by_document(filing) and not publication_number.strip():
            yield "请填写公布文件的文号，例如“衢人社职〔2022〕1号”。"
        for line in filing.lines.select_related("application__applicant__user") if filing else ():
            if held is not None and line.application_id in held and not held[line.application_id].strip():
                yield f"请写明对{line.application.applicant.user.name}暂缓核准的理由，将告知评委会办公室和本人。"

    def act(
        self,
        subject: Meeting,
        actor: Actor,
        *,
        publication_number: str = "",
        held: Mapping[int, str] | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Announce every case and issue its certificate; note who is held back."""
        filing = open_filing(subject)
        assert filing is not None, "a reported meeting has its list"  # noqa: S101 - report_results has made it so
        number = publication_number.strip() if is_announced_by_document(filing) else ""
        moment, back = clock.now(), held or {}
        subject.publication_number, subject.approved_at = number, moment
        filing.publication_number, filing.approved_at, filing.stage = number, moment, FilingStage.APPROVED
        filing.save()
        for case in locked_cases_on(filing):
            reason = back.get(case.pk, "").strip()
            filing.lines.filter(application=case).update(
                outcome=LineOutcome.HELD if reason else LineOutcome.APPROVED, reason=reason
            )
            if reason:
                perform(HOLD_RESULT, case, actor, meeting=subject, reason=reason)
            else:
                _announce(subject, case, actor, number)
        announced = filing.lines.filter(outcome=LineOutcome.APPROVED).count()
        _publish(filing, announced)
        return {"publication_number": number, "announced": announced, "held": len(back), "filing": filing.number}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office."""
        number = f"（{subject.publication_number}）" if subject.publication_number else ""
        text = f"“{subject.name}”的评审结果已核准{number}，请按计划办理评审表退还或归档。"
        yield from to_office(subject.plan.office, "评审结果已核准", text, subject)


def _announce(meeting: Meeting, case: Application, actor: Actor, number: str) -> None:
    announced = perform(PUBLISH_RESULTS, case, actor, meeting=meeting, document_number=number)
    perform(issuing_step(announced), announced, CLOCK, document_number=number)


def _publish(filing: ResultFiling, announced: int) -> None:
    if announced and filing.publication_number:
        papers.request(DocumentKind.PUBLICATION, meeting=filing.meeting, filing=filing)
    approved = filing.lines.filter(outcome=LineOutcome.APPROVED)
    if approved.filter(credential=CredentialKind.RECOMMENDATION).exists():
        papers.request(DocumentKind.RECOMMENDATION_LIST, meeting=filing.meeting, filing=filing)
    entrusted_replies.draw_up(filing)


APPROVE_RESULTS = ApproveResults()
