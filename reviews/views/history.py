"""The history of a case for whoever supervises it: every change of its rows, by which act or by none."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.selectors.keyset import page_of
from reviews.models import Application
from reviews.permissions import may_read_history
from reviews.selectors.history import lines, of_case, of_cases
from reviews.views.bureau import csv_of
from zcps import clock

CASES = Application.objects.select_related("plan", "title", "employer", "applicant__user")
_AT_A_TIME = 500


@require_safe
@allow(may_read_history, CASES)
def case_history(request: Request, case: Application) -> HttpResponse:
    """Show the changes of a case, the latest first."""
    changes, chosen = of_case(case), request.GET.get("f", "")
    kinds = of_cases()
    if chosen in dict(kinds):
        changes = changes.filter(relation=chosen)
    page = page_of(changes, "number", request.GET)
    context = {
        "case": case,
        "page": page,
        "lines": lines(page.rows),
        "chosen": chosen,
        "kinds": kinds,
    }
    return render(request, "reviews/supervision/case_history.html", context)


@require_safe
@allow(may_read_history, CASES)
def case_history_export(request: Request, case: Application) -> StreamingHttpResponse:
    """Send all of it."""
    return csv_of(_rows(case), f"变更历史{case.pk}-{clock.today():%Y%m%d}.csv", by=request.actor)


def _rows(case: Application) -> Iterator[list[str]]:
    yield ["时间", "对象", "变更", "项目", "变更前", "变更后", "办理", "经办", "日志序号"]
    changes, last = of_case(case).order_by("number"), 0
    while found := list(changes.filter(number__gt=last)[:_AT_A_TIME]):
        for line in lines(found):
            number = f"第 {line.act.number} 条" if line.act else ""
            at = line.change.at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
            for name, before, after in line.columns or [("", "", "")]:
                kind = line.change.get_operation_display()
                yield [at, line.what, kind, name, before, after, line.by, line.who, number]
        last = found[-1].number
