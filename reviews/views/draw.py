"""The draw of a panel for those who take part in it: frozen, promised, sealed, revealed, computed, substituted."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.models import StoredFile
from accounts.services.files import UploadRefused, store
from applicants.views.worklist import key_of
from reviews.enums import MeetingStage
from reviews.forms.bodies import ActForm
from reviews.forms.draws import NumberForm, PoolForm, PublicValueForm, RevealForm, SealForm
from reviews.forms.meetings import ReasonForm, ReplacementForm
from reviews.models import Draw, Meeting, PanelSeat
from reviews.permissions import may_see_draw, runs_meeting
from reviews.selectors import draws as reading
from reviews.selectors.meetings import draw_of
from reviews.selectors.seat_groups import filed_bounds
from reviews.services import draw_refusals, substitutions
from reviews.services.chance import SOURCES, PublicSource, in_words
from reviews.services.draws import is_decided, party_of
from reviews.steps.abandon_draw import ABANDON_DRAW
from reviews.steps.base import MeetingStep, reasons_against
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.lodge_number import LODGE_NUMBER
from reviews.steps.name_chair import NAME_CHAIR
from reviews.steps.prepare_draw import PREPARE_DRAW
from reviews.steps.release_code import RELEASE_CODE
from reviews.steps.replace_members import REPLACE_MEMBERS
from reviews.steps.reveal_number import REVEAL_NUMBER
from reviews.steps.seal_draw import SEAL_DRAW
from reviews.views.acting import attempt
from reviews.views.meeting import MEETINGS

_STEPS: dict[str, MeetingStep] = {
    step.name: step
    for step in (PREPARE_DRAW, LODGE_NUMBER, SEAL_DRAW, ABANDON_DRAW, REVEAL_NUMBER, DRAW_PANEL, RELEASE_CODE)
}
_DONE = {
    "prepare_draw": "专家库已冻结，请各方提交随机数。",
    "lodge_number": "随机数已加密保存，承诺值已公布。",
    "seal_draw": "抽取清单已封存并公布，请等待公开值产生。",
    "abandon_draw": "抽取已终止，参数和理由留存公布。",
    "reveal_number": "随机数已公开，与承诺值一致。",
    "draw_panel": "评审专家已抽取，已通知入选专家。",
    "release_code": "递补码已公开，递补专家已产生并通知。",
}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_see_draw, MEETINGS)
def draw(request: Request, meeting: Meeting) -> HttpResponseBase:
    """The moments of a draw, each with the act that belongs to it."""
    act = request.POST.get("act", "")
    forms = _forms(meeting, act, request.POST, is_office=runs_meeting(request.actor, meeting))
    reasons: list[str] = []
    if request.method == "POST" and act in _STEPS and forms[act].is_valid():
        reasons = _attempt(request, meeting, act, forms[act].as_data())
        if not reasons:
            messages.success(request, _DONE[act])
            return redirect("draw", meeting.pk)
        meeting.refresh_from_db()
    refused = bool(reasons) or any(form.errors for form in forms.values())
    context = {**_context(request, meeting), "forms": forms, "act": act, "reasons": reasons}
    return render(request, "reviews/meeting/draw.html", context, status=422 if refused else 200)


def _attempt(request: Request, meeting: Meeting, act: str, data: dict[str, Any]) -> list[str]:
    reasons = attempt(request, _STEPS[act], meeting, **data)
    if reasons and act in draw_refusals.WATCHED:
        draw_refusals.note(meeting, request.actor, act, reasons, str(data.get("public_value", "")))
    return reasons


def _forms(meeting: Meeting, act: str, posted: Any, *, is_office: bool) -> dict[str, ActForm]:
    def data(name: str) -> Any:
        return posted if act == name else None

    found = draw_of(meeting)
    # The whole pool is read for the bounds, which the office alone sets, before the seal.
    is_wanted = is_office and meeting.stage == MeetingStage.CONFIRMED and not (found and found.sealed_at)
    groups = reading.groups_for(meeting) if is_wanted else {}
    bounds = filed_bounds(meeting)
    source = found.legend.get("source", "ssq") if found else "ssq"
    return {
        "prepare_draw": PoolForm(data("prepare_draw"), groups=groups, seats=meeting.seats, filed=bounds, prefix="pool"),
        "lodge_number": NumberForm(data("lodge_number"), prefix="number"),
        "seal_draw": SealForm(data("seal_draw"), prefix="seal", initial={"date": reading.next_event_day()}),
        "abandon_draw": ReasonForm(data("abandon_draw"), prefix="abandon"),
        "reveal_number": RevealForm(data("reveal_number"), prefix="reveal"),
        "draw_panel": PublicValueForm(data("draw_panel"), source=source, prefix="value"),
        "release_code": ActForm(data("release_code")),
    }


def _context(request: Request, meeting: Meeting) -> dict[str, Any]:
    found, actor = draw_of(meeting), request.actor
    takes_part = actor.role in LODGE_NUMBER.roles and LODGE_NUMBER.concerns(meeting, actor)
    return {
        "meeting": meeting,
        "draw": found,
        "is_office": runs_meeting(actor, meeting),
        "party": party_of(actor.agency, meeting) if takes_part else "",
        "may_lodge": takes_part and not reasons_against(LODGE_NUMBER, meeting, actor),
        "may_reveal": takes_part and not reasons_against(REVEAL_NUMBER, meeting, actor),
        "may_abandon": not reasons_against(ABANDON_DRAW, meeting, actor, reason="-"),
        "is_decided": found is not None and is_decided(found),
        "seal_obstacles": list(SEAL_DRAW.standing(meeting, actor)),
        "draw_obstacles": list(DRAW_PANEL.standing(meeting, actor)),
        "source": source_of(found),
        "event": event_of(found),
        "waiting_batch": substitutions.open_request(found) if found else None,
        "may_release": not reasons_against(RELEASE_CODE, meeting, actor),
        "is_blind": found is not None and substitutions.is_blind(found),
        **reading.shown(meeting, found, with_names=runs_meeting(actor, meeting)),
    }


def event_of(found: Draw | None) -> PublicSource | None:
    """Return the kind of public event by which a sealed draw is decided, with its words for people."""
    return SOURCES[found.legend["source"]] if found and found.sealed_at else None


def source_of(found: Draw | None) -> str:
    """Return the public event of a sealed draw in words."""
    return in_words(found.legend["source"], found.legend["detail"]) if found and found.sealed_at else ""


@require_http_methods(["GET", "HEAD", "POST"])
@allow(runs_meeting, MEETINGS)
def panel(request: Request, meeting: Meeting) -> HttpResponseBase:
    """The drawn: name the chair, replace who cannot come."""
    seats = list(meeting.panel.select_related("expert__user", "meeting").order_by("label"))
    act = request.POST.get("act", "")
    given = (request.POST, request.FILES) if act == "replace_members" else (None, None)
    form = ReplacementForm(*given, seats=seats)
    reasons: list[str] = []
    if request.method == "POST":
        reasons, done = _replace(request, meeting, form) if act == "replace_members" else _name(request, meeting)
        if not reasons:
            messages.success(request, done)
            return redirect("panel", meeting.pk)
    found = draw_of(meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "reasons": reasons,
        "open": meeting.stage == MeetingStage.DRAWN,
        "waiting_batch": substitutions.open_request(found) if found else None,
        "is_blind": found is not None and substitutions.is_blind(found),
    }
    return render(request, "reviews/meeting/panel.html", context, status=422 if reasons else 200)


def _replace(request: Request, meeting: Meeting, form: ReplacementForm) -> tuple[list[str], str]:
    unavailable = form.unavailable()
    # Asked first, so that a file is kept only for a batch that will be filed.
    if reasons := reasons_against(REPLACE_MEMBERS, meeting, request.actor, unavailable=unavailable):
        return reasons, ""
    try:
        evidence = _kept(request, form)
    except UploadRefused as refused:
        return list(refused.messages), ""
    reasons = attempt(request, REPLACE_MEMBERS, meeting, unavailable=unavailable, evidence=evidence)
    draw = draw_of(meeting)
    waits = draw is not None and substitutions.open_request(draw) is not None
    return reasons, "递补申请已提交，请待监督方公开递补码。" if waits else "已办理递补，已通知递补专家。"


def _kept(request: Request, form: ReplacementForm) -> dict[PanelSeat, StoredFile]:
    assert request.actor.user is not None  # noqa: S101 - runs_meeting() has found an officer
    owner = request.actor.user
    return {seat: store(file, owner) for seat, file in form.papers().items()}


def _name(request: Request, meeting: Meeting) -> tuple[list[str], str]:
    seats = meeting.panel.select_related("expert__user")
    chosen = get_object_or_404(seats, pk=key_of(request.POST.get("seat", "")))
    return attempt(request, NAME_CHAIR, meeting, seat=chosen), "已确定主任委员。"


@require_safe
@allow(may_see_draw, MEETINGS)
def draw_bundle(_request: Request, meeting: Meeting) -> HttpResponse:
    """The file from which the draw is recomputed (manage.py draw verify)."""
    return sent(get_object_or_404(Draw, meeting=meeting, drawn_at__isnull=False))


def sent(found: Draw) -> HttpResponse:
    """Send the bundle of a draw as a file."""
    return as_file(found.draw_id, found.bundle)


def as_file(name: str, content: dict[str, Any]) -> HttpResponse:
    """Send JSON as a file to be kept."""
    answer = HttpResponse(json.dumps(content, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer
