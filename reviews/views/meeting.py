"""Meetings: the list for each role, the form, the workbench of one meeting, and its acts."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.enums import Role
from accounts.http import Request
from accounts.questions import DEARLY
from accounts.selectors.keyset import page_of
from reviews.enums import MeetingStage, PlanKind, PlanStage
from reviews.forms.bodies import ActForm
from reviews.forms.meeting_acts import ACT_PAGES, ActPage, offers
from reviews.forms.meetings import MeetingForm, initial_of
from reviews.models import Committee, Document, Meeting, Minutes, Plan
from reviews.permissions import acts_on_meeting, is_committee_office, may_see_meeting, meets, runs_meeting
from reviews.selectors import meetings as reading
from reviews.selectors.deadlines import holiday_on
from reviews.selectors.meeting_desk import desk_of
from reviews.services.meetings import new_number
from reviews.steps.base import perform
from reviews.steps.revise_meeting import REVISE_MEETING
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from reviews.views.acting import attempt
from reviews.views.sheets import LOOK, looked_at
from zcps.templatetags.chinese import cn_date

MEETINGS = Meeting.objects.select_related(
    "plan__office", "plan__hr_bureau", "committee__supervisor", "committee__founding_body"
)
_OVER = (MeetingStage.APPROVED, MeetingStage.CANCELLED)
_CHIPS = (("", "在办"), ("over", "已办结"), ("all", "全部"))


@require_safe
@allow(meets)
def meetings(request: Request) -> HttpResponse:
    """List the meetings that concern the actor."""
    query, chosen = request.GET.get("q", "").strip(), request.GET.get("f", "")
    known = reading.meetings_of(request.actor)
    found = known.filter(name__icontains=query) | known.filter(number__icontains=query) if query else known
    page = page_of(_narrow(found, chosen), "convenes_at", request.GET)
    context = {
        "page": page,
        "query": query,
        "chosen": chosen,
        "chips": [
            {"label": label, "url": f"?{urlencode({'f': key, 'q': query})}", "active": key == chosen}
            for key, label in _CHIPS
        ],
        "is_office": request.actor.role == Role.COMMITTEE_OFFICE,
        "is_expert": request.actor.role == Role.EXPERT,
    }
    return render(request, "reviews/meeting/meetings.html", context)


def _narrow(found: QuerySet[Meeting], chosen: str) -> QuerySet[Meeting]:
    if chosen == "all":
        return found
    return found.filter(stage__in=_OVER) if chosen == "over" else found.exclude(stage__in=_OVER)


@require_safe
@allow(is_committee_office)
def meeting_choose(request: Request) -> HttpResponse:
    """Choose the plan and the committee of a new meeting: those with cases that wait come first."""
    own = Plan.objects.filter(office=request.actor.agency, kind=PlanKind.REVIEW)
    plans = own.filter(stage__in=[PlanStage.PUBLISHED, PlanStage.CLOSED])
    found = {
        (title.plan, title.committee)
        for plan in plans.prefetch_related("titles__committee", "titles__plan")
        for title in plan.titles.all()
    }
    rows = [(plan, committee, reading.waiting_cases(plan, committee).count()) for plan, committee in found]
    rows.sort(key=lambda row: (-row[2], -row[0].year, row[1].name))
    return render(request, "reviews/meeting/choose.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_committee_office)
def meeting_new(request: Request, plan: int, committee: int) -> HttpResponseBase:
    """Create a meeting."""
    of = get_object_or_404(Plan, pk=plan, office=request.actor.agency)
    board = get_object_or_404(Committee, pk=committee, pk__in=of.titles.values("committee"))
    initial = initial_of(of, board, None, list(reading.waiting_cases(of, board)))
    form = MeetingForm(request.POST or None, plan=of, committee=board, initial=initial)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        number = new_number()
        reasons = attempt(request, SCHEDULE_MEETING, of, number=number, **form.as_data())
        if not reasons:
            messages.success(request, "评审会议已创建，请核对后报送评前备案。")
            made = Meeting.objects.get(number=number)
            _warn_of_holiday(request, made)
            return redirect("meeting", made.pk)
    context = {"form": form, "plan": of, "committee": board, "reasons": reasons, "meeting": None}
    return render(request, "reviews/meeting/form.html", context, status=422 if reasons or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(runs_meeting, MEETINGS)
def meeting_edit(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Change a meeting until it convenes; one that was filed goes back and is filed anew."""
    plan, board = meeting.plan, meeting.committee
    form = MeetingForm(
        request.POST or None, plan=plan, committee=board, meeting=meeting, initial=initial_of(plan, board, meeting, [])
    )
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, REVISE_MEETING, meeting, **form.as_data())
        if not reasons:
            meeting.refresh_from_db()
            _say_what_follows(request, meeting)
            return redirect("meeting", meeting.pk)
    context = {"form": form, "plan": plan, "committee": board, "reasons": reasons, "meeting": meeting}
    return render(request, "reviews/meeting/form.html", context, status=422 if reasons or form.errors else 200)


def _say_what_follows(request: Request, meeting: Meeting) -> None:
    is_back = meeting.stage == MeetingStage.SCHEDULED and meeting.changes
    messages.success(request, "会议安排已变更，请重新报送备案。" if is_back else "会议安排已修改。")
    _warn_of_holiday(request, meeting)


def _warn_of_holiday(request: Request, meeting: Meeting) -> None:
    if reason := holiday_on(reading.convening_day(meeting)):
        day = cn_date(reading.convening_day(meeting))
        messages.warning(request, f"召开日期{day}不是工作日（{reason}），请核对会场和专家能否安排。")


@require_safe
@allow(may_see_meeting, MEETINGS)
def meeting(request: Request, meeting: Meeting) -> HttpResponse:
    """The workbench: where it stands, what comes next, agenda, filing, panel, results. Experts see their own page."""
    if request.actor.role == Role.EXPERT:
        return render(request, "reviews/expert/meeting.html", _for_expert(request, meeting))
    context = {"meeting": meeting, "offers": offers(meeting, request.actor), "desk": desk_of(meeting, request.actor)}
    return render(request, "reviews/meeting/meeting.html", context)


def _for_expert(request: Request, meeting: Meeting) -> dict[str, Any]:
    seat = reading.seat_of(request.actor, meeting)
    items = meeting.items.select_related("application__applicant__user", "application__title", "application__employer")
    recusals = dict(seat.recusals.values_list("item_id", "is_own")) if seat else {}
    return {
        "meeting": meeting,
        "seat": seat,
        "rows": [(item, item.pk in recusals) for item in items.order_by("order")],
        "own_recusals": {pk for pk, is_own in recusals.items() if is_own},
        "has_minutes": Minutes.objects.filter(meeting=meeting).exists(),
        "offers": offers(meeting, request.actor),
        "may_recuse": meeting.stage in {MeetingStage.DRAWN, MeetingStage.CONVENED},
        "has_declared": seat is not None and hasattr(seat, "declaration"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@allow(acts_on_meeting, MEETINGS, costs=DEARLY)
def meeting_act(request: Request, meeting: Meeting, act: str) -> HttpResponseBase:
    """One act on a meeting: what will happen, to whom, who is told; then it is done. Only for whom the act is."""
    page = ACT_PAGES.get(act)
    if page is None:
        return redirect("meeting", meeting.pk)
    if request.actor.role not in page.step.roles or not page.step.concerns(meeting, request.actor):
        raise Http404("没有找到您要办理的事项，或当前身份不能办理。")
    form = page.bound(meeting, request.POST or None, request.FILES or None)
    reasons: list[str] = []
    if request.method == "POST" and (form is None or form.is_valid()):
        data = form.as_data() if form else {}
        if LOOK in request.POST:
            return _look(request, page, meeting, data)
        reasons = attempt(request, page.step, meeting, **data)
        if not reasons:
            messages.success(request, page.done)
            return redirect(page.back, meeting.pk)
    return _act_page(request, meeting, page, form, reasons)


def _look(request: Request, page: ActPage, meeting: Meeting, data: dict[str, Any]) -> HttpResponseBase:
    """Show a paper that the act would make; where the act would be refused, its page with the reasons."""
    own = Document.objects.filter(meeting=meeting)
    sheet, reasons = looked_at(request, lambda: perform(page.step, meeting, request.actor, **data), own)
    return sheet or _act_page(request, meeting, page, page.bound(meeting, request.POST), reasons)


def _act_page(
    request: Request, meeting: Meeting, page: ActPage, form: ActForm | None, reasons: list[str]
) -> HttpResponse:
    meeting.refresh_from_db()
    context = {
        "meeting": meeting,
        "page": page,
        "form": form,
        "reasons": reasons,
        "effects": page.effects_on(meeting),
        "told": page.told_of(meeting),
        "back": reverse(page.back, args=[meeting.pk]),
    }
    failed = reasons or (form is not None and form.errors)
    return render(request, page.template, context, status=422 if failed else 200)
