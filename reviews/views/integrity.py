"""The integrity file of an HR bureau's region: the list, and settling a period that no clause names."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.steps.base import ActRefused, perform
from applicants.views.worklist import address_with, table_of
from reviews.enums import IntegrityStage
from reviews.forms.integrity import PeriodForm
from reviews.models import IntegrityRecord
from reviews.permissions import settles_integrity
from reviews.selectors.integrity import RECORDS, counts_under, records_under, searched
from reviews.steps.settle_integrity_period import SETTLE_INTEGRITY_PERIOD

EXPORT_LIMIT = 5000


@require_safe
@allow(only(Role.HR_BUREAU))
def integrity_records(request: Request) -> HttpResponse:
    """List the records, those whose period waits first; `format=csv` exports the list as it is filtered."""
    counts, stage = counts_under(request.actor), request.GET.get("stage", "")
    rows = searched(records_under(request.actor), request.GET.get("q", ""))
    if stage in IntegrityStage.values:
        rows = rows.filter(stage=stage)
    if request.GET.get("format") == "csv":
        return _export(rows)
    choices = [("", "全部", sum(counts.values())), *((s.value, s.label, counts[s]) for s in IntegrityStage)]
    context = {
        "page": page_of(rows, "pk", request.GET),
        "chips": [
            {"label": label, "url": address_with(request, stage=value), "count": count, "active": stage == value}
            for value, label, count in choices
        ],
        "query": request.GET.get("q", ""),
        "kept": [("stage", stage)] if stage else [],
        "export": address_with(request, format="csv"),
    }
    return render(request, "reviews/bodies/integrity_records.html", context)


def _export(rows: QuerySet[IntegrityRecord]) -> HttpResponse:
    head = ["姓名", "单位", "事由", "依据", "记录之日", "截止", "记录机构", "期限"]
    return table_of("integrity", head, (_cells(row) for row in rows.order_by("-pk")[:EXPORT_LIMIT]))


def _cells(row: IntegrityRecord) -> list[object]:
    employer = row.profile.employer.name if row.profile.employer else ""
    until = row.ends_on if row.stage == IntegrityStage.SETTLED else ""
    told = [row.reason, row.clause, row.starts_on, until, row.recorded_by, row.get_stage_display()]
    return [row.profile.user.name, employer, *told]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(settles_integrity, RECORDS)
def integrity_record(request: Request, record: IntegrityRecord) -> HttpResponse:
    """Show a record; settle its period where no clause names one."""
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            perform(SETTLE_INTEGRITY_PERIOD, record, by=request.actor, **form.as_data())
        except ActRefused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, f"已核定{record.profile.user.name}的诚信记录期限，并通知本人。")
            return redirect("integrity_records")
    context = {"record": record, "form": form, "is_open": record.stage == IntegrityStage.PERIOD_OPEN}
    return render(request, "reviews/bodies/integrity_record.html", context, status=422 if form.errors else 200)
