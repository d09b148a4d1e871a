"""A case as one archive: for what it is taken, what is in it, having it made, taking it away."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.enums import JobStage
from accounts.http import Request
from accounts.models import Job, JournalEntry
from accounts.services.jobs import KEPT, start
from reviews.documents.case_bundle import KIND
from reviews.forms.case_bundle import BundleForm
from reviews.models import Application
from reviews.permissions import may_take_bundle, owns
from reviews.views.cases import CASES

_TAKINGS_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_take_bundle, CASES)
def case_bundle(request: Request, application: Application) -> HttpResponseBase:
    """Say what is in it and show the last one; POST has a new one made, for an office by a reason."""
    if owns(request.actor, application):
        # Nobody needs a reason for what is his own.
        return _begun(request, application, {}) if request.method == "POST" else _page(request, application, None)
    form = BundleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _begun(request, application, form.why())
    return _page(request, application, form)


@transaction.atomic
def _begun(request: Request, application: Application, why: dict[str, str]) -> HttpResponseBase:
    return redirect("job", start(KIND, request.actor, given={"application": application.pk, **why}).pk)


def _page(request: Request, application: Application, form: BundleForm | None) -> HttpResponse:
    own = {"owner": request.user.pk, "role": request.actor.role, "agency": request.actor.agency}
    made = Job.objects.filter(kind=KIND, stage=JobStage.DONE, **own)
    last = made.filter(input__application=application.pk).select_related("result_file").order_by("-pk").first()
    context = {
        "case": application,
        "form": form,
        "job": last,
        "file": last.result_file if last else None,
        "until": last.finished_at + KEPT if last and last.finished_at else None,
        "takings": _takings(application) if form else [],
    }
    return render(request, "reviews/papers/case_bundle.html", context, status=422 if form and form.errors else 200)


def _takings(application: Application) -> list[JournalEntry]:
    """Return by whom and for what it was taken, the latest first."""
    of_it = JournalEntry.objects.filter(subject_type=application._meta.label_lower, subject_id=application.pk, act=KIND)
    return list(of_it.order_by("-number")[:_TAKINGS_SHOWN])
