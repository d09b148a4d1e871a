"""The person's credits: the table of years, one entry filled in, submitted, taken back, deleted."""

from typing import Any

from django.contrib import messages
from django.core.files.base import File
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.http import Request, user_of
from accounts.models import StoredFile
from accounts.services.files import UploadRefused, store
from accounts.steps.base import ActRefused, perform
from applicants.permissions import is_applicant
from applicants.selectors.profiles import profile_of
from applicants.services.profiles import own_profile
from applicants.views.worklist import key_of
from credits.enums import CreditKind, CreditStage
from credits.forms import EntryForm, initial_of
from credits.hours import estimate
from credits.models import CreditEntry
from credits.permissions import owns_entry
from credits.selectors.doubts import doubts_about, doubts_in
from credits.selectors.entries import entries_of, history_of, year_table, yearly_needs
from credits.services.entries import EDITABLE, EntryLockedError, delete_entry, save_entry, start_entry
from credits.steps.submit_entry import submit_entry
from credits.steps.take_back_entry import take_back_entry
from law.credit_doubts import Activity, Doubt
from zcps import clock

OWN = CreditEntry.objects.select_related("profile__user", "profile__employer", "evidence", "card")
SHAPES = {
    CreditStage.DRAFT: "info",
    CreditStage.SUBMITTED: "due",
    CreditStage.RETURNED: "stop",
    CreditStage.RECOGNISED: "done",
    CreditStage.CANCELLED: "stop",
}
_ACTS = {
    "submit_entry": "提交认定",
    "take_back_entry": "撤回修改",
    "recognise_entry": "认定学时",
    "return_entry": "退回修改",
    "cancel_entry": "撤销学时",
}


@require_safe
@allow(is_applicant)
def credits_page(request: Request) -> HttpResponse:
    """Show the years with what each needs, and every entry."""
    profile = profile_of(request.actor)
    entries = list(entries_of(profile)) if profile else []
    context = {
        "years": year_table(profile) if profile else [],
        "needs": yearly_needs(),
        "entries": [(entry, SHAPES[CreditStage(entry.stage)]) for entry in entries],
    }
    return render(request, "credits/credits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_applicant)
def credit_new(request: Request) -> HttpResponse:
    """Fill in a new entry."""
    if request.method != "POST":
        start = {"year": clock.today().year, "kind": CreditKind.PROFESSIONAL}
        return _form_page(request, EntryForm(initial=start))
    return _taken(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns_entry, OWN)
def credit_entry(request: Request, entry: CreditEntry) -> HttpResponse:
    """Show an entry; while it can be changed, as a form."""
    # The lines of a card are not edited one by one: a wrong card is handed in anew.
    if entry.stage not in EDITABLE or entry.card_id:
        return _entry_page(request, entry)
    if request.method != "POST":
        return _form_page(request, EntryForm(initial=initial_of(entry)), entry)
    return _taken(request, entry)


def _taken(request: Request, entry: CreditEntry | None) -> HttpResponse:
    form = EntryForm(request.POST, request.FILES)
    evidence = _evidence(request, form) if form.is_valid() else None
    if form.errors:
        return _form_page(request, form, entry, status=422)
    try:
        saved = (
            save_entry(entry, form.cleaned_data, evidence)
            if entry
            else start_entry(own_profile(user_of(request)), form.cleaned_data, evidence)
        )
    except EntryLockedError as refusal:
        messages.error(request, str(refusal))
        return redirect("credits")
    if request.POST.get("act") == "submit":
        return _submitted(request, saved)
    messages.success(request, "学时已保存。")
    return redirect("credits")


def _evidence(request: Request, form: EntryForm) -> StoredFile | None:
    upload: File[bytes] | None = form.cleaned_data["evidence"]
    if upload is None:
        return None
    try:
        return store(upload, user_of(request))
    except UploadRefused as refusal:
        form.add_error("evidence", refusal.sentence)
        return None


def _submitted(request: Request, entry: CreditEntry) -> HttpResponse:
    try:
        perform(submit_entry, entry, by=request.actor)
    except ActRefused as refusal:
        fresh = OWN.get(pk=entry.pk)
        # The entry exists by now: its form goes on at its own address, so that a second try does not make a second one.
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("credit_entry", pk=fresh.pk)
    messages.success(request, "已提交学时登记机构认定。认定前您可以随时撤回修改。")
    return redirect("credits")


def _form_page(request: Request, form: EntryForm, entry: CreditEntry | None = None, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "entry": entry, "estimate": _estimated(form, entry)}
    context["doubts"] = doubts_about(entry) if entry and not form.is_bound else []
    return render(request, "credits/credit_form.html", context, status=status)


def _estimated(form: EntryForm, entry: CreditEntry | None) -> str:
    is_routed = entry is not None and entry.route and not form.is_bound
    return estimate(entry.kind, entry.route, entry.quantity, entry.hours).because if entry and is_routed else ""


def _entry_page(request: Request, entry: CreditEntry) -> HttpResponse:
    context = {"entry": entry, "pairs": pairs_of(entry), "shape": SHAPES[CreditStage(entry.stage)]}
    context["may_delete"] = entry.stage in EDITABLE
    return render(request, "credits/credit_entry.html", {**context, "history": timeline_of(entry)})


def pairs_of(entry: CreditEntry) -> list[tuple[str, object]]:
    """Return (label, value) of an entry, with the computation of its hours."""
    found = estimate(entry.kind, entry.route, entry.quantity, entry.hours)
    hours = f"{entry.hours} 学时" if entry.hours else "待登记机构核定"
    marks = [label for is_so, label in ((entry.is_joint, "合作完成"), (entry.spans_years, "跨年度")) if is_so]
    decided = [f"{each.reading}。{each.reason}（{each.code}，{each.clause}）" for each in entry.decisions.all()]
    pairs = [
        ("年度", str(entry.year)),
        ("科目", entry.get_kind_display()),
        ("名称", entry.title),
        ("编号", entry.number),
        ("情形", "、".join(marks)),
        ("来源", _origin(entry)),
        ("学时", hours),
        ("计算", found.because if entry.stage != CreditStage.CANCELLED else ""),
        ("核定", "；".join(decided)),
        ("撤销事由", entry.cancel_reason),
    ]
    return [(label, value) for label, value in pairs if value]


def _origin(entry: CreditEntry) -> str:
    if entry.card:
        return f"{entry.get_origin_display()}：{entry.card.name}"
    return entry.get_origin_display()


def timeline_of(entry: CreditEntry) -> list[dict[str, Any]]:
    """Return what was done to an entry, for the timeline."""
    return [
        {"title": _ACTS.get(e.act, e.act), "who": e.actor_label, "when": e.at, "note": e.data.get("reason", "")}
        for e in history_of(entry)
    ]


@require_GET
@allow(is_applicant)
def credit_estimate(request: Request) -> HttpResponse:
    """Answer with the computed hours for what is filled in so far."""
    form = EntryForm(request.GET)
    form.is_valid()
    given = form.cleaned_data
    is_routed = given.get("route") and given.get("quantity") and given.get("kind") == CreditKind.PROFESSIONAL
    found = estimate(given["kind"], given["route"], given["quantity"], 0) if is_routed else None
    doubts = _doubts(request, given, found.hours or 0) if found else []
    context = {"estimate": found.because if found else "", "doubts": doubts}
    return render(request, "credits/parts/estimate.html", context)


def _doubts(request: Request, given: dict[str, Any], hours: int) -> list[Doubt]:
    """What the rule leaves open in what is filled in so far; the entry itself is not its own double."""
    profile = profile_of(request.actor)
    own = key_of(request.GET.get("entry", ""))
    entry = CreditEntry.objects.filter(profile=profile, pk=own).first() if own else None
    activity = Activity(
        title=given.get("title", ""),
        year=given.get("year") or 0,
        route=given["route"],
        quantity=float(given["quantity"]),
        hours=hours,
        number=given.get("number", ""),
        is_joint=given["is_joint"],
        spans_years=given["spans_years"],
    )
    return doubts_in(activity, profile, entry)


@require_POST
@allow(owns_entry, OWN)
def credit_submit(request: Request, entry: CreditEntry) -> HttpResponse:
    """Submit an entry as it is saved."""
    return _submitted(request, entry)


@require_POST
@allow(owns_entry, OWN)
def credit_take_back(request: Request, entry: CreditEntry) -> HttpResponse:
    """Take an entry back."""
    try:
        perform(take_back_entry, entry, by=request.actor)
    except ActRefused as refusal:
        messages.error(request, "；".join(refusal.reasons))
    else:
        messages.success(request, "已撤回，您可以继续修改。")
    return redirect("credit_entry", pk=entry.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns_entry, OWN)
def credit_delete(request: Request, entry: CreditEntry) -> HttpResponse:
    """Ask first, then delete."""
    if request.method != "POST":
        return render(request, "credits/credit_delete.html", {"entry": entry})
    try:
        delete_entry(entry)
    except EntryLockedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已删除学时“{entry.title}”。")
    return redirect("credits")
