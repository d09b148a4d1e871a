"""The expert in the room: what happens there, recusal, the secret ballot. Parts of these pages ask again by themselves.

The ballot page shows the second look by itself: a page that the server made for it would be longer for one choice than
for another, and a web server's log keeps the length of every answer beside the address that asked.
"""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import allow
from accounts.enums import Role
from accounts.http import Request
from applicants.views.worklist import key_of
from reviews.enums import Choice, ItemStage, MeetingStage
from reviews.forms.meetings import ClosingForm, ReasonForm
from reviews.forms.room import offered
from reviews.models import Meeting, MeetingItem
from reviews.permissions import conducts, is_in_room, votes_on
from reviews.selectors import room as reading
from reviews.selectors.meetings import seat_of
from reviews.selectors.rounds import last_round, open_round
from reviews.selectors.voting_bodies import is_asked
from reviews.steps.base import reasons_against
from reviews.steps.cast import CAST
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.recuse import RECUSE
from reviews.steps.withdraw_recusal import WITHDRAW_RECUSAL
from reviews.views.acting import attempt
from reviews.views.meeting import MEETINGS
from zcps import clock

ITEMS = MeetingItem.objects.select_related(
    "meeting__plan", "meeting__committee", "group", "application__applicant__user", "application__title",
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
    seat, state = seat_of(request.actor, meeting), reading.state_of(meeting)
    wanted = state.open_item if state.open_item and _may_vote(request, state.open_item) else None
    presides = bool(seat and (seat.is_chair or seat.is_deputy))
    is_office = request.actor.role == Role.COMMITTEE_OFFICE
    at = state.current or state.next_item
    hidden = set(seat.recusals.values_list("item_id", flat=True)) if seat else set()
    return {
        "meeting": meeting,
        "seat": seat,
        "presides": presides,
        "conducts": presides or is_office,
        "is_office": is_office,
        "state": state,
        "vote_on": wanted,
        "is_asked": bool(seat and at and is_asked(seat, at)),
        "acts": offered(at) if at else [],
        "stops": _in_the_way(request, at) if presides else [],
        "elapsed": _elapsed(state.vote.opened_at if state.vote else at.discussed_at if at else None),
        # Who steps back from a case sees neither the case nor the vote, nor afterwards how the others voted.
        "is_out": bool(state.current and state.current.pk in hidden),
        "hidden": hidden,
        "closing": ClosingForm(),
        "is_over": meeting.stage not in {MeetingStage.DRAWN, MeetingStage.CONVENED},
    }


def _in_the_way(request: Request, item: MeetingItem | None) -> list[str]:
    """What whoever presides has to know before he opens the vote."""
    if item is None or item.stage not in OPEN_ITEM.before:
        return []
    return list(OPEN_ITEM.standing(item, request.actor))


def _elapsed(since: dt.datetime | None) -> int:
    return int((clock.now() - since).total_seconds()) if since else 0


def _may_vote(request: Request, item: MeetingItem) -> bool:
    return request.actor.role == Role.EXPERT and not reasons_against(CAST, item, request.actor, choice=Choice.YES)


def _stepped_back(request: Request, item: MeetingItem | None) -> bool:
    if item is None or request.actor.role != Role.EXPERT:
        return False
    return item.recusals.filter(seat__expert__user=request.actor.user).exists()


@never_cache
@require_safe
@allow(conducts, MEETINGS)
def wall(request: Request, meeting: Meeting) -> HttpResponse:
    """For the projector: who is before the panel, how many have voted, what came of it. No expert has a name here."""
    template = "reviews/expert/wall_state.html" if request.htmx else "reviews/expert/wall.html"
    state, seat = reading.state_of(meeting), seat_of(request.actor, meeting)
    # A chair who stepped back from a case learns by no page how the others voted on it.
    shown = state.current or state.last
    is_out = bool(seat and shown and seat.recusals.filter(item=shown).exists())
    context = {"meeting": meeting, "state": state, "is_out": is_out}
    return render(request, template, {**context, "is_on": meeting.stage == MeetingStage.CONVENED})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(votes_on, ITEMS)
def recuse(request: Request, item: MeetingItem) -> HttpResponseBase:
    """Declare that one does not vote on an item; or take that back, before the panel comes to it."""
    is_back, form = _stepped_back(request, item), ReasonForm(request.POST or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, WITHDRAW_RECUSAL if is_back else RECUSE, item, **form.as_data())
        if not reasons:
            messages.success(request, _BACK if is_back else _OUT)
            return redirect("meeting", item.meeting_id)
    context = {"item": item, "form": form, "reasons": reasons, "is_back": is_back}
    return render(request, "reviews/expert/recuse.html", context, status=422 if reasons else 200)


_OUT = "已登记回避。您不参加该项表决，不再查看其材料，评议和表决该项时请离场。"
_BACK = "已撤回回避，您可以查看该项材料并参加表决。"


@never_cache
@sensitive_post_parameters("choice")
@require_http_methods(["GET", "HEAD", "POST"])
@allow(votes_on, ITEMS)
def ballot(request: Request, item: MeetingItem) -> HttpResponseBase:
    """One applicant, three choices and the spoiled ballot, a second look; once cast it cannot be changed."""
    if request.method != "POST":
        return _ballot(request, item, reasons_against(CAST, item, request.actor, choice=Choice.YES))
    reasons = ["请选择一项，核对后按“投出选票”。"]
    if "confirmed" in request.POST:
        in_round = key_of(request.POST.get("in_round", ""))
        reasons = attempt(request, CAST, item, choice=request.POST.get("choice", ""), in_round=in_round)
    return _ballot(request, item, reasons, status=422) if reasons else redirect("ballot_cast", item.pk)


def _ballot(request: Request, item: MeetingItem, reasons: list[str], status: int = 200) -> HttpResponse:
    context = {
        "item": item,
        "meeting": item.meeting,
        "choices": Choice.choices,
        "vote": open_round(item),
        "reasons": reasons,
        "may_vote": not reasons_against(CAST, item, request.actor, choice=Choice.YES),
        "is_out": _stepped_back(request, item),
        "total": item.meeting.items.count(),
    }
    return render(request, "reviews/expert/ballot.html", context, status=status)


@never_cache
@require_safe
@allow(votes_on, ITEMS)
def ballot_cast(request: Request, item: MeetingItem) -> HttpResponseBase:
    """已投票, and nothing else; goes back to the room by itself when the vote has ended."""
    if request.htmx and item.stage != ItemStage.OPEN:
        return HttpResponseClientRedirect(reverse("room", args=[item.meeting_id]))
    seat, vote = seat_of(request.actor, item.meeting), last_round(item)
    if seat is None or vote is None or not vote.turnout.filter(seat=seat).exists():
        return redirect("ballot", item.pk)
    return render(request, "reviews/expert/ballot_cast.html", {"item": item})
