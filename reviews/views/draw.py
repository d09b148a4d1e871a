"""The draw of a panel: frozen, promised, sealed, computed, and open to everybody who wants to check."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from law.draw import canon
from reviews.enums import MeetingStage
from reviews.forms.bodies import ActForm
from reviews.forms.draws import NumberForm, PoolForm, PublicValueForm, SealForm
from reviews.forms.meetings import ReplacementForm
from reviews.models import Draw, Meeting
from reviews.permissions import may_see_draw, runs_meeting
from reviews.selectors import draws as reading
from reviews.selectors.meetings import draw_of
from reviews.services.chance import in_words
from reviews.services.draws import party_of
from reviews.steps.base import MeetingStep, reasons_against
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.lodge_number import LODGE_NUMBER
from reviews.steps.name_chair import NAME_CHAIR
from reviews.steps.prepare_draw import PREPARE_DRAW
from reviews.steps.replace_members import REPLACE_MEMBERS
from reviews.steps.seal_draw import SEAL_DRAW
from reviews.views.acting import attempt
from reviews.views.meeting import MEETINGS

_STEPS: dict[str, MeetingStep] = {step.name: step for step in (PREPARE_DRAW, LODGE_NUMBER, SEAL_DRAW, DRAW_PANEL)}
_DONE = {
    "prepare_draw": "专家库已冻结，请各方提交随机数。",
    "lodge_number": "随机数已加密保存，承诺值已公布。",
    "seal_draw": "抽取清单已封存并公布，请等待公开值产生。",
    "draw_panel": "评审专家已抽取，已通知入选专家。",
}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_see_draw, MEETINGS)
def draw(request: Request, meeting: Meeting) -> HttpResponseBase:
    """The four moments of a draw, each with the act that belongs to it."""
    act = request.POST.get("act", "")
    forms = _forms(meeting, act, request.POST)
    reasons: list[str] = []
    if request.method == "POST" and act in _STEPS and forms[act].is_valid():
        reasons = attempt(request, _STEPS[act], meeting, **forms[act].as_data())
        if not reasons:
            messages.success(request, _DONE[act])
            return redirect("draw", meeting.pk)
        meeting.refresh_from_db()
    refused = bool(reasons) or any(form.errors for form in forms.values())
    context = {**_context(request, meeting), "forms": forms, "act": act, "reasons": reasons}
    return render(request, "reviews/meeting/draw.html", context, status=422 if refused else 200)


def _forms(meeting: Meeting, act: str, posted: Any) -> dict[str, ActForm]:
    def data(name: str) -> Any:
        return posted if act == name else None

    groups = reading.groups_for(meeting) if meeting.stage == MeetingStage.CONFIRMED else {}
    return {
        "prepare_draw": PoolForm(data("prepare_draw"), groups=groups, seats=meeting.seats, prefix="pool"),
        "lodge_number": NumberForm(data("lodge_number"), prefix="number"),
        "seal_draw": SealForm(data("seal_draw"), prefix="seal", initial={"date": reading.next_event_day()}),
        "draw_panel": PublicValueForm(data("draw_panel"), prefix="value"),
    }


def _context(request: Request, meeting: Meeting) -> dict[str, Any]:
    found, actor = draw_of(meeting), request.actor
    may_lodge = actor.role in LODGE_NUMBER.roles and LODGE_NUMBER.concerns(meeting, actor)
    return {
        "meeting": meeting,
        "draw": found,
        "is_office": runs_meeting(actor, meeting),
        "party": party_of(actor.agency, meeting) if may_lodge else "",
        "may_lodge": may_lodge and not reasons_against(LODGE_NUMBER, meeting, actor),
        "seal_obstacles": list(SEAL_DRAW.standing(meeting, actor)),
        "draw_obstacles": list(DRAW_PANEL.standing(meeting, actor)),
        "source": _source(found),
        **reading.shown(meeting, found, with_names=runs_meeting(actor, meeting)),
    }


def _source(found: Draw | None) -> str:
    return in_words(found.legend["source"], found.legend["detail"]) if found and found.sealed_at else ""


@require_http_methods(["GET", "HEAD", "POST"])
@allow(runs_meeting, MEETINGS)
def panel(request: Request, meeting: Meeting) -> HttpResponseBase:
    """The drawn: name the chair, replace who cannot come."""
    seats = list(meeting.panel.select_related("expert__user", "meeting").order_by("label"))
    act = request.POST.get("act", "")
    form = ReplacementForm(request.POST if act == "replace_members" else None, seats=seats)
    reasons: list[str] = []
    if request.method == "POST":
        if act == "replace_members":
            reasons = attempt(request, REPLACE_MEMBERS, meeting, unavailable=form.unavailable())
        else:
            chosen = get_object_or_404(
                meeting.panel.select_related("expert__user"), pk=_number(request.POST.get("seat"))
            )
            reasons = attempt(request, NAME_CHAIR, meeting, seat=chosen)
        if not reasons:
            messages.success(
                request, "已办理递补，已通知递补专家。" if act == "replace_members" else "已确定主任委员。"
            )
            return redirect("panel", meeting.pk)
    context = {"meeting": meeting, "form": form, "reasons": reasons, "open": meeting.stage == MeetingStage.DRAWN}
    return render(request, "reviews/meeting/panel.html", context, status=422 if reasons else 200)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


@require_safe
@allow(may_see_draw, MEETINGS)
def draw_bundle(_request: Request, meeting: Meeting) -> HttpResponse:
    """The file from which the draw is recomputed (manage.py draw verify)."""
    return _bundle(get_object_or_404(Draw, meeting=meeting, drawn_at__isnull=False))


def _bundle(found: Draw) -> HttpResponse:
    answer = HttpResponse(json.dumps(found.bundle, ensure_ascii=True, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{found.draw_id}.json"'
    return answer


@require_safe
@allow(anyone)
def draw_public(request: Request, draw_id: str) -> HttpResponse:
    """What the public may see: the seal from its moment on, the blinded bundle once the meeting is over."""
    found = get_object_or_404(Draw.objects.select_related("meeting"), draw_id=draw_id, sealed_at__isnull=False)
    is_over = found.meeting.stage in reading.BUNDLE_IS_PUBLIC
    if is_over and "bundle" in request.GET:
        return _bundle(found)
    manifest = canon(found.manifest).decode("ascii")
    context = {
        "draw": found,
        "manifest": manifest,
        "is_over": is_over,
        "meeting": found.meeting,
        "source": _source(found),
    }
    return render(request, "reviews/meeting/draw_public.html", context)
