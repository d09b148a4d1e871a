"""The minutes of a meeting: read, signed, carried away, verified with the platform's public key."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, anyone
from accounts.enums import Role
from accounts.http import Request
from reviews.enums import DocumentKind
from reviews.forms.room import SignatureForm
from reviews.models import Meeting, Minutes
from reviews.permissions import may_read_document, reads_minutes, runs_meeting, takes_minutes
from reviews.selectors.meetings import seat_of
from reviews.services.minutes import file_of, office_of
from reviews.steps.base import reasons_against
from reviews.steps.sign_minutes import SIGN_MINUTES
from reviews.views.acting import attempt
from reviews.views.draw import as_file
from reviews.views.meeting import MEETINGS
from zcps import signing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(reads_minutes, MEETINGS)
def minutes(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Read the minutes; whoever was there signs them here."""
    written = _minutes_of(meeting)
    form = SignatureForm(request.POST or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, SIGN_MINUTES, meeting, **form.as_data())
        if not reasons:
            messages.success(request, "您已签署会议纪要。")
            return redirect("minutes", meeting.pk)
    context = {**_shown(request, meeting, written), "form": form, "reasons": reasons}
    return render(request, "reviews/meeting/minutes.html", context, status=422 if reasons or form.errors else 200)


def _minutes_of(meeting: Meeting) -> Minutes:
    found = Minutes.objects.filter(meeting=meeting).first()
    if found is None:
        raise Http404("本次会议没有电子会议纪要，闭会后自动生成。")
    return found


def _shown(request: Request, meeting: Meeting, written: Minutes) -> dict[str, Any]:
    seat = seat_of(request.actor, meeting)
    # Who stepped back from a case does not learn how the others voted on it.
    hidden = set(seat.recusals.values_list("item__order", flat=True)) if seat else set()
    papers = meeting.documents.filter(kind=DocumentKind.MINUTES, voided_at=None)
    return {
        "meeting": meeting,
        "written": written,
        "content": written.content,
        "hidden": hidden,
        "signatures": [(each, office_of(each.seat)) for each in written.signatures.select_related("seat")],
        "may_sign": request.actor.role == Role.EXPERT and not reasons_against(SIGN_MINUTES, meeting, request.actor),
        "takes": takes_minutes(request.actor, meeting),
        "is_office": runs_meeting(request.actor, meeting),
        "papers": [paper for paper in papers if may_read_document(request.actor, paper)],
    }


@require_safe
@allow(takes_minutes, MEETINGS)
def minutes_file(_request: Request, meeting: Meeting) -> HttpResponse:
    """The signed file, from which anybody verifies it (manage.py minutes verify)."""
    return as_file(f"minutes-{meeting.number}", file_of(_minutes_of(meeting)))


@require_safe
@allow(runs_meeting, MEETINGS)
def minutes_roster(_request: Request, meeting: Meeting) -> HttpResponse:
    """Who the labels are; the office keeps it, the signed minutes hold its digest."""
    return as_file(f"roster-{meeting.number}", _minutes_of(meeting).roster)


@require_safe
@allow(anyone)
def signing_keys(_request: Request) -> HttpResponse:
    """The public keys with which the platform's signatures are verified."""
    answer = HttpResponse("".join(signing.public_keys().values()), content_type="application/x-pem-file")
    answer["Content-Disposition"] = 'attachment; filename="zcps-signing-keys.pem"'
    return answer
