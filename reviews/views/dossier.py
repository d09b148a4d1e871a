"""A panel's dossiers: what was filed beside the sheet on which the expert judges, and the opinions once discussed."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from law.scoring import KINDS
from reviews.forms.expert_opinion import OpinionForm
from reviews.models import Meeting, MeetingItem, PanelSeat
from reviews.permissions import reads_dossier, sees_opinions, sits_on
from reviews.selectors import case_file
from reviews.selectors.criteria_records import told_of
from reviews.selectors.findings import groups_of
from reviews.selectors.meetings import seat_of
from reviews.selectors.voting_bodies import is_asked
from reviews.services.expert_opinions import (
    BEFORE_THE_VOTE,
    OpinionClosedError,
    is_open,
    judgements_of,
    opinion_of,
    save_draft,
    summary_of,
)
from reviews.steps.base import reasons_against
from reviews.steps.meetings import not_asked
from reviews.steps.submit_opinion import SUBMIT_OPINION
from reviews.terms import sheet_for
from reviews.views.acting import attempt
from reviews.views.expert import ITEMS
from reviews.views.meeting import MEETINGS

PHRASES = (
    "业绩真实，具有代表性，达到申报级别的要求。",
    "专业理论扎实，能独立承担本专业工作。",
    "代表作品不足以说明创新或技术难度。",
    "业绩数量达到要求，但影响和效益不明显。",
)
MOST_PHRASES = 30
_CLOSED = "本项已开始表决或会议已结束，不再接受评议意见。"


@never_cache
@require_safe
@allow(sits_on, MEETINGS)
def dossiers(request: Request, meeting: Meeting) -> HttpResponse:
    """List the agenda with how far one's own opinions are."""
    seat = _seat(request, meeting)
    mine = {each.item_id: each for each in seat.opinions.all()}
    shut = set(seat.recusals.values_list("item_id", flat=True))
    rows = [(item, *_state(item, mine.get(item.pk), seat, is_recused=item.pk in shut)) for item in _items(meeting)]
    done = sum(kind == "done" for _, kind, _ in rows)
    context = {
        "meeting": meeting,
        "rows": rows,
        "done": done,
        "wanted": sum(item.pk not in shut and is_asked(seat, item) for item, *_ in rows),
        "has_declared": hasattr(seat, "declaration"),
        "phrases": seat.expert.phrases.all(),
    }
    return render(request, "reviews/expert/dossiers.html", context)


def _items(meeting: Meeting) -> QuerySet[MeetingItem]:
    items = meeting.items.select_related(
        "application__applicant__user", "application__title", "application__employer", "group"
    )
    return items.order_by("order")


def _state(item: MeetingItem, opinion: Any, seat: PanelSeat, *, is_recused: bool) -> tuple[str, str]:
    if is_recused:
        return "info", "已回避"
    if not is_asked(seat, item):
        return "info", f"由{item.group}评审"
    if opinion and opinion.last:
        return "done", "已提交"
    if item.stage not in BEFORE_THE_VOTE:
        return "info", item.get_stage_display()
    return ("active", "草稿") if opinion and opinion.draft else ("due", "未评议")


def _seat(request: Request, meeting: Meeting) -> PanelSeat:
    seat = seat_of(request.actor, meeting)
    assert seat is not None, "the rule has let in an expert of this panel"  # noqa: S101 - for the type checker
    return seat


@never_cache
@require_safe
@allow(reads_dossier, ITEMS)
def dossier(request: Request, item: MeetingItem) -> HttpResponse:
    """Show the case beside the sheet."""
    return _page(request, item)


@require_POST
@allow(reads_dossier, ITEMS)
def dossier_save(request: Request, item: MeetingItem) -> HttpResponse:
    """Keep what was typed so far (autosave); answer when, and what could not be read."""
    seat = _seat(request, item.meeting)
    form = _form(item, seat, request.POST)
    try:
        saved = save_draft(item, seat, form.typed())
    except OpinionClosedError:
        return JsonResponse({"errors": {"__all__": "本项已开始表决，不再接受评议意见。"}}, status=409)
    errors = {name: each[0] for name, each in form.errors.items() if name in request.POST}
    assert saved.saved_at is not None, "just written"  # noqa: S101 - for the type checker
    return JsonResponse({"saved_at": saved.saved_at.isoformat(), "errors": errors})


@require_POST
@allow(reads_dossier, ITEMS)
def dossier_submit(request: Request, item: MeetingItem) -> HttpResponse:
    """Save, and hand in."""
    seat = _seat(request, item.meeting)
    form = _form(item, seat, request.POST)
    try:
        save_draft(item, seat, form.typed())
    except OpinionClosedError:
        messages.error(request, "本项已开始表决，不再接受评议意见，请按您的判断投票。")
        return redirect("dossier", item.pk)
    wrong = [str(each[0]) for each in form.errors.values()]
    # What could not be read was not saved: an older mark must not be handed in in its place.
    refused = reasons_against(SUBMIT_OPINION, item, request.actor) if wrong else attempt(request, SUBMIT_OPINION, item)
    reasons = [*wrong, *refused]
    if reasons:
        return _page(request, item, form, reasons)
    messages.success(request, f"已提交第 {item.order} 项的评议意见。开始表决前可以修改后重新提交。")
    following = _following(request, item)
    return redirect("dossier", following.pk) if following else redirect("dossiers", item.meeting_id)


def _following(request: Request, item: MeetingItem) -> MeetingItem | None:
    """The next case on the agenda on which one has not handed in an opinion."""
    seat = _seat(request, item.meeting)
    waiting = item.meeting.items.filter(stage__in=BEFORE_THE_VOTE).exclude(recusals__seat=seat)
    waiting = waiting.exclude(expert_opinions__in=seat.opinions.exclude(last=None))
    # An item on which another group votes alone takes no opinion of his.
    waiting = waiting.exclude(Q(group__votes_alone=True) & ~Q(group=seat.group_id))
    return waiting.filter(order__gt=item.order).order_by("order").first() or waiting.order_by("order").first()


@never_cache
@require_safe
@allow(sees_opinions, ITEMS)
def opinions(request: Request, item: MeetingItem) -> HttpResponse:
    """Show what the panel has handed in, nobody named."""
    context = {"item": item, "summary": summary_of(item), "is_panel": sits_on(request.actor, item.meeting)}
    return render(request, "reviews/expert/opinions.html", context)


@require_POST
@allow(sits_on, MEETINGS)
def phrase_add(request: Request, meeting: Meeting) -> HttpResponse:
    """Keep a comment to use again; the oldest make way."""
    text = request.POST.get("text", "").strip()[:200]
    expert = _seat(request, meeting).expert
    if text:
        expert.phrases.get_or_create(text=text)
        kept = expert.phrases.order_by("-pk").values_list("pk", flat=True)[:MOST_PHRASES]
        expert.phrases.exclude(pk__in=list(kept)).delete()
    return redirect("dossiers", meeting.pk)


@require_POST
@allow(sits_on, MEETINGS)
def phrase_remove(request: Request, meeting: Meeting, phrase: int) -> HttpResponse:
    """Take one of one's own away."""
    _seat(request, meeting).expert.phrases.filter(pk=phrase).delete()
    return redirect("dossiers", meeting.pk)


def _form(item: MeetingItem, seat: PanelSeat, data: QueryDict | None = None) -> OpinionForm:
    sheet, snapshot = sheet_for(item.application), item.application.snapshot
    return OpinionForm(sheet, opinion_of(item, seat).draft, data, told_of(sheet, snapshot) if snapshot else {})


def _page(
    request: Request, item: MeetingItem, form: OpinionForm | None = None, reasons: list[str] | None = None
) -> HttpResponse:
    seat = _seat(request, item.meeting)
    opinion = opinion_of(item, seat)
    sheet, snapshot = sheet_for(item.application), item.application.snapshot
    agenda = list(item.meeting.items.exclude(recusals__seat=seat).order_by("order"))
    place = next(number for number, each in enumerate(agenda) if each.pk == item.pk)
    context = {
        "item": item,
        "case": item.application,
        "snapshot": snapshot,
        "sections": [each for each in case_file.sections_of(snapshot) if not each.is_empty] if snapshot else [],
        "groups": groups_of(snapshot.examination) if snapshot else [],
        "form": form or _form(item, seat),
        "kinds": KINDS,
        "judgements": judgements_of(item, opinion.draft) if sheet else [],
        "opinion": opinion,
        "is_open": is_open(item) and is_asked(seat, item),
        "closed": not_asked(item) if not is_asked(seat, item) else _CLOSED,
        "reasons": reasons or [],
        "phrases": [*seat.expert.phrases.values_list("text", flat=True), *PHRASES],
        "previous": agenda[place - 1] if place else None,
        "following": agenda[place + 1] if place + 1 < len(agenda) else None,
        "sees_opinions": sees_opinions(request.actor, item),
    }
    return render(request, "reviews/expert/dossier.html", context, status=422 if reasons else 200)
