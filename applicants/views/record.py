"""One record of the archive: seen, filled in, moved, deleted, sent and taken back by its owner."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.steps.base import ActRefused, Step, perform
from applicants.checks import Gap, gaps_of
from applicants.enums import Module, RecordStage
from applicants.forms import RecordForm
from applicants.models import ArchiveRecord
from applicants.modules import MODULES, definition_of, pairs_of, values_of
from applicants.permissions import owns_record
from applicants.selectors.records import EDITABLE, history_of, newer_version_of
from applicants.services.records import RecordLockedError, delete_record, move_record, save_fields
from applicants.steps.revise_record import revise_record
from applicants.steps.submit_record import submit_record
from applicants.steps.take_back_record import take_back_record
from applicants.views.archive import SHAPES
from applicants.views.evidence import proofs_of

OWN = ArchiveRecord.objects.select_related("profile__user", "profile__employer", "employer", "replaces")


@require_safe
@allow(owns_record, OWN)
def record(request: Request, found: ArchiveRecord) -> HttpResponse:
    """Show a record as it is, with what it still lacks."""
    newer = newer_version_of(found)
    context = {
        **_about(found),
        "pairs": pairs_of(found),
        "evidence": list(found.evidence.select_related("file")),
        "gaps": _gaps(found) if _is_open(found) else [],
        "newer": newer if newer and newer.deleted_at is None else None,
        "history": timeline_of(found),
    }
    return render(request, "applicants/record.html", context)


def _about(found: ArchiveRecord) -> dict[str, Any]:
    return {
        "record": found,
        "definition": definition_of(found),
        "shape": SHAPES[RecordStage(found.stage)],
        "is_open": _is_open(found),
    }


def _is_open(found: ArchiveRecord) -> bool:
    return found.stage in EDITABLE and found.deleted_at is None


def _gaps(found: ArchiveRecord) -> list[Gap]:
    return gaps_of(found, found.evidence.values_list("label", flat=True))


_ACTS = {
    "submit_record": "提交单位审核",
    "take_back_record": "撤回修改",
    "verify_record": "审核通过",
    "return_record": "退回修改",
    "revise_record": "开始修改新版本",
    "supersede_record": "由新版本替代",
}


def timeline_of(found: ArchiveRecord) -> list[dict[str, Any]]:
    """Return what was done to a record, for the timeline."""
    return [
        {
            "title": _ACTS.get(entry.act, entry.act),
            "who": entry.actor_label,
            "when": entry.at,
            "note": entry.data.get("reason", ""),
        }
        for entry in history_of(found)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns_record, OWN)
def record_edit(request: Request, found: ArchiveRecord) -> HttpResponse:
    """Fill a record in; with act=submit send it on once it is saved."""
    if not _is_open(found):
        return redirect("record", pk=found.pk)
    definition = definition_of(found)
    if request.method != "POST":
        return _edit_page(request, found, RecordForm(definition, values_of(found)))
    form = RecordForm(definition, values_of(found), request.POST)
    if not form.is_valid():
        return _edit_page(request, found, form, status=422)
    try:
        saved = save_fields(found, form.values)
    except RecordLockedError as refusal:
        messages.error(request, str(refusal))
        return redirect("record", pk=found.pk)
    if request.POST.get("act") == "submit":
        return _submit(request, saved)
    messages.success(request, "记录已保存。")
    return redirect("record", pk=found.pk)


def _edit_page(
    request: Request, found: ArchiveRecord, form: RecordForm, problems: list[Any] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **_about(found),
        "form": form,
        "proofs": proofs_of(found),
        "problems": problems or [],
        "elsewhere": [other for module, other in MODULES.items() if module != found.module],
    }
    return render(request, "applicants/record_edit.html", context, status=status)


def _submit(request: Request, found: ArchiveRecord) -> HttpResponse:
    try:
        sent = perform(submit_record, found, by=request.actor)
    except ActRefused as refusal:
        fresh = OWN.get(pk=found.pk)
        anchors = {gap.sentence: gap.anchor for gap in _gaps(fresh)}
        problems = [(reason, anchors.get(reason, "")) for reason in refusal.reasons]
        form = RecordForm(definition_of(fresh), values_of(fresh))
        return _edit_page(request, fresh, form, problems, status=422)
    messages.success(request, f"已提交“{sent.employer}”审核。审核前您可以随时撤回修改。")
    return redirect("record", pk=found.pk)


@require_POST
@allow(owns_record, OWN)
def record_save(request: Request, found: ArchiveRecord) -> JsonResponse:
    """Store the fields that changed; answer when, or what is wrong with which."""
    form = RecordForm(definition_of(found), values_of(found), request.POST, partial=True)
    form.is_valid()
    errors = {name: " ".join(str(line) for line in lines) for name, lines in form.errors.items()}
    try:
        saved = save_fields(found, form.values) if form.cleaned_data else found
    except RecordLockedError as refusal:
        return JsonResponse({"errors": dict.fromkeys(form.fields, str(refusal))}, status=409)
    return JsonResponse({"saved_at": saved.saved_at.isoformat(), "errors": errors}, status=422 if errors else 200)


def _step_view(step: Step[ArchiveRecord], done: Callable[[Request, ArchiveRecord], HttpResponse]) -> Any:
    @require_POST
    @allow(owns_record, OWN)
    def view(request: Request, found: ArchiveRecord) -> HttpResponse:
        try:
            perform(step, found, by=request.actor)
        except ActRefused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
            return redirect("record", pk=found.pk)
        return done(request, found)

    return view


def _taken_back(request: Request, found: ArchiveRecord) -> HttpResponse:
    messages.success(request, "已撤回，您可以继续修改。")
    return redirect("record_edit", pk=found.pk)


def _revised(request: Request, found: ArchiveRecord) -> HttpResponse:
    newer = newer_version_of(found)
    messages.success(request, "已建立新版本。新版本审核通过前，原版本继续有效。")
    return redirect("record_edit", pk=newer.pk if newer else found.pk)


@require_POST
@allow(owns_record, OWN)
def record_submit(request: Request, found: ArchiveRecord) -> HttpResponse:
    """Send a saved record on from its own page."""
    return _submit(request, found)


record_take_back = _step_view(take_back_record, _taken_back)
record_revise = _step_view(revise_record, _revised)


@require_POST
@allow(owns_record, OWN)
def record_move(request: Request, found: ArchiveRecord) -> HttpResponse:
    """Move a record to another module with everything in it."""
    wanted = request.POST.get("module", "")
    if wanted not in Module.values:
        messages.error(request, "请先选择要移到的板块。")
        return redirect("record_edit", pk=found.pk)
    try:
        moved = move_record(found, Module(wanted))
    except RecordLockedError as refusal:
        messages.error(request, str(refusal))
        return redirect("record", pk=found.pk)
    messages.success(request, f"已移到“{moved.get_module_display()}”板块，佐证材料一并移入。请补充此板块的字段。")
    return redirect("record_edit", pk=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns_record, OWN)
def record_delete(request: Request, found: ArchiveRecord) -> HttpResponse:
    """Ask first, then put the record into the bin."""
    if request.method != "POST":
        return render(request, "applicants/record_delete.html", _about(found))
    try:
        delete_record(found)
    except RecordLockedError as refusal:
        messages.error(request, str(refusal))
        return redirect("record", pk=found.pk)
    messages.success(request, "记录已移入回收站，可以随时恢复。")
    return redirect("archive_module", module=found.module)
