"""The page that stands before every file: a drawn expert declares his ties to the applicants."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request
from reviews.forms.declaration import DeclarationForm
from reviews.models import Meeting
from reviews.permissions import sits_on
from reviews.steps.base import reasons_against
from reviews.steps.declare_interests import DECLARE_INTERESTS
from reviews.views.acting import attempt
from reviews.views.meeting import MEETINGS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(sits_on, MEETINGS)
def declaration(request: Request, meeting: Meeting) -> HttpResponseBase:
    """Names and employers only: nobody should have to read a file to learn that he must not read it."""
    items = list(
        meeting.items.select_related("application__applicant__user", "application__employer").order_by("order")
    )
    form = DeclarationForm(request.POST or None, items=items)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, DECLARE_INTERESTS, meeting, **form.as_data())
        if not reasons:
            messages.success(request, "利害关系声明已提交，可以查看评审对象的材料。")
            return redirect("meeting", meeting.pk)
    elif request.method != "POST":
        reasons = reasons_against(DECLARE_INTERESTS, meeting, request.actor, ties={}, is_true=True)
    is_refused = request.method == "POST"
    context = {"meeting": meeting, "form": form, "reasons": reasons, "is_open": is_refused or not reasons}
    return render(request, "reviews/expert/declaration.html", context, status=422 if is_refused else 200)
