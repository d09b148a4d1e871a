"""Lists of whom an office has determined (初定): who stands on the next one, who cannot yet and why."""

from typing import Any

from django.db.models import QuerySet

from reviews.enums import DocumentKind, FilingStage, Stage
from reviews.models import Application, Plan, ResultFiling, ResultLine
from reviews.services import papers
from reviews.services.numbers import dated_number
from reviews.services.result_filings import disputed
from zcps import clock

_DISPUTED = "有异议正在核查或核查成立，结论作出并处理后另行列入"


def open_list(plan: Plan) -> ResultFiling | None:
    """Return the list of a plan that waits for its announcement, if one does."""
    return _waiting(plan).first()


def locked_list(plan: Plan) -> ResultFiling | None:
    """Lock and return it: one that is being announced this moment waits no longer once the lock is had."""
    return _waiting(plan).select_for_update(of=("self",), no_key=True).first()


def _waiting(plan: Plan) -> QuerySet[ResultFiling]:
    return plan.filings.filter(meeting=None).exclude(stage=FilingStage.APPROVED)


def cases_to_list(plan: Plan) -> QuerySet[Application]:
    """Return who may stand on the list: determined, through the publicity where there is one, not announced yet."""
    return Application.objects.filter(plan=plan, stage=Stage.APPROVAL).order_by("title__order", "pk")


def _left_out(plan: Plan) -> list[dict[str, Any]]:
    """Return whom an objection keeps in the publicity of results, with the reason."""
    entries = disputed(application__plan=plan).select_related("application__applicant__user")
    cases = (entry.application for entry in entries.order_by("application").distinct())
    return [{"application": case.pk, "name": case.applicant.user.name, "reason": _DISPUTED} for case in cases]


def draw_up(plan: Plan) -> ResultFiling:
    """Write the list and ask for its paper; one that was drawn up and not announced yet is written anew."""
    filing = locked_list(plan)
    if filing is None:
        earlier = plan.filings.filter(meeting=None).count()
        filing = ResultFiling(plan=plan, number=dated_number("CD"), order=earlier + 1)
    else:
        filing.lines.all().delete()
        filing.documents.filter(voided_at=None).update(voided_at=clock.now())
    # No founding body seals it: it lies before the bureau that approves at once.
    filing.stage = FilingStage.REPORTED
    filing.drawn_up_at = filing.reported_at = clock.now()
    filing.left_out = _left_out(plan)
    filing.save()
    ResultLine.objects.bulk_create(
        ResultLine(filing=filing, application=case, order=place)
        for place, case in enumerate(cases_to_list(plan), start=1)
    )
    papers.request(DocumentKind.DETERMINATION_LIST, filing=filing)
    return filing
