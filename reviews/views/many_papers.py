"""Papers of many people at once: chosen in a list, made by a worker, kept a few days for whoever asked."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.actor import Actor
from accounts.enums import JobStage, Role
from accounts.http import Request
from accounts.models import Job
from accounts.services import journal
from accounts.services.jobs import KEPT, start
from applicants.views.worklist import chosen_keys, key_of
from employers.permissions import keeps_job
from employers.selectors.officers import employer_of
from reviews.documents.many import CASES, KIND, MOST, WHATS
from reviews.documents.rosters import ROSTERS, head_of, rows_of
from reviews.enums import DocumentKind
from reviews.models import Application, Document
from reviews.permissions import BODIES, is_printable, may_see_certificate
from reviews.selectors import worklists
from reviews.selectors.of_many import cases_of_filing, cases_of_meeting
from reviews.views.bureau import csv_of
from zcps import clock

takes_papers = only(*BODIES, Role.EMPLOYER)
_FEATURES = ("f", "q", "meeting", "filing")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(takes_papers)
def many_papers(request: Request) -> HttpResponseBase:
    """Show whom it concerns and what can be had of them; POST has it made, or sends a table at once."""
    chosen = request.POST if request.method == "POST" else request.GET
    cases = _chosen(request, chosen)
    if not cases:
        messages.warning(request, "请先在列表中选择人员，再提取文书。")
        return redirect("worklist")
    offers, what = _offers(request, cases), chosen.get("what", "")
    if request.method != "POST":
        return render(request, "reviews/papers/many.html", _context(chosen, cases, offers))
    if what.removesuffix("_csv") not in {offer["key"] for offer in offers}:
        context = _context(chosen, cases, offers) | {"reasons": ["请选择要提取的文书。"]}
        return render(request, "reviews/papers/many.html", context, status=422)
    if what.endswith("_csv"):
        return _table(request.actor, ROSTERS[what.removesuffix("_csv")], cases)
    return redirect("job", _started(request, what, cases).pk)


def _chosen(request: Request, chosen: Any) -> list[Application]:
    """The people of a meeting, of a list of results, or of the actor's own worklist: ticked, or all of a filter."""
    if (meeting := key_of(chosen.get("meeting", ""))) is not None:
        found = cases_of_meeting(request.actor, meeting)
    elif (filing := key_of(chosen.get("filing", ""))) is not None:
        found = cases_of_filing(request.actor, filing)
    else:
        found = _of_worklist(request, chosen)
    ticked = chosen_keys(chosen, MOST)
    rows = found.filter(pk__in=ticked) if ticked else found
    return list(CASES.filter(pk__in=rows.order_by().values("pk"), snapshot__isnull=False).order_by("pk")[:MOST])


def _of_worklist(request: Request, chosen: Any) -> worklists.Cases:
    bench = worklists.bench_of(request.actor, employer_of(request.actor))
    return worklists.searched(bench.chosen(chosen.get("f", "")).narrow(bench.cases), chosen.get("q", ""))


def _offers(request: Request, cases: list[Application]) -> list[dict[str, Any]]:
    """What can be had, and of how many."""
    people = {key: len(_had(request, key, cases)) for key in WHATS}
    return [
        {"key": key, "label": what.label, "people": people[key], "is_table": what.is_table}
        for key, what in WHATS.items()
        if people[key]
    ]


def _had(request: Request, what: str, cases: list[Application]) -> list[Application]:
    """Those of whom the actor can have it: of the forms who may be printed, of the certificates which he may see."""
    if what.startswith("forms"):
        return [case for case in cases if is_printable(case)]
    if what == "certificates":
        return [case for case in cases if case.certificate and may_see_certificate(request.actor, case.certificate)]
    return cases


def _context(chosen: Any, cases: list[Application], offers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "cases": cases,
        "offers": offers,
        "kept": {name: chosen.get(name) for name in _FEATURES if chosen.get(name)},
        "ids": chosen_keys(chosen, MOST),
        "is_cut": len(cases) == MOST,
        "most": MOST,
    }


def _table(by: Actor, kind: Any, cases: list[Application]) -> HttpResponseBase:
    rows = ([head_of(kind)], rows_of(kind, (case.snapshot for case in cases if case.snapshot)))
    return csv_of((row for part in rows for row in part), f"{kind.name}{clock.today():%Y%m%d}.csv", by=by)


@transaction.atomic
def _started(request: Request, what: str, cases: list[Application]) -> Job:
    """Write the job: of nobody of whom it was not offered."""
    wanted = [case.pk for case in _had(request, what, cases)]
    job = start(KIND, request.actor, given={"what": what, "cases": wanted})
    journal.record("take_papers_of_many", job, request.actor, what=WHATS[what].heading, people=len(wanted))
    return job


@require_safe
@allow(keeps_job, Job)
def papers_made(request: Request, job: Job) -> HttpResponse:
    """What was made: the file while it is kept, and person by person what is in it."""
    if job.kind != KIND or job.stage != JobStage.DONE:
        return redirect("job", job.pk)
    lines = job.result["lines"]
    paper = Document.objects.filter(roster__job=job).select_related("file").first()
    context = {
        "job": job,
        "what": WHATS[job.result["what"]],
        "lines": lines,
        "failed": [line for line in lines if line["failure"]],
        "until": job.finished_at + KEPT if job.finished_at else None,
        "file": job.result_file,
        "paper": paper,
        "is_listing": bool(paper and paper.kind == DocumentKind.PAPERS_LIST),
        "back": reverse("worklist"),
    }
    return render(request, "reviews/papers/made.html", context)
