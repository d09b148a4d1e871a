"""The desk on which notices on holidays are typed in, held against what is known, and approved by a second officer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.steps.base import reasons_against
from law.calendar import seeded_notices
from law.calendar_notices import changes, remarks, rows_of
from reviews.enums import CalendarStage
from reviews.forms.calendar import NoticeSheet
from reviews.models import CalendarNotice, Publicity
from reviews.permissions import keeps_calendar, reads_calendar_notice
from reviews.selectors.calendar import as_law, calendar_at, known_calendar, missing_year
from reviews.services.calendar_notices import begin, shifts
from reviews.services.sweep import recount_after_notices
from reviews.services.time_limits import LIMITS
from reviews.steps.approve_calendar import APPROVE_CALENDAR
from reviews.steps.discard_calendar import DISCARD_CALENDAR
from reviews.steps.import_calendar import IMPORT_CALENDAR
from reviews.steps.return_calendar import RETURN_CALENDAR
from reviews.steps.revise_calendar import REVISE_CALENDAR
from reviews.views.acting import attempt

_LISTED = CalendarNotice.objects.select_related("created_by", "imported_by", "approved_by")
NOTICES = _LISTED.prefetch_related("days")
ACTS = {step.name: step for step in (IMPORT_CALENDAR, APPROVE_CALENDAR, RETURN_CALENDAR, DISCARD_CALENDAR)}
# Counted anew before the page answers; more are left to the sweep, which begins within a minute.
AT_ONCE = 200
_MOST_SHOWN = 100


@require_safe
@allow(only(Role.HR_BUREAU))
def office_calendar(request: Request) -> HttpResponse:
    """List the notices: those that ship with the platform, those typed in since, and the one that is missing."""
    context = {
        "page": page_of(_LISTED.all(), "pk", request.GET),
        "shipped": sorted(seeded_notices(), key=lambda notice: notice.published_on, reverse=True),
        "years": known_calendar().years,
        "missing": missing_year(),
        "may_begin": keeps_calendar(request.actor),
    }
    return render(request, "reviews/calendar/office.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_calendar)
def calendar_new(request: Request) -> HttpResponse:
    """Type a notice in."""
    return _sheet_page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(reads_calendar_notice, NOTICES)
def calendar_edit(request: Request, notice: CalendarNotice) -> HttpResponse:
    """Mend a draft."""
    if not REVISE_CALENDAR.is_open_to(notice, request.actor):
        messages.error(request, "本通知已提交或已生效，不能修改；需要修改的，请先退回。")
        return redirect("calendar_notice", notice.pk)
    return _sheet_page(request, notice)


def _sheet_page(request: Request, notice: CalendarNotice | None) -> HttpResponse:
    sheet = NoticeSheet(notice, *([request.POST, request.FILES] if request.method == "POST" else []))
    refused: list[str] = []
    if sheet.content is not None:
        if notice is None:
            return redirect("calendar_notice", begin(sheet.content, request.actor).pk)
        refused = attempt(request, REVISE_CALENDAR, notice, content=sheet.content)
        if not refused:
            return redirect("calendar_notice", notice.pk)
    context = {"notice": notice, "sheet": sheet, "refused": [*sheet.problems, *refused]}
    return render(request, "reviews/calendar/sheet.html", context, status=422 if sheet.is_sent else 200)


@require_safe
@allow(reads_calendar_notice, NOTICES)
def calendar_notice(request: Request, notice: CalendarNotice) -> HttpResponse:
    """Show what a notice says, what it changes day by day, which running periods it touches, and what can be done."""
    return _notice_page(request, notice)


def _notice_page(request: Request, notice: CalendarNotice, refused: list[str] | None = None) -> HttpResponse:
    content = as_law(notice)
    context = {
        "notice": notice,
        "rows": rows_of(content.days),
        "refused": refused or [],
        "acts": [_offer(request, step, notice) for step in ACTS.values() if step.is_open_to(notice, request.actor)],
        "is_draft": REVISE_CALENDAR.is_open_to(notice, request.actor),
        **(_effects(notice) if notice.stage != CalendarStage.DISCARDED else {"changes": [], "shifts": [], "more": 0}),
    }
    return render(request, "reviews/calendar/notice.html", context, status=422 if refused else 200)


def _effects(notice: CalendarNotice) -> dict[str, Any]:
    content = as_law(notice)
    if notice.stage == CalendarStage.APPROVED and notice.approved_at:
        known = calendar_at(notice.approved_at)
        before = known.of(other for other in known.notices if other.document != content.document)
        return {"changes": changes(content, before), "remarks": [], "shifts": [], "more": 0, "is_done": True}
    found = shifts(content)
    return {
        "changes": changes(content, known_calendar()),
        "remarks": list(remarks(content, known_calendar())),
        "shifts": found[:_MOST_SHOWN],
        "more": max(len(found) - _MOST_SHOWN, 0),
        "is_done": False,
    }


def _offer(request: Request, step: Any, notice: CalendarNotice) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if step is RETURN_CALENDAR:
        given = {"reason": "—"}
    elif step is IMPORT_CALENDAR:
        # Whether he has looked is asked when he presses the button.
        given = {"has_looked": True}
    return {
        "name": step.name,
        "verb": step.verb,
        "obstacles": reasons_against(step, notice, request.actor, **given),
    }


@require_POST
@allow(reads_calendar_notice, NOTICES)
def calendar_act(request: Request, notice: CalendarNotice, name: str) -> HttpResponse:
    """Hand over, approve, send back or give up."""
    step = ACTS.get(name)
    if step is None:
        raise Http404
    given: dict[str, Any] = {}
    if step is RETURN_CALENDAR:
        given = {"reason": request.POST.get("reason", "")}
    elif step is IMPORT_CALENDAR:
        given = {"has_looked": "has_looked" in request.POST}
    if refused := attempt(request, step, notice, **given):
        return _notice_page(request, notice, refused)
    messages.success(request, f"{notice.document}：已{step.verb}。{_follow_up() if step is APPROVE_CALENDAR else ''}")
    return redirect("office_calendar") if step is DISCARD_CALENDAR else redirect("calendar_notice", notice.pk)


def _follow_up() -> str:
    running = Publicity.objects.filter(closed_at=None).count()
    if running + sum(limit.running().count() for limit in LIMITS.values()) > AT_ONCE:
        return f"正在进行的 {running} 个公示期和各项办理期限将在一分钟内重新计算。"
    changed = recount_after_notices()
    return f"正在进行的 {running} 个公示期已重新计算，其中 {changed} 个有变化。"
