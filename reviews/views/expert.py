"""The room: recusal, the chair's screen, the secret ballot. Parts of these pages ask again by themselves."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import allow
from accounts.enums import Role
from accounts.http import Request
from reviews.enums import Choice, ItemStage, MeetingStage
from reviews.forms.meetings import ClosingForm, ReasonForm
from reviews.models import Meeting, MeetingItem
from reviews.permissions import chairs_item, is_in_room, votes_on
from reviews.selectors import room as reading
from reviews.selectors.meetings import seat_of
from reviews.steps.base import reasons_against
from reviews.steps.cast import CAST
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.recuse import RECUSE
from reviews.views.acting import attempt
from reviews.views.meeting import MEETINGS

ITEMS = MeetingItem.objects.select_related(
    "meeting__plan", "meeting__committee", "application__applicant__user", "application__title",
    "application__employer", "application__snapshot",
)  # fmt: skip


@never_cache
@require_safe
@allow(is_in_room, MEETINGS)
def room(request: Request, meeting: Meeting) -> HttpResponse:
    """The room as the actor sees it: the chair presides, an expert waits for the next vote, the office looks on."""
    return render(request, "reviews/expert/room.html", _room(request, meeting))


@never_cache
@require_safe
@allow(is_in_room, MEETINGS)
def room_state(request: Request, meeting: Meeting) -> HttpResponseBase:
    """The part of the room that changes; an expert whose vote is wanted is led to his ballot."""
    context = _room(request, meeting)
    if context["vote_on"] and request.GET.get("lead") == "1":
        return HttpResponseClientRedirect(reverse("ballot", args=[context["vote_on"].pk]))
    return render(request, "reviews/expert/room_state.html", context)


def _room(request: Request, meeting: Meeting) -> dict[str, Any]:
    seat = seat_of(request.actor, meeting)
    state = reading.state_of(meeting)
    wanted = state.open_item if state.open_item and _may_vote(request, state.open_item) else None
    return {
        "meeting": meeting,
        "seat": seat,
        "is_chair": bool(seat and seat.is_chair),
        "is_office": request.actor.role == Role.COMMITTEE_OFFICE,
        "state": state,
        "vote_on": wanted,
        "closing": ClosingForm(),
        "is_over": meeting.stage not in {MeetingStage.DRAWN, MeetingStage.CONVENED},
    }


def _may_vote(request: Request, item: MeetingItem) -> bool:
    return request.actor.role == Role.EXPERT and not reasons_against(CAST, item, request.actor, choice=Choice.YES)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(votes_on, ITEMS)
def recuse(request: Request, item: MeetingItem) -> HttpResponseBase:
    """Declare that one does not vote on an item."""
    form = ReasonForm(request.POST or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, RECUSE, item, **form.as_data())
        if not reasons:
            messages.success(request, f"已登记回避第 {item.order} 项，您不参加该项表决，也不再查看其材料。")
            return redirect("meeting", item.meeting_id)
    context = {"item": item, "form": form, "reasons": reasons}
    return render(request, "reviews/expert/recuse.html", context, status=422 if reasons else 200)


@require_POST
@allow(chairs_item, ITEMS)
def item_open(request: Request, item: MeetingItem) -> HttpResponseBase:
    """The chair opens the vote."""
    for reason in attempt(request, OPEN_ITEM, item):
        messages.error(request, reason)
    return redirect("room", item.meeting_id)


@require_POST
@allow(chairs_item, ITEMS)
def item_close(request: Request, item: MeetingItem) -> HttpResponseBase:
    """The chair ends the vote."""
    form = ClosingForm(request.POST)
    for reason in attempt(request, CLOSE_ITEM, item, **form.typed()):
        messages.error(request, reason)
    return redirect("room", item.meeting_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(votes_on, ITEMS)
def ballot(request: Request, item: MeetingItem) -> HttpResponseBase:
    """One applicant, three choices, a second look; then it is cast and cannot be changed."""
    choice = request.POST.get("choice", "")
    if request.method == "POST" and "confirmed" in request.POST:
        reasons = attempt(request, CAST, item, choice=choice)
        if not reasons:
            return redirect("ballot_cast", item.pk)
        return _ballot(request, item, "", reasons, status=422)
    if request.method == "POST" and choice in Choice.values:
        return _ballot(request, item, choice, [])
    reasons = reasons_against(CAST, item, request.actor, choice=Choice.YES)
    if request.method == "POST" and not reasons:
        return _ballot(request, item, "", ["请选择同意、不同意或弃权。"], status=422)
    return _ballot(request, item, "", reasons)


def _ballot(request: Request, item: MeetingItem, choice: str, reasons: list[str], status: int = 200) -> HttpResponse:
    context = {
        "item": item,
        "meeting": item.meeting,
        "choices": Choice.choices,
        "choice": choice,
        "choice_label": Choice(choice).label if choice else "",
        "reasons": reasons,
        "may_vote": not reasons_against(CAST, item, request.actor, choice=Choice.YES),
        "total": item.meeting.items.count(),
    }
    return render(request, "reviews/expert/ballot.html", context, status=status)


@never_cache
@require_safe
@allow(votes_on, ITEMS)
def ballot_cast(request: Request, item: MeetingItem) -> HttpResponseBase:
    """已投票, and nothing else; goes back to the room by itself when the vote has ended."""
    if request.headers.get("HX-Request") and item.stage == ItemStage.CLOSED:
        return HttpResponseClientRedirect(reverse("room", args=[item.meeting_id]))
    seat = seat_of(request.actor, item.meeting)
    if seat is None or not item.turnout.filter(seat=seat).exists():
        return redirect("ballot", item.pk)
    return render(request, "reviews/expert/ballot_cast.html", {"item": item})
