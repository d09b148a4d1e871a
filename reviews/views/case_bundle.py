"""A case as one archive: what is in it, having it made, taking it away."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.enums import JobStage
from accounts.http import Request
from accounts.models import Job
from accounts.services.jobs import KEPT, start
from reviews.documents.case_bundle import KIND
from reviews.models import Application
from reviews.permissions import may_take_bundle, owns
from reviews.views.cases import CASES


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_take_bundle, CASES)
def case_bundle(request: Request, application: Application) -> HttpResponseBase:
    """Say what is in it and show the last one; POST has a new one made."""
    if request.method == "POST":
        with transaction.atomic():
            return redirect("job", start(KIND, request.actor, given={"application": application.pk}).pk)
    return _page(request, application)


def _page(request: Request, application: Application) -> HttpResponse:
    made = Job.objects.filter(kind=KIND, owner=request.user.pk, role=request.actor.role, stage=JobStage.DONE)
    last = made.filter(input__application=application.pk).select_related("result_file").order_by("-pk").first()
    context = {
        "case": application,
        "is_own": owns(request.actor, application),
        "job": last,
        "file": last.result_file if last else None,
        "until": last.finished_at + KEPT if last and last.finished_at else None,
    }
    return render(request, "reviews/papers/case_bundle.html", context)
