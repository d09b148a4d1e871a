"""Trying draft rules on a past season: begin a run, read who would change and why, take the table away."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.selectors.keyset import page_of
from law.errors import RulebookError
from reviews.forms.dry_run import DryRunForm
from reviews.models import DryRun, Plan
from reviews.permissions import made_dry_run, prepares_plan
from reviews.rulebooks import book_of
from reviews.selectors.dry_runs import WORDS, changes_of, exported, shown, table_of, visible_plans
from reviews.services.dry_runs import start_run
from reviews.views.bureau import csv_of
from reviews.views.plan_rules import PLANS, check_writer, frame
from zcps import clock

RUNS = DryRun.objects.select_related("plan", "source", "asked_by", "job")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(prepares_plan, PLANS)
def plan_dry_runs(request: Request, plan: Plan) -> HttpResponse:
    """Show the runs of a plan, begin another."""
    check_writer(request, plan)
    form = DryRunForm(request.POST if request.method == "POST" else None, plan=plan)
    incomplete = not _compiles(plan)
    if request.method == "POST" and form.is_valid() and not incomplete:
        source, season, shift = form.chosen()
        run = start_run(plan, request.actor, source, season, shift)
        return redirect("job", run.job_id)
    page = page_of(plan.dry_runs.select_related("source", "asked_by", "job"), "asked_at", request.GET)
    context = {"form": form, "page": page, "incomplete": incomplete, "user": request.actor.user}
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/rules/dry_runs.html", {**frame(request, plan, "trials"), **context}, status=status)


def _compiles(plan: Plan) -> bool:
    try:
        book_of(plan)
    except RulebookError:
        return False
    return True


@require_safe
@allow(made_dry_run, RUNS)
def plan_dry_run(request: Request, run: DryRun) -> HttpResponse:
    """Show the counts, and who would change and why."""
    asked = {name: request.GET.get(name, "") for name in ("q", "change")}
    visible = visible_plans(request.actor, run)
    page = page_of(changes_of(run, asked, visible), "pk", request.GET, newest_first=False)
    here = reverse("plan_dry_run", args=[run.pk])
    context = {
        "run": run,
        "head": list(WORDS.values()),
        "counts": table_of(run),
        "chips": _chips(run, asked, here),
        "rows": [shown(change, visible) for change in page.rows],
        "page": page,
        "query": asked["q"],
        "kept": {"change": asked["change"]} if asked["change"] else {},
        "export": f"{reverse('plan_dry_run_export', args=[run.pk])}?{urlencode(asked)}",
        "here": here,
    }
    frames = frame(request, run.plan, "trials")
    return render(request, "reviews/rules/dry_run.html", {**frames, **context, "parts": frames["chips"]})


def _chips(run: DryRun, asked: dict[str, str], here: str) -> list[dict[str, object]]:
    """Return a chip for each change of outcome that came up, and one for all."""
    pairs = [(pair, number) for pair, number in run.counts.items() if _differs(pair)]
    plain = [("", "全部变化", None), *((pair, _arrow(pair), number) for pair, number in sorted(pairs))]
    return [
        {
            "label": label,
            "url": f"{here}?{urlencode({'q': asked['q'], 'change': pair})}",
            "count": number,
            "active": asked["change"] == pair,
        }
        for pair, label, number in plain
    ]


def _differs(pair: str) -> bool:
    old, _, new = pair.partition(">")
    return old != new


def _arrow(pair: str) -> str:
    old, _, new = pair.partition(">")
    return f"{WORDS.get(old, old)} → {WORDS.get(new, new)}"


@require_safe
@allow(made_dry_run, RUNS)
def plan_dry_run_export(request: Request, run: DryRun) -> StreamingHttpResponse:
    """Send the table of changes for a spreadsheet."""
    asked = {name: request.GET.get(name, "") for name in ("q", "change")}
    visible = visible_plans(request.actor, run)
    rows = exported(changes_of(run, asked, visible), visible)
    return csv_of(rows, f"试算{run.plan.code}-{clock.today():%Y%m%d}.csv", by=request.actor)
