"""The integrity file of an HR bureau's region: the list, and settling a period that no clause names."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.actor import Actor
from accounts.enums import ReadingPurpose, Role
from accounts.http import Request, agency_of
from accounts.models import JournalEntry
from accounts.selectors.narrowing import counts_by
from accounts.services import journal
from accounts.services.clear_reading import note_export
from accounts.steps.base import ActRefused, perform
from applicants.views.worklist import table_of
from reviews.credit_platform import FIELDS, SOURCE, row_of
from reviews.enums import IntegrityStage
from reviews.forms.integrity import CreditExportForm, PeriodForm
from reviews.models import IntegrityRecord
from reviews.permissions import exports_credit, settles_integrity
from reviews.selectors.integrity import RECORDS, records_under, searched, to_platforms
from reviews.steps.settle_integrity_period import SETTLE_INTEGRITY_PERIOD
from reviews.views.staged import in_stage, staged_context
from zcps import clock

EXPORT_LIMIT = 5000
EXPORTED = "export_credit_records"
_PAST = 20


@require_safe
@allow(only(Role.HR_BUREAU))
def integrity_records(request: Request) -> HttpResponse:
    """List the records, those whose period waits first; `format=csv` exports the list as it is filtered."""
    rows = in_stage(request, searched(records_under(request.actor), request.GET.get("q", "")), IntegrityStage)
    if request.GET.get("format") == "csv":
        return _export(request.actor, rows)
    context = {
        **staged_context(request, rows, IntegrityStage, counts_by(records_under(request.actor))),
        "exports_credit": exports_credit(request.actor),
    }
    return render(request, "reviews/bodies/integrity_records.html", context)


@require_safe
@allow(only(Role.APPLICANT))
def own_integrity(request: Request) -> HttpResponse:
    """Show a person his own records, with what is held against him and until when."""
    rows = IntegrityRecord.objects.filter(profile__user=request.actor.user).order_by("-pk")
    return render(request, "reviews/applicant/own_integrity.html", {"records": rows})


def _export(by: Actor, rows: QuerySet[IntegrityRecord]) -> HttpResponse:
    head = ["姓名", "单位", "依据", "记录之日", "截止", "公共信用信息保存至", "记录机构", "期限"]
    return table_of("integrity", head, (_cells(row) for row in rows.order_by("-pk")[:EXPORT_LIMIT]), by=by)


def _cells(row: IntegrityRecord) -> list[object]:
    employer = row.profile.employer.name if row.profile.employer else ""
    until = "" if row.stage == IntegrityStage.PERIOD_OPEN else row.ends_on
    periods = [row.starts_on, until, row.credit_ends_on or ""]
    told = [row.clause, *periods, row.recorded_by, row.get_stage_display()]
    return [row.profile.user.name, employer, *told]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(exports_credit)
def integrity_export(request: Request) -> HttpResponse:
    """Hand records to the public credit platforms as a file; each download is kept with its reason (R318)."""
    form = CreditExportForm(request.POST or None)
    rows = to_platforms(request.actor)
    if request.method != "POST" or not form.is_valid():
        own = agency_of(request)
        past = JournalEntry.objects.filter(act=EXPORTED, subject_type=own._meta.label_lower, subject_id=own.pk)
        context = {"form": form, "people": rows.count(), "past": past.order_by("-number")[:_PAST]}
        return render(request, "reviews/bodies/integrity_export.html", context, status=422 if form.errors else 200)
    told, reason = [row_of(row) for row in rows], form.cleaned_data["reason"].strip()
    with transaction.atomic():
        why = {"purpose": ReadingPurpose.REPORT.value, "reason": reason}
        note_export(request.actor, ((row, row.profile.user) for row in rows), ("证件号码", "诚信记录事由"), why)
        journal.record(
            EXPORTED,
            agency_of(request),
            request.actor,
            reason=reason,
            form=form.cleaned_data["form"],
            records=[row.pk for row in rows],
        )
    if form.cleaned_data["form"] == "csv":
        return table_of("credit-records", FIELDS, ([row[name] for name in FIELDS] for row in told))
    content = {"source": SOURCE, "made_at": clock.now().isoformat(), "count": len(told), "records": told}
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = "attachment; filename=credit-records.json"
    return answer


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
