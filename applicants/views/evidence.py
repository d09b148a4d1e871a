"""Evidence of a record: uploaded under a label, listed, removed."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.base import File
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.actor import Actor
from accounts.http import Request, user_of
from accounts.services.files import UploadRefused, store
from applicants.models import ArchiveRecord, Evidence
from applicants.modules import definition_of, values_of
from applicants.permissions import owns_record
from applicants.selectors.records import EDITABLE
from applicants.services.records import RecordLockedError, add_evidence, remove_evidence
from applicants.views.asking import wants_json

OWN = ArchiveRecord.objects.select_related("profile__user")


def proofs_of(record: ArchiveRecord) -> list[dict[str, Any]]:
    """Return what the page shows for each label: whether it is needed now, why, and the files there are."""
    definition, values = definition_of(record), values_of(record)
    files: dict[str, list[Evidence]] = {}
    for evidence in record.evidence.select_related("file"):
        files.setdefault(evidence.label, []).append(evidence)
    needs = {label: proof for proof in definition.proofs for label in proof.labels}
    labels = [*definition.evidence_labels, *(label for label in files if label not in definition.evidence_labels)]
    address = reverse("record_evidence", args=[record.pk])
    return [
        {
            **_proof(label, needs.get(label), values, files),
            "name": f"file-{number}",
            "upload": f"{address}?{urlencode({'label': label})}",
        }
        for number, label in enumerate(labels)
    ]


def _proof(label: str, need: Any, values: Any, files: dict[str, list[Evidence]]) -> dict[str, Any]:
    needed = need is not None and need.needed(values)
    # Where one of several papers is enough, the others stop being asked for.
    given = need is not None and any(other in files for other in need.labels)
    others = [f"“{other}”" for other in need.labels if other != label] if need else []
    return {
        "label": label,
        "needed": needed,
        "given": given,
        "why": need.why if need else "",
        "instead": "、".join(others),
        "files": files.get(label, []),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns_record, OWN)
def record_evidence(request: Request, record: ArchiveRecord) -> HttpResponse:
    """List the files under a label (a part of the page), or take one in."""
    label = request.GET.get("label", "")
    if request.method != "POST":
        return _state(request, record, label)
    refused = _take(request, record, label)
    if wants_json(request):
        return JsonResponse({"error": refused}, status=422) if refused else _stored(record)
    if refused:
        messages.error(request, refused)
    return HttpResponseRedirect(f"{reverse('record_edit', args=[record.pk])}#id_evidence")


def _state(request: Request, record: ArchiveRecord, label: str) -> HttpResponse:
    proof = next((proof for proof in proofs_of(record) if proof["label"] == label), None)
    if proof is None:
        raise Http404("没有这一类佐证材料。")
    context = {"proof": proof, "is_open": record.stage in EDITABLE}
    return render(request, "applicants/parts/proof_state.html", context)


def _take(request: Request, record: ArchiveRecord, label: str) -> str:
    """Store the upload under the label; return the sentence where it is refused."""
    upload = next(iter(request.FILES.values()), None)
    if not isinstance(upload, File):
        return "请先选择文件，再上传。"
    if label not in definition_of(record).evidence_labels:
        return "没有这一类佐证材料，请刷新页面后重新上传。"
    try:
        add_evidence(record, store(upload, user_of(request)), label)
    except UploadRefused as refusal:
        return refusal.sentence
    except RecordLockedError as refusal:
        return str(refusal)
    return ""


def _stored(record: ArchiveRecord) -> JsonResponse:
    file = record.evidence.select_related("file").latest("pk").file
    return JsonResponse({"name": file.name, "size": file.size, "url": reverse("file", args=[file.pk])})


def owns_evidence(actor: Actor, evidence: Evidence) -> bool:
    """Whose record it is, his is the evidence."""
    return owns_record(actor, evidence.record)


@require_POST
@allow(owns_evidence, Evidence.objects.select_related("record__profile"))
def evidence_remove(request: Request, evidence: Evidence) -> HttpResponse:
    """Detach a file from its record."""
    back = f"{reverse('record_edit', args=[evidence.record_id])}#id_evidence"
    try:
        remove_evidence(evidence)
    except RecordLockedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已移除“{evidence.label}”中的文件“{evidence.file.name}”。")
    return HttpResponseRedirect(back)
