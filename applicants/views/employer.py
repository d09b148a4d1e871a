"""The employer's side of the archive: the worklist, one record, many at once."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.actor import Actor
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.selectors.narrowing import with_words
from accounts.steps.base import ActRefused, Step, perform
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord
from applicants.modules import definition_of, pairs_of
from applicants.permissions import is_employer, may_review_record
from applicants.selectors.records import changes_of, counts_sent, sent_to
from applicants.steps.return_record import return_record
from applicants.steps.verify_record import verify_record
from applicants.views.archive import SHAPES
from applicants.views.batch import Batch, batch_page
from applicants.views.record import timeline_of
from applicants.views.worklist import address_with, table_of
from employers.permissions import employer_of

EXPORT_LIMIT, PAGE = 5000, 30
SENT = ArchiveRecord.objects.select_related("profile__user", "employer", "replaces")
_STAGES = (RecordStage.SUBMITTED, RecordStage.RETURNED, RecordStage.VERIFIED)
ACTS: dict[str, Step[ArchiveRecord]] = {"verify": verify_record, "return": return_record}


@require_safe
@allow(is_employer)
def records_to_verify(request: Request) -> HttpResponse:
    """List what was sent to the employer, what waits first; `format=csv` exports it as it is filtered."""
    rows = _filtered(sent_to(request.actor), request.GET)
    if request.GET.get("format") == "csv":
        return _export(request.actor, rows)
    page = page_of(rows, "pk", request.GET, newest_first=False, size=PAGE)
    counts = counts_sent(request.actor)
    context = {
        "employer": employer_of(request.actor),
        "page": page,
        "shapes": [(record, SHAPES[RecordStage(record.stage)]) for record in page.rows],
        "stages": [_chip(request, "stage", s, s.label, counts["stage"][s]) for s in _STAGES],
        "modules": _module_chips(request, counts["module"]),
        "query": request.GET.get("q", ""),
        "kept": [(name, request.GET[name]) for name in ("stage", "module", "person") if request.GET.get(name)],
        "person": page.rows[0].profile if request.GET.get("person") and page.rows else None,
        "is_waiting": _stage(request.GET) == RecordStage.SUBMITTED,
        "is_filtered": any(request.GET.get(name) for name in ("q", "module", "person")),
        "export": address_with(request, format="csv"),
        "everybody": address_with(request, person=""),
        "acts": [("verify", "审核通过", "primary"), ("return", "退回修改", "stop")],
    }
    return render(request, "applicants/records_to_verify.html", context)


def _stage(query: QueryDict) -> RecordStage:
    wanted = query.get("stage", "")
    return RecordStage(wanted) if wanted in _STAGES else RecordStage.SUBMITTED


def _filtered(rows: QuerySet[ArchiveRecord], query: QueryDict) -> QuerySet[ArchiveRecord]:
    rows = rows.filter(stage=_stage(query))
    if query.get("module", "") in Module.values:
        rows = rows.filter(module=query["module"])
    if (person := query.get("person", "")).isdecimal() and len(person) < 19:  # noqa: PLR2004 - digits of a bigint
        rows = rows.filter(profile=int(person))
    return with_words(rows, query.get("q", ""), "profile__user__name", "title")


def _chip(request: Request, name: str, value: str, label: str, count: int) -> dict[str, Any]:
    here = _stage(request.GET) if name == "stage" else request.GET.get(name, "")
    return {"label": label, "url": address_with(request, **{name: value}), "count": count, "active": here == value}


def _module_chips(request: Request, counts: dict[str, int]) -> list[dict[str, Any]]:
    some = [_chip(request, "module", m, m.label, counts[m]) for m in Module if counts.get(m)]
    return [_chip(request, "module", "", "全部板块", sum(counts.values())), *some] if len(some) > 1 else []


def _export(by: Actor, rows: QuerySet[ArchiveRecord]) -> HttpResponse:
    head = ["姓名", "板块", "名称", "开始时间", "结束时间", "版本", "状态"]
    found = rows.order_by("pk")[:EXPORT_LIMIT]
    return table_of("records", head, (_cells(row) for row in found), by=by)


def _cells(row: ArchiveRecord) -> list[object]:
    person, module, stage = row.profile.user.name, row.get_module_display(), row.get_stage_display()
    return [person, module, row.title, row.started, row.ended, row.version, stage]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_review_record, SENT)
def record_review(request: Request, record: ArchiveRecord) -> HttpResponse:
    """Show a record with its evidence beside it; verify or return it."""
    if request.method != "POST":
        return _review_page(request, record)
    act = request.POST.get("act", "")
    if act not in ACTS:
        return _review_page(request, record, ["请选择“审核通过”或“退回修改”。"])
    try:
        perform(ACTS[act], record, by=request.actor, **_data(act, request.POST))
    except ActRefused as refusal:
        return _review_page(request, record, refusal.reasons)
    messages.success(request, f"“{record.title}”：已{ACTS[act].verb}。")
    following = sent_to(request.actor).filter(stage=RecordStage.SUBMITTED, pk__gt=record.pk).order_by("pk").first()
    return redirect("record_review", pk=following.pk) if following else redirect("records_to_verify")


def _data(act: str, posted: QueryDict) -> dict[str, str]:
    return {"reason": posted.get("reason", "")} if act == "return" else {}


def _review_page(request: Request, record: ArchiveRecord, problems: list[str] | None = None) -> HttpResponse:
    fresh = SENT.get(pk=record.pk)
    context = {
        "record": fresh,
        "definition": definition_of(fresh),
        "shape": SHAPES[RecordStage(fresh.stage)],
        "pairs": pairs_of(fresh),
        "changes": changes_of(fresh),
        "evidence": list(fresh.evidence.select_related("file")),
        "is_waiting": fresh.stage == RecordStage.SUBMITTED,
        "history": timeline_of(fresh),
        "problems": problems or [],
        "reason": request.POST.get("reason", ""),
        "phrases": PHRASES,
    }
    return render(request, "applicants/record_review.html", context, status=422 if problems else 200)


PHRASES = (
    "佐证材料不清晰，请重新扫描上传。",
    "填写的时间与证书不一致，请核对后修改。",
    "填写的级别与颁发单位不符，请核对后修改。",
    "缺少本人系主要贡献者的依据，请补充。",
)


BATCH = Batch(
    acts=ACTS,
    data=_data,
    worklist="records_to_verify",
    nothing="请先选择记录，再选择“审核通过”或“退回修改”。",
    preview="applicants/records_batch.html",
    done="applicants/records_done.html",
)


@require_POST
@allow(is_employer)
def records_batch(request: Request) -> HttpResponse:
    """Verify or return many records at once."""
    return batch_page(request, sent_to(request.actor), BATCH)
