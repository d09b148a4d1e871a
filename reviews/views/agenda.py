"""The groups of a meeting and the order of its agenda: filled in by the office, kept by one act."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request
from reviews.forms.agendas import AgendaForm
from reviews.models import Meeting
from reviews.permissions import runs_meeting
from reviews.selectors.agendas import departures_of, recused_from
from reviews.steps.arrange_agenda import ARRANGE_AGENDA
from reviews.steps.meeting_changes import CHANGEABLE
from reviews.views.acting import attempt
from reviews.views.meeting import MEETINGS


@require_http_methods(["GET", "HEAD", "POST"])
@allow(runs_meeting, MEETINGS)
def agenda(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Group the items, order them by hand, or so that experts who step back leave seldom."""
    if meeting.stage not in CHANGEABLE:
        return redirect("meeting", meeting.pk)
    items = list(
        meeting.items.select_related(
            "application__applicant__user", "application__title", "application__employer", "group"
        ).order_by("order")
    )
    form = AgendaForm(meeting, items, request.POST if request.method == "POST" else None)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = form.problems() or attempt(request, ARRANGE_AGENDA, meeting, **_data(request, form))
        if not reasons:
            messages.success(request, "分组和议程次序已保存。")
            return redirect("agenda", meeting.pk)
    recused = recused_from(meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "rows": [(row, len(recused.get(row.item.pk, ()))) for row in form.items],
        "departures": departures_of(meeting),
        "reasons": reasons,
    }
    return render(request, "reviews/meeting/agenda_edit.html", context, status=422 if reasons else 200)


def _data(request: Request, form: AgendaForm) -> dict[str, Any]:
    return {**form.as_data(), "by_recusals": request.POST.get("act") == "by_recusals"}
