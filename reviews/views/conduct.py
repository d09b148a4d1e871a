"""Conducting a meeting: what the chair does with an item, and what is noted of somebody's seat."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.http import Request
from reviews.forms.meetings import ClosingForm, ReasonForm
from reviews.forms.room import ITEM_ACTS, ItemAct
from reviews.models import Meeting, MeetingItem
from reviews.permissions import chairs_item, conducts, conducts_item, runs_meeting
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.name_deputy import NAME_DEPUTY
from reviews.steps.note_absence import NOTE_ABSENCE
from reviews.steps.open_item import OPEN_ITEM
from reviews.views.acting import attempt
from reviews.views.expert import ITEMS
from reviews.views.meeting import MEETINGS


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


@require_http_methods(["GET", "HEAD", "POST"])
@allow(conducts_item, ITEMS)
def item_act(request: Request, item: MeetingItem, act: str) -> HttpResponseBase:
    """Another act on an item: at once, or over a page that says what will happen and takes the reason."""
    found, form = ITEM_ACTS.get(act), ReasonForm(request.POST or None)
    if found is None or not found.effects:
        return _at_once(request, item, found)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = attempt(request, found.step, item, **form.typed())
        if not reasons:
            return redirect("room", item.meeting_id)
    context = {"item": item, "found": found, "form": form, "reasons": reasons}
    return render(request, "reviews/expert/item_act.html", context, status=422 if reasons else 200)


def _at_once(request: Request, item: MeetingItem, found: ItemAct | None) -> HttpResponseBase:
    if found is not None and request.method == "POST":
        for reason in attempt(request, found.step, item):
            messages.error(request, reason)
    return redirect("room", item.meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(conducts, MEETINGS)
def absence(request: Request, meeting: Meeting, seat: int) -> HttpResponseBase:
    """Note that a drawn expert has not come, and why."""
    absent = get_object_or_404(meeting.panel.select_related("expert__user"), pk=seat)
    form = ReasonForm(request.POST or None)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = attempt(request, NOTE_ABSENCE, meeting, seat=absent, **form.typed())
        if not reasons:
            messages.success(request, f"已登记 {absent.label} 缺席。")
            return redirect("room", meeting.pk)
    context = {"meeting": meeting, "seat": absent, "form": form, "reasons": reasons}
    return render(request, "reviews/expert/absence.html", context, status=422 if reasons else 200)


@require_POST
@allow(runs_meeting, MEETINGS)
def deputy(request: Request, meeting: Meeting, seat: int) -> HttpResponseBase:
    """The office names who stands in for the chair."""
    chosen = get_object_or_404(meeting.panel.select_related("expert__user"), pk=seat)
    reasons = attempt(request, NAME_DEPUTY, meeting, seat=chosen)
    for reason in reasons:
        messages.error(request, reason)
    if not reasons:
        messages.success(request, f"{chosen.label} 已确定为副主任委员。")
    return redirect("room", meeting.pk)
