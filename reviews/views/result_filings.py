"""Lists of results: the worklist of offices, one list with its people, its table; what was announced, for everybody."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.selectors.narrowing import counts_by
from applicants.views.worklist import table_of
from reviews.enums import DocumentKind, FilingStage, LineOutcome
from reviews.forms.meeting_acts import Offer, offers
from reviews.models import ResultFiling
from reviews.permissions import OFFICES, may_open_publication, may_see_filing, names_are_shown, prepares_plan
from reviews.result_columns import COLUMNS, row_of
from reviews.selectors import publications as public
from reviews.selectors import result_filings as selector
from reviews.selectors.committees import name_at
from reviews.services.result_filings import lines_of
from reviews.steps.announce_determinations import ANNOUNCE_DETERMINATIONS
from reviews.views.staged import in_stage, staged_context

_ACTS = frozenset({"draw_up_results", "seal_results", "report_results", "cosign_results", "approve_results"})
_MOST = 2000
_PEOPLE = 50


@require_safe
@allow(only(*OFFICES, Role.SUPERVISION))
def result_filings(request: Request) -> HttpResponse:
    """List the lists that concern the office; `format=csv` exports them as they are filtered."""
    found = selector.searched(selector.filings_of(request.actor), request.GET.get("q", ""))
    rows = in_stage(request, found, FilingStage)
    if request.GET.get("format") == "csv":
        head = ["备案编号", "会议", "批次", "状态", "盖章单位", "公布文号"]
        return table_of("filings", head, (_cells(row) for row in rows.order_by("-pk")[:_MOST]))
    context = staged_context(request, rows, FilingStage, counts_by(selector.filings_of(request.actor)))
    return render(request, "reviews/results/filings.html", context)


def _cells(row: ResultFiling) -> list[object]:
    told = [row.order, row.get_stage_display(), row.sealed_by, row.publication_number]
    return [row.number, row.name, *told]


@require_safe
@allow(may_see_filing, selector.FILINGS)
def result_filing(request: Request, filing: ResultFiling) -> HttpResponse:
    """One list: where it stands, who is on it, who was left out and why, its papers, what comes next."""
    is_open = filing.stage != FilingStage.APPROVED
    announces = ANNOUNCE_DETERMINATIONS.is_open_to(filing, request.actor)
    context = {
        "filing": filing,
        "meeting": filing.meeting,
        "lines": list(lines_of(filing)),
        "documents": filing.documents.filter(voided_at=None).order_by("pk"),
        "offers": _offers(request, filing) if is_open and filing.meeting else [],
        "announces": announces,
        "obstacles": list(ANNOUNCE_DETERMINATIONS.standing(filing, request.actor)) if announces else [],
        "held": LineOutcome.HELD,
        "is_bureau": request.actor.role == Role.HR_BUREAU,
        "takes_papers": prepares_plan(request.actor, filing.plan),
        "is_announced": may_open_publication(request.actor, filing),
    }
    return render(request, "reviews/results/filing.html", context)


def _offers(request: Request, filing: ResultFiling) -> list[Offer]:
    return [each for each in offers(filing.meeting, request.actor) if each.name in _ACTS] if filing.meeting else []


@require_safe
@allow(may_see_filing, selector.FILINGS)
def result_filing_export(request: Request, filing: ResultFiling) -> HttpResponse:
    """The list of names as a table; ID numbers masked."""
    return table_of(
        f"names-{filing.number}", [name for name, _ in COLUMNS], map(row_of, lines_of(filing)), by=request.actor
    )


@require_safe
@allow(anyone)
def publications(request: Request) -> HttpResponse:
    """List what was announced."""
    words = request.GET.get("q", "")
    context = {"page": page_of(public.searched(public.announced(), words), "pk", request.GET), "words": words}
    return render(request, "reviews/results/publications.html", context)


@require_safe
@allow(may_open_publication, selector.FILINGS, for_all=True)
def publication(request: Request, filing: ResultFiling) -> HttpResponse:
    """What was announced: the document's number, who announced, who won which title."""
    shown, words = names_are_shown(filing), request.GET.get("q", "").strip()[:60]
    winners = public.winners_of(filing)
    if words:
        winners = winners.filter(application__applicant__user__name__icontains=words)
    context: dict[str, Any] = {
        "filing": filing,
        "committee": name_at(filing.meeting) if filing.meeting else "",
        "publishers": public.publishers_of(filing),
        "people": public.winners_of(filing).count(),
        "recommended": public.recommended_in(filing).order_by("order") if shown and not words else (),
        "shown": shown,
        "words": words,
        "paper": filing.documents.filter(kind=DocumentKind.PUBLICATION, voided_at=None).first() if shown else None,
    }
    if shown:
        page = page_of(winners, "order", request.GET, newest_first=False, size=_PEOPLE)
        context |= {"page": page}
    answer = render(request, "reviews/results/publication.html", context)
    # The list is for people who look it up, not for engines that keep it after it has gone.
    answer["X-Robots-Tag"] = "noindex"
    return answer
