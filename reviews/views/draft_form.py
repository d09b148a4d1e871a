"""The review form while it is being filled in: on the screen, and as a PDF that a worker makes."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.services import jobs
from reviews.documents.draft_form import draft_html
from reviews.models import Application
from reviews.permissions import owns
from reviews.selectors.applications import CASES
from reviews.tasks import DRAFT_FORM
from reviews.terms import terms_for
from reviews.views.filling import while_draft
from reviews.views.sheets import as_sheet


@require_safe
@allow(owns, CASES)
@while_draft
def application_form(request: Request, application: Application) -> HttpResponse:
    """The form as it stands, beside the way back to filling in."""
    context = {"application": application, "form_name": terms_for(application).form_name}
    return render(request, "reviews/applicant/form.html", context)


@require_safe
@allow(owns, CASES)
@while_draft
def application_form_sheet(request: Request, application: Application) -> HttpResponseBase:
    """The sheet alone, for the frame in the page."""
    return as_sheet(request, draft_html(application))


@require_POST
@allow(owns, CASES)
@while_draft
def application_form_pdf(request: Request, application: Application) -> HttpResponse:
    """Have the draft made as a PDF; the page of the job leads to it."""
    job = jobs.start(DRAFT_FORM, request.actor, given={"application": application.pk})
    return redirect("job", job.pk)
