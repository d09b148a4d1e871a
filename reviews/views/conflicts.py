"""Ties between experts and applicants: the list, one tie with both opinions, reports of the office, the comparison."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.actor import Actor
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.steps.base import ActRefused, reasons_against
from applicants.views.worklist import address_with, table_of
from reviews.enums import ConflictKind, ConflictSource
from reviews.forms.conflicts import ReportForm, RulingForm
from reviews.forms.meetings import ReasonForm
from reviews.models import Conflict, Meeting
from reviews.permissions import handles_conflict, runs_meeting, sees_conflict, sees_pools
from reviews.selectors import conflict_list as reading
from reviews.selectors.meetings import meetings_of
from reviews.steps.compare_interests import COMPARE_INTERESTS
from reviews.steps.conflicts import ConflictStep
from reviews.steps.judge_conflict import JUDGE_CONFLICT, report
from reviews.steps.return_conflict import RETURN_CONFLICT
from reviews.steps.settle_conflict import SETTLE_CONFLICT
from reviews.views.acting import attempt
from reviews.views.meeting import MEETINGS

CONFLICTS = Conflict.objects.select_related(
    "expert__user", "profile__user", "profile__employer", "meeting__plan", "committee__hr_bureau", "committee__office",
    "proposed_by", "decided_by", "created_by",
)  # fmt: skip
_STEPS: dict[str, ConflictStep] = {step.name: step for step in (JUDGE_CONFLICT, SETTLE_CONFLICT, RETURN_CONFLICT)}
_MOST = 5000


@require_safe
@allow(sees_pools)
def conflicts(request: Request) -> HttpResponse:
    """List the ties that concern the office; `format=csv` exports the list as it is filtered."""
    asked = _asked(request)
    rows = reading.narrowed(reading.conflicts_for(request.actor), asked)
    found = reading.in_state(rows, asked["state"])
    if request.GET.get("format") == "csv":
        return _export(request.actor, found)
    counts, meeting = reading.counts_of(rows), _meeting(request, asked["meeting"])
    context = {
        **asked,
        "page": page_of(found, "pk", request.GET),
        "chips": [
            {"label": label, "url": address_with(request, state=s), "count": counts[s], "active": s == asked["state"]}
            for s, label in reading.STATES.items()
        ],
        "kinds": ConflictKind.choices,
        "sources": ConflictSource.choices,
        "meetings": list(meetings_of(request.actor).order_by("-convenes_at").values_list("pk", "name")[:50]),
        "chosen": meeting,
        "may_compare": meeting is not None and COMPARE_INTERESTS.is_open_to(meeting, request.actor),
        "may_report": meeting is not None and runs_meeting(request.actor, meeting),
        "export": address_with(request, format="csv"),
        "is_filtered": any(asked[name] for name in ("query", "kind", "source", "meeting")),
    }
    return render(request, "reviews/meeting/conflicts.html", context)


def _asked(request: Request) -> dict[str, str]:
    given = request.GET
    state = given.get("state", "open")
    return {
        "query": given.get("q", "").strip()[:60],
        "state": state if state in reading.STATES else "open",
        **{name: given.get(name, "")[:20] for name in ("kind", "source", "meeting")},
    }


def _meeting(request: Request, key: str) -> Meeting | None:
    mine = meetings_of(request.actor).values("pk")
    return MEETINGS.filter(pk__in=mine, pk=int(key)).first() if key.isdecimal() else None


def _export(by: Actor, rows: Any) -> HttpResponse:
    head = ["专家", "专家单位", "申报人", "申报人单位", "类别", "来源", "状态", "待复核意见", "情况", "会议"]
    return table_of("conflicts", head, (_cells(row) for row in rows.order_by("-pk")[:_MOST]), by=by)


def _cells(row: Conflict) -> list[object]:
    profile = row.profile
    return [
        row.expert.user.name, row.expert.employer_name, profile.user.name if profile else "",
        profile.employer.name if profile and profile.employer else "", row.get_kind_display(),
        row.get_source_display(), row.get_stage_display(), row.get_proposal_display(), row.note,
        row.meeting.name if row.meeting else "",
    ]  # fmt: skip


@require_safe
@allow(sees_conflict, CONFLICTS)
def conflict(request: Request, conflict: Conflict) -> HttpResponse:
    """One tie: what is known, from where, what was proposed and decided, and by whom."""
    return _page(request, conflict, {}, [])


def _page(
    request: Request, conflict: Conflict, forms: dict[str, Any], reasons: list[str], status: int = 200
) -> HttpResponse:
    may_act = handles_conflict(request.actor, conflict)
    context = {
        "conflict": conflict,
        "history": reading.history_of(conflict),
        "reasons": reasons,
        "may_judge": may_act and not conflict.proposal,
        "may_settle": may_act and bool(conflict.proposal),
        "settle_obstacles": reasons_against(SETTLE_CONFLICT, conflict, request.actor) if may_act else [],
        "ruling": forms.get("judge_conflict") or RulingForm(),
        "turning": forms.get("return_conflict") or ReasonForm(prefix="return"),
    }
    return render(request, "reviews/meeting/conflict.html", context, status=status)


@require_POST
@allow(handles_conflict, CONFLICTS)
def conflict_act(request: Request, conflict: Conflict, act: str) -> HttpResponseBase:
    """Propose, agree, or disagree."""
    step = _STEPS.get(act)
    if step is None:
        raise Http404("没有这项办理。请从利害关系页面进入。")
    form = {
        "judge_conflict": RulingForm(request.POST),
        "return_conflict": ReasonForm(request.POST, prefix="return"),
    }.get(act)
    if reasons := attempt(request, step, conflict, **(form.typed() if form else {})):
        return _page(request, CONFLICTS.get(pk=conflict.pk), {act: form}, reasons, status=422)
    messages.success(request, f"已{step.verb}。")
    return redirect("conflict", conflict.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(runs_meeting, MEETINGS)
def conflict_report(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Write down a tie that the office has learnt of; a second person confirms it."""
    form = ReportForm(request.POST or None, meeting=meeting)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = report(request.actor, meeting, **form.as_data())
        except ActRefused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "已登记，须由另一人复核后生效。")
            return redirect("conflict", made.pk)
    context = {"meeting": meeting, "form": form, "reasons": reasons}
    return render(
        request, "reviews/meeting/conflict_report.html", context, status=422 if reasons or form.errors else 200
    )


@require_POST
@allow(runs_meeting, MEETINGS)
def conflicts_compare(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Compare the agenda with the pool once more."""
    before = meeting.conflicts.count()
    reasons = attempt(request, COMPARE_INTERESTS, meeting)
    for reason in reasons:
        messages.error(request, reason)
    if not reasons:
        messages.success(request, f"已比对议程与专家库，新发现 {meeting.conflicts.count() - before} 项。")
    return redirect(f"{reverse('conflicts')}?meeting={meeting.pk}")
