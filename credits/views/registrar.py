"""The registrar's side: the worklist, one entry, many at once."""

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
from applicants.views.batch import Batch, batch_page
from applicants.views.worklist import address_with, table_of
from credits.enums import CreditKind, CreditStage
from credits.forms import CancelForm
from credits.hours import estimate
from credits.models import CreditEntry
from credits.permissions import is_registrar, may_review_entry
from credits.selectors.doubts import doubts_about, precedents
from credits.selectors.entries import counts_sent, sent_to
from credits.steps.cancel_entry import CANCEL_CLAUSE, cancel_entry
from credits.steps.recognise_entry import recognise_entry
from credits.steps.return_entry import return_entry
from credits.views.person import SHAPES, pairs_of, timeline_of

EXPORT_LIMIT, PAGE = 5000, 30
SENT = CreditEntry.objects.select_related(
    "evidence",
    "card",
    "profile__user",
    "profile__employer__region__parent__parent",
    "profile__insurance_region__parent__parent",
)
_STAGES = (CreditStage.SUBMITTED, CreditStage.RETURNED, CreditStage.RECOGNISED, CreditStage.CANCELLED)
ACTS: dict[str, Step[CreditEntry]] = {"recognise": recognise_entry, "return": return_entry}


@require_safe
@allow(is_registrar)
def credit_entries(request: Request) -> HttpResponse:
    """List what was submitted in the registrar's region; `format=csv` exports it as it is filtered."""
    rows = _filtered(sent_to(request.actor), request.GET)
    if request.GET.get("format") == "csv":
        return _export(request.actor, rows)
    page, counts = page_of(rows, "pk", request.GET, newest_first=False, size=PAGE), counts_sent(request.actor)
    context = {
        "page": page,
        "entries": [(entry, SHAPES[CreditStage(entry.stage)]) for entry in page.rows],
        "stages": [_chip(request, "stage", s, s.label, counts["stage"][s]) for s in _STAGES],
        "kinds": _kind_chips(request, counts["kind"]),
        "query": request.GET.get("q", ""),
        "kept": [(name, request.GET[name]) for name in ("stage", "kind") if request.GET.get(name)],
        "is_waiting": _stage(request.GET) == CreditStage.SUBMITTED,
        "is_filtered": any(request.GET.get(name) for name in ("q", "kind")),
        "export": address_with(request, format="csv"),
        "acts": [("recognise", "认定学时", "primary"), ("return", "退回修改", "stop")],
    }
    return render(request, "credits/credit_entries.html", context)


def _stage(query: QueryDict) -> CreditStage:
    wanted = query.get("stage", "")
    return CreditStage(wanted) if wanted in _STAGES else CreditStage.SUBMITTED


def _filtered(rows: QuerySet[CreditEntry], query: QueryDict) -> QuerySet[CreditEntry]:
    rows = rows.filter(stage=_stage(query))
    if query.get("kind", "") in CreditKind.values:
        rows = rows.filter(kind=query["kind"])
    return with_words(rows, query.get("q", ""), "profile__user__name", "title", "profile__employer__name")


def _chip(request: Request, name: str, value: str, label: str, count: int) -> dict[str, Any]:
    here = _stage(request.GET) if name == "stage" else request.GET.get(name, "")
    return {"label": label, "url": address_with(request, **{name: value}), "count": count, "active": here == value}


def _kind_chips(request: Request, counts: dict[str, int]) -> list[dict[str, Any]]:
    some = [_chip(request, "kind", k, k.label, counts[k]) for k in CreditKind if counts.get(k)]
    return [_chip(request, "kind", "", "全部科目", sum(counts.values())), *some] if len(some) > 1 else []


def _export(by: Actor, rows: QuerySet[CreditEntry]) -> HttpResponse:
    head = ["姓名", "单位", "年度", "科目", "途径", "名称", "数量", "学时", "状态", "来源"]
    return table_of("credits", head, (_cells(row) for row in rows.order_by("pk")[:EXPORT_LIMIT]), by=by)


def _cells(row: CreditEntry) -> list[object]:
    employer = row.profile.employer.name if row.profile.employer else ""
    what = [row.year, row.get_kind_display(), row.route, row.title, row.quantity, row.hours]
    return [row.profile.user.name, employer, *what, row.get_stage_display(), row.get_origin_display()]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_review_entry, SENT)
def credit_review(request: Request, entry: CreditEntry) -> HttpResponse:
    """Show an entry with its proof beside it; recognise or return it."""
    if request.method != "POST":
        return _review_page(request, entry)
    act = request.POST.get("act", "")
    if act not in ACTS:
        return _review_page(request, entry, ["请选择“认定学时”或“退回修改”。"])
    try:
        perform(ACTS[act], entry, by=request.actor, **_data(act, request.POST))
    except ActRefused as refusal:
        return _review_page(request, entry, refusal.reasons)
    messages.success(request, f"“{entry.title}”：已{ACTS[act].verb}。")
    following = sent_to(request.actor).filter(stage=CreditStage.SUBMITTED, pk__gt=entry.pk).order_by("pk").first()
    return redirect("credit_review", pk=following.pk) if following else redirect("credit_entries")


def _data(act: str, posted: QueryDict) -> dict[str, Any]:
    if act == "return":
        return {"reason": posted.get("reason", "")}
    return {"hours": posted.get("hours", ""), "settled": _settled(posted)}


def _siblings(entry: CreditEntry) -> list[tuple[CreditEntry, str]]:
    """All lines of the card that an entry stands on; what the person has not handed in yet is his alone."""
    if not entry.card_id:
        return []
    lines = CreditEntry.objects.filter(card=entry.card_id).exclude(stage=CreditStage.DRAFT)
    return [(line, SHAPES[CreditStage(line.stage)]) for line in lines.order_by("year", "kind", "pk")]


def _settled(posted: QueryDict) -> dict[str, dict[str, str]]:
    """How the open questions were read: fields are called reading-CRA-01, reason-CRA-01, clause-CRA-01."""
    found: dict[str, dict[str, str]] = {}
    for name in posted:
        part, _, code = name.partition("-")
        if part in ("reading", "reason", "clause") and code:
            found.setdefault(code, {})[part] = posted.get(name, "")
    return found


def _questions(entry: CreditEntry, request: Request) -> list[dict[str, Any]]:
    """The open questions of an entry, each with what was typed and how the body settled it before."""
    typed = _settled(request.POST)
    return [
        {
            "doubt": doubt,
            "given": {"reading": "", "reason": "", "clause": doubt.clause, **typed.get(doubt.code, {})},
            "precedents": precedents(doubt.code, request.actor.agency),
        }
        for doubt in doubts_about(entry)
    ]


def _review_page(request: Request, entry: CreditEntry, problems: list[str] | None = None) -> HttpResponse:
    fresh = SENT.get(pk=entry.pk)
    found = estimate(fresh.kind, fresh.route, fresh.quantity, fresh.hours)
    context = {
        "entry": fresh,
        "shape": SHAPES[CreditStage(fresh.stage)],
        "pairs": pairs_of(fresh),
        "is_open": found.hours is None,
        "siblings": _siblings(fresh),
        "questions": _questions(fresh, request),
        "is_waiting": fresh.stage == CreditStage.SUBMITTED,
        "may_cancel": fresh.stage == CreditStage.RECOGNISED,
        "history": timeline_of(fresh),
        "problems": problems or [],
        "reason": request.POST.get("reason", ""),
        "hours": request.POST.get("hours", ""),
    }
    return render(request, "credits/credit_review.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_review_entry, SENT)
def credit_cancel(request: Request, entry: CreditEntry) -> HttpResponse:
    """Say what cancelling a falsified entry does; then do it."""
    form = CancelForm(request.POST or None, initial={"clause": CANCEL_CLAUSE})
    if request.method == "POST" and form.is_valid():
        try:
            perform(cancel_entry, entry, by=request.actor, **form.cleaned_data)
        except ActRefused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, f"已撤销“{entry.title}”的学时，并通知本人。")
            return redirect("credit_review", pk=entry.pk)
    context = {"form": form, "entry": entry}
    return render(request, "credits/credit_cancel.html", context, status=422 if form.errors else 200)


BATCH = Batch(
    acts=ACTS,
    data=_data,
    worklist="credit_entries",
    nothing="请先选择学时，再选择“认定学时”或“退回修改”。",
    preview="credits/credits_batch.html",
    done="credits/credits_done.html",
)


@require_POST
@allow(is_registrar)
def credits_batch(request: Request) -> HttpResponse:
    """Recognise or return many entries at once."""
    return batch_page(request, sent_to(request.actor), BATCH)
