"""An applicant's page: whom he asks not to be judged by."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request
from reviews.forms.conflicts import RequestForm
from reviews.models import Application
from reviews.permissions import owns
from reviews.steps.request_recusal import REQUEST_RECUSAL
from reviews.views.acting import attempt

APPLICATIONS = Application.objects.select_related("applicant__user", "plan__office", "title__committee")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns, APPLICATIONS)
def application_recusals(request: Request, application: Application) -> HttpResponse:
    """Those he named so far, and one more."""
    form = RequestForm(request.POST or None)
    is_open = REQUEST_RECUSAL.is_open_to(application, request.actor)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = attempt(request, REQUEST_RECUSAL, application, **form.typed())
        if not reasons:
            messages.success(request, "回避申请已提交，评委会办公室将在抽取专家前核查。")
            return redirect("application_recusals", application.pk)
    elif not is_open:
        reasons = [REQUEST_RECUSAL.wrong_stage(application)]
    else:
        reasons = list(REQUEST_RECUSAL.standing(application, request.actor))
    is_refused = request.method == "POST"
    context = {
        "application": application,
        "requests": list(application.recusal_requests.all()),
        "form": form,
        "reasons": reasons,
        "is_open": is_open and (is_refused or not reasons),
    }
    return render(request, "reviews/applicant/recusal_requests.html", context, status=422 if is_refused else 200)
