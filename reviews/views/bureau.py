"""The worklist of employers and offices: filters, search, pages, export, and acts on many at once."""

import csv
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.actor import Actor
from accounts.enums import Role
from accounts.http import Request
from accounts.services import exports
from applicants.views.worklist import key_of
from employers.models import Employer
from employers.selectors.officers import employer_of
from reviews.enums import DocumentKind
from reviews.forms import batch
from reviews.forms.bodies import ActForm, PublicityForm
from reviews.models import Application, Document
from reviews.permissions import BODIES, keeps_calendar
from reviews.selectors import worklists
from reviews.selectors.ambiguities import may_settle
from reviews.selectors.calendar import missing_year
from reviews.selectors.deadlines import words_of_leg
from reviews.selectors.joint import ROUND, words_of
from reviews.views.sheets import LOOK, looked_at
from zcps import clock
from zcps.spreadsheet import MARK, harmless

works_on_cases = only(*BODIES, Role.EMPLOYER)
_REPORT = "batch_report"
# What says to which bodies the cases of an employer go.
EMPLOYED = (
    "employer__region__parent",
    "employer__competent_department",
    "employer__personnel_agency__region",
    "employer__seat",
)


@require_safe
@allow(works_on_cases)
def worklist(request: Request) -> HttpResponse:
    """Show what lies before the actor: due date first."""
    employer = employer_of(request.actor)
    if request.actor.role == Role.EMPLOYER and employer is None:
        return redirect("employer_register")
    bench = worklists.bench_of(request.actor, employer)
    return render(request, "reviews/bodies/worklist.html", _list(request, bench, employer))


def _list(request: Request, bench: worklists.Bench, employer: Employer | None) -> dict[str, Any]:
    chosen, words = bench.chosen(request.GET.get("f", "")), request.GET.get("q", "")
    cases = worklists.listed(worklists.searched(chosen.narrow(bench.cases), words))
    page = worklists.page_of(cases, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    rows = [_row(request, case) for case in page.cases]
    numbers = worklists.counts(bench)
    return {
        "chosen": chosen,
        "words": words,
        "chips": [
            {
                "label": each.label,
                "url": _address(f=each.key, q=words),
                "count": worklists.count_words(numbers[each.key]),
                "active": each is chosen,
            }
            for each in bench.filters
        ],
        "rows": rows,
        "acts": _offered(rows),
        "missing_year": missing_year() if keeps_calendar(request.actor) else None,
        "previous": _address(f=chosen.key, q=words, before=page.before) if page.before else None,
        "following": _address(f=chosen.key, q=words, after=page.after) if page.after else None,
        "export": f"{reverse('worklist_export')}?{urlencode({'f': chosen.key, 'q': words})}",
        "employer": employer,
        "size": worklists.PAGE,
    }


def _row(request: Request, case: Application) -> dict[str, Any]:
    words, pressing = worklists.left(case.due_at)
    waits = case.open_doubts > 0 and may_settle(request.actor, case)
    return {
        "case": case,
        "left": words,
        "pressing": pressing,
        "acts": batch.acts_for(request.actor, case),
        "joint": words_of(case),
        "words": words_of_leg(case),
        "doubts": f"有待核定的歧义 {case.open_doubts} 项" if waits else "",
    }


def _offered(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The acts that at least one row allows; the preview says for each selected row whether it does."""
    wanted = {name for row in rows for name in row["acts"]}
    names = [act for act in batch.batch_acts().values() if act.name in wanted]
    kinds = ["primary", *[""] * len(names)]
    return [{"value": act.name, "label": act.verb, "kind": kind} for act, kind in zip(names, kinds, strict=False)]


def _address(**query: str) -> str:
    return f"{reverse('worklist')}?{urlencode({key: value for key, value in query.items() if value})}"


@require_safe
@allow(works_on_cases)
def worklist_export(request: Request) -> StreamingHttpResponse:
    """Send the list as it is filtered, for a spreadsheet."""
    bench = worklists.bench_of(request.actor, employer_of(request.actor))
    cases = worklists.searched(bench.chosen(request.GET.get("f", "")).narrow(bench.cases), request.GET.get("q", ""))
    rows = worklists.exported(worklists.page_of(worklists.listed(cases), size=worklists.MOST_EXPORTED).cases)
    return csv_of(rows, f"申报清单{clock.today():%Y%m%d}.csv", by=request.actor)


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_of(rows: Iterator[list[Any]], name: str, *, by: Actor | None = None) -> StreamingHttpResponse:
    """Return a table that spreadsheets read as UTF-8 and that runs no formula somebody hid in a name.

    Args:
        rows: the heading and what stands under it.
        name: of the file.
        by: who takes a list of people along, which the journal keeps; nobody where no person is in it.
    """
    if by is not None:
        found = list(rows)
        exports.note(by, name, max(len(found) - 1, 0))
        rows = iter(found)
    writer = csv.writer(_Echo())
    lines = (writer.writerow([harmless(cell) for cell in row]) for row in rows)
    response = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{urlencode({'': name})[1:]}"
    return response


def _with_mark(lines: Iterator[str]) -> Iterator[str]:
    yield MARK
    yield from lines


@require_http_methods(["GET", "HEAD", "POST"])
@allow(works_on_cases)
def batch_page(request: Request) -> HttpResponseBase:
    """Show what an act would do to each of the selected cases; do it when that is confirmed."""
    chosen = request.POST if request.method == "POST" else request.GET
    act = batch.batch_acts().get(chosen.get("act", ""))
    cases = _selected(request, act, chosen.getlist("ids"), everything=chosen.get("all") == "1")
    if act is None or not cases:
        messages.warning(request, "请先在列表中选择申报，再选择要办理的事项。")
        return redirect("worklist")
    form = act.form_for(cases)(request.POST or None)
    if request.method == "POST" and form.is_valid() and LOOK in request.POST:
        return _look(request, act, cases, form)
    if request.method == "POST" and form.is_valid():
        lines = batch.run(act, cases, request.actor, form.as_data())
        refused_all = not any(line.is_done for line in lines)
        if not refused_all:
            return _reported(request, act, lines)
        context = _preview(act, _mendable(act, lines, request), form)
        context["refused"] = list(dict.fromkeys(reason for line in lines for reason in line.reasons))
        return render(request, "reviews/bodies/batch.html", context, status=422)
    lines = batch.preview(act, cases, request.actor)
    return render(request, "reviews/bodies/batch.html", _preview(act, lines, form))


def _look(request: Request, act: batch.BatchAct, cases: list[Application], form: ActForm) -> HttpResponseBase:
    """Show the notice as it would be published; where nothing can be, the preview with the reason of each."""
    notices = Document.objects.filter(publicity__plan__in={case.plan_id for case in cases})
    sheet, reasons = looked_at(request, lambda: batch.run(act, cases, request.actor, form.as_data()), notices)
    context = _preview(act, batch.preview(act, cases, request.actor), form) | {"refused": reasons}
    return sheet or render(request, "reviews/bodies/batch.html", context, status=422)


def _mendable(act: batch.BatchAct, lines: list[batch.Line], request: Request) -> list[batch.Line]:
    """Of a publicity that was refused: the preview once more, so that a box that was left empty can be ticked."""
    if act.form is not PublicityForm:
        return lines
    return batch.preview(act, [line.case for line in lines], request.actor)


def _selected(request: Request, act: batch.BatchAct | None, ids: list[str], *, everything: bool) -> list[Application]:
    """The selected cases that lie before this actor; others are left out as if they did not exist.

    Everybody who waits for a publicity may be put on one list; other acts are for those who were ticked.
    """
    bench = worklists.bench_of(request.actor, employer_of(request.actor))
    related = ("plan__office", "plan__hr_bureau", "title", *EMPLOYED, "applicant__user", "holder", "snapshot")
    cases = bench.cases.select_related(*related).prefetch_related(ROUND).order_by("due_at", "pk")
    publishes = act is not None and act.form is PublicityForm
    if everything and act is not None and publishes:
        return list(cases.filter(stage__in=act.stages)[: batch.MOST_PUBLISHED])
    most = batch.MOST_PUBLISHED if publishes else batch.MOST
    return list(cases.filter(pk__in=[key for key in map(key_of, ids) if key is not None][:most]))


def _preview(act: batch.BatchAct, lines: list[batch.Line], form: Any) -> dict[str, Any]:
    return {
        "act": act,
        "lines": lines,
        "able": [line for line in lines if line.is_done],
        "warned": [line for line in lines if line.warnings],
        "form": form,
        "papers": [DocumentKind.PUBLICITY_NOTICE] if act.form is PublicityForm else [],
        "phrases": batch.phrases(act.name),
    }


def _reported(request: Request, act: batch.BatchAct, lines: list[batch.Line]) -> HttpResponse:
    request.session[_REPORT] = {
        "verb": act.verb,
        "lines": [
            {"pk": line.case.pk, "name": line.case.applicant.user.name, "effect": line.effect, "reasons": line.reasons}
            for line in lines
        ],
    }
    return redirect("batch_done")


@require_safe
@allow(works_on_cases)
def batch_done(request: Request) -> HttpResponse:
    """Show what happened to each."""
    report = request.session.get(_REPORT)
    if report is None:
        return redirect("worklist")
    done = [line for line in report["lines"] if not line["reasons"]]
    return render(request, "reviews/bodies/batch_done.html", {"report": report, "done": done})
