"""Lists of results: who stands on one, who is left out and why, what is kept of each person."""

from typing import Any

from django.db.models import QuerySet

from reviews.enums import CredentialKind, DocumentKind, FilingStage, LineOutcome, ObjectionStage, PublicityKind, Stage
from reviews.models import Application, Meeting, MeetingItem, PublicityEntry, ResultFiling, ResultLine
from reviews.outcomes import credentials_of
from reviews.services import papers
from reviews.services.numbers import dated_number
from reviews.services.results import passed_items
from zcps import clock

_ENDED = {
    Stage.WITHDRAWN: "本人已撤回申报",
    Stage.NOT_ACCEPTED: "异议成立，已作出不予受理的决定",
}


def open_filing(meeting: Meeting) -> ResultFiling | None:
    """Return the list that is on its way, if one is."""
    return meeting.filings.exclude(stage=FilingStage.APPROVED).first()


def items_waiting(meeting: Meeting) -> list[MeetingItem]:
    """Return who may stand on the next list: passed, through the publicity, on no list that is on its way."""
    on_a_list = set(
        ResultLine.objects.exclude(filing__stage=FilingStage.APPROVED)
        .filter(filing__meeting=meeting)
        .values_list("item_id", flat=True)
    )
    return [
        item for item in passed_items(meeting) if item.application.stage == Stage.APPROVAL and item.pk not in on_a_list
    ]


def left_out(meeting: Meeting) -> list[dict[str, Any]]:
    """Return who was passed and cannot stand on the list, with the reason of each."""
    found = []
    disputed = disputed_cases(meeting)
    for item in passed_items(meeting):
        case = item.application
        reason = (
            "有异议正在核查或核查成立，结论作出并处理后另行报送"
            if case.pk in disputed
            else _ENDED.get(Stage(case.stage))
        )
        if reason:
            found.append({"application": case.pk, "name": case.applicant.user.name, "reason": reason})
    return found


def disputed_cases(meeting: Meeting) -> set[int]:
    """Return the cases of a meeting that an objection keeps in the publicity of results."""
    return set(disputed(application__meeting_items__meeting=meeting).values_list("application_id", flat=True))


def disputed(**of: Any) -> QuerySet[PublicityEntry]:
    """Return those whom an objection, open or upheld, keeps in the publicity of results.

    Args:
        of: whose: what their entries are filtered by.
    """
    return PublicityEntry.objects.filter(
        publicity__kind=PublicityKind.RESULT,
        released_at=None,
        application__stage=Stage.RESULT_PUBLICITY,
        objections__stage__in=[ObjectionStage.OPEN, ObjectionStage.UPHELD],
        **of,
    )


def draw_up(meeting: Meeting) -> ResultFiling:
    """Write the list anew and ask for its two papers; one that was drawn up and not reported is replaced."""
    items, out = items_waiting(meeting), left_out(meeting)
    filing = open_filing(meeting)
    if filing is None:
        number, order = dated_number("BA"), meeting.filings.count() + 1
        filing = ResultFiling(plan=meeting.plan, meeting=meeting, number=number, order=order)
    else:
        items = sorted({*items, *_items_on(filing)}, key=lambda item: item.order)
        filing.lines.all().delete()
        filing.documents.filter(voided_at=None).update(voided_at=clock.now())
    filing.stage, filing.drawn_up_at, filing.left_out = FilingStage.DRAWN_UP, clock.now(), out
    filing.sealed_at, filing.sealed_by, filing.seal_scan = None, "", None
    filing.save()
    due = credentials_of([item.application for item in items])
    ResultLine.objects.bulk_create(
        ResultLine(
            filing=filing, item=item, application=item.application, order=place, credential=due[item.application_id]
        )
        for place, item in enumerate(items, start=1)
    )
    for kind in (DocumentKind.RESULT_FILING_FORM, DocumentKind.NAME_LIST):
        papers.request(kind, meeting=meeting, filing=filing)
    return filing


def is_announced_by_document(filing: ResultFiling) -> bool:
    """Whether a document announces anybody on the list: nobody who is only recommended or receives a proof."""
    return filing.lines.filter(credential=CredentialKind.CERTIFICATE).exists()


def _items_on(filing: ResultFiling) -> list[MeetingItem]:
    lines = filing.lines.filter(application__stage=Stage.APPROVAL)
    return [line.item for line in lines.select_related("item__application__applicant__user") if line.item]


def lines_of(filing: ResultFiling) -> QuerySet[ResultLine]:
    """Return the lines with all that a page or a paper shows of each."""
    known = filing.lines.select_related(
        "item", "application__applicant__user", "application__title", "application__employer", "application__snapshot"
    )
    return known.prefetch_related("application__certificates").order_by("order")


def gone_from(filing: ResultFiling) -> list[str]:
    """Return the names of people on the list whose case is no longer before the bureau."""
    rows = filing.lines.filter(outcome=LineOutcome.WAITING).exclude(application__stage=Stage.APPROVAL)
    return list(rows.values_list("application__applicant__user__name", flat=True))


def locked_cases_on(filing: ResultFiling) -> list[Application]:
    """Lock and return the cases of a list that wait for approval, all before the first of them is acted upon."""
    cases = Application.objects.select_for_update(of=("self",), no_key=True)
    return list(cases.filter(result_lines__filing=filing, stage=Stage.APPROVAL).order_by("pk"))
