"""What the approval of a list of results does, whether a panel voted or an office determined (初定)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from accounts.actor import CLOCK, Actor
from reviews.enums import CredentialKind, DocumentKind, FilingStage, LineOutcome
from reviews.models import Application, ResultFiling
from reviews.services import entrusted_replies, papers
from reviews.services.result_filings import locked_cases_on
from reviews.steps.base import perform
from reviews.steps.hold_result import HOLD_RESULT
from reviews.steps.issuing import issuing_step
from reviews.steps.publish_results import PUBLISH_RESULTS
from zcps import clock

# Who is held back, by case, with the reason.
Held = Mapping[int, str]


def lacking_in_approval(filing: ResultFiling, number: str, held: Held | None) -> Iterator[str]:
    """Yield what is missing in the form: the document's number where it announces somebody, a reason for each hold."""
    back = held or {}
    if _wins_a_title(filing, back) and not number.strip():
        yield "请填写公布文件的文号，例如“衢人社职〔2022〕1号”。"
    for line in filing.lines.select_related("application__applicant__user") if back else ():
        if line.application_id in back and not back[line.application_id].strip():
            name = line.application.applicant.user.name
            yield f"请写明对{name}暂缓核准的理由，将告知{filing.plan.result_office.name}和本人。"


def announce(filing: ResultFiling, actor: Actor, number: str, held: Held | None) -> dict[str, Any]:
    """Announce every case on the list and give each what came of it; note who is held back. Return what is kept.

    The document's number is kept only where it announces somebody: a list of whom nobody wins a title has no page for
    the public (S1 四(五)).
    """
    back = held or {}
    filing.publication_number = number.strip() if _wins_a_title(filing, back) else ""
    filing.approved_at, filing.stage = clock.now(), FilingStage.APPROVED
    filing.save()
    announced = [_decided(filing, case, actor, back.get(case.pk, "").strip()) for case in locked_cases_on(filing)]
    _ask_for_papers(filing)
    return {
        "publication_number": filing.publication_number,
        "announced": sum(announced),
        "held": len(announced) - sum(announced),
        "filing": filing.number,
    }


def _wins_a_title(filing: ResultFiling, back: Iterable[int]) -> bool:
    winners = filing.lines.filter(credential=CredentialKind.CERTIFICATE, outcome=LineOutcome.WAITING)
    return winners.exclude(application__in=list(back)).exists()


def _decided(filing: ResultFiling, case: Application, actor: Actor, reason: str) -> bool:
    """Hold a case back or announce it; return whether it was announced."""
    outcome = LineOutcome.HELD if reason else LineOutcome.APPROVED
    filing.lines.filter(application=case).update(outcome=outcome, reason=reason)
    if reason:
        perform(HOLD_RESULT, case, actor, filing=filing, reason=reason)
        return False
    number = filing.publication_number
    announced = perform(PUBLISH_RESULTS, case, actor, filing=filing, document_number=number)
    perform(issuing_step(announced), announced, CLOCK, document_number=number)
    return True


def _ask_for_papers(filing: ResultFiling) -> None:
    if filing.publication_number:
        papers.request(DocumentKind.PUBLICATION, meeting=filing.meeting, filing=filing)
    approved = filing.lines.filter(outcome=LineOutcome.APPROVED)
    if approved.filter(credential=CredentialKind.RECOMMENDATION).exists():
        papers.request(DocumentKind.RECOMMENDATION_LIST, meeting=filing.meeting, filing=filing)
    entrusted_replies.draw_up(filing)
