"""The archive as a whole: modules with their states, one module's records, the bin."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.http import Request, user_of
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord
from applicants.modules import MODULES, Definition, pairs_of
from applicants.permissions import is_applicant, owns_record
from applicants.selectors.profiles import missing_of, profile_of
from applicants.selectors.records import counts_by_module, deleted_records, records_of
from applicants.services.profiles import own_profile
from applicants.services.records import restore_record, start_record
from applicants.views.asking import shown_profile

# Which word and shape stands for which stage on every page of the archive.
SHAPES = {
    RecordStage.DRAFT: "info",
    RecordStage.SUBMITTED: "due",
    RecordStage.RETURNED: "stop",
    RecordStage.VERIFIED: "done",
    RecordStage.SUPERSEDED: "info",
}
_TAGS = (RecordStage.RETURNED, RecordStage.DRAFT, RecordStage.SUBMITTED, RecordStage.VERIFIED)


@require_safe
@allow(is_applicant)
def archive(request: Request) -> HttpResponse:
    """Show the modules with how many records stand where."""
    profile = profile_of(request.actor)
    counts = counts_by_module(profile) if profile else {}
    rows = [
        {
            "definition": definition,
            "tags": [(SHAPES[s], s.label, counts[m][s]) for s in _TAGS if m in counts and counts[m][s]],
        }
        for m, definition in MODULES.items()
    ]
    totals = [(SHAPES[s], s.label, sum(count[s] for count in counts.values())) for s in reversed(_TAGS)]
    context = {
        "rows": rows,
        "totals": totals,
        "missing": missing_of(shown_profile(request)),
        "deleted": deleted_records(profile).count() if profile else 0,
    }
    return render(request, "applicants/archive.html", context)


@require_safe
@allow(is_applicant)
def archive_module(request: Request, module: str) -> HttpResponse:
    """Show the records of one module."""
    definition = _definition(module)
    profile = profile_of(request.actor)
    records = list(records_of(profile, definition.module)) if profile else []
    shown = [(record, SHAPES[RecordStage(record.stage)], _summary(record)) for record in records]
    return render(request, "applicants/archive_module.html", {"definition": definition, "records": shown})


def _summary(record: ArchiveRecord) -> list[tuple[str, str]]:
    """The first fields beside the name, which is the heading."""
    return [pair for pair in pairs_of(record) if pair[1] != record.title][:6]


@require_POST
@allow(is_applicant)
def record_start(request: Request, module: str) -> HttpResponse:
    """Begin a record in a module and open it for filling in."""
    record = start_record(own_profile(user_of(request)), _definition(module).module)
    return redirect("record_edit", pk=record.pk)


def _definition(module: str) -> Definition:
    try:
        return MODULES[Module(module)]
    except ValueError:
        raise Http404("没有这个档案板块。") from None


@require_safe
@allow(is_applicant)
def archive_bin(request: Request) -> HttpResponse:
    """Show what was deleted."""
    profile = profile_of(request.actor)
    return render(request, "applicants/archive_bin.html", {"records": deleted_records(profile) if profile else []})


@require_POST
@allow(owns_record, ArchiveRecord.objects.select_related("profile"))
def record_restore(request: Request, record: ArchiveRecord) -> HttpResponse:
    """Take a record out of the bin."""
    restore_record(record)
    messages.success(request, "记录已恢复。")
    return redirect("record", pk=record.pk)
