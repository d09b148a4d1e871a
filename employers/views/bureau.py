"""The HR bureau's side of registrations."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request, agency_of
from accounts.selectors.keyset import page_of
from accounts.steps.base import ActRefused, perform
from employers.documents.registration_list import registration_list
from employers.enums import EmployerStage
from employers.forms.affiliation import AffiliationForm
from employers.forms.registration import ReturnForm, affiliation_of
from employers.models import Employer
from employers.permissions import sees_registration
from employers.selectors.officers import officers_of
from employers.selectors.registrations import AFFILIATED, counts_by_stage, matching, registrations_at, submitter_of
from employers.steps.approve_registration import approve_registration
from employers.steps.return_registration import return_registration
from employers.steps.settle_affiliation import settle_affiliation
from zcps.spreadsheet import csv_file

A_BUREAU = only(Role.HR_BUREAU)
MOST_EXPORTED = 5000
EMPLOYERS = Employer.objects.select_related(*AFFILIATED, "authorisation_letter")
STAGES = (EmployerStage.REVIEW, EmployerStage.RETURNED, EmployerStage.BOUND)


@require_GET
@allow(A_BUREAU)
def employer_registrations(request: Request) -> HttpResponse:
    """List what waits, the longest waiting first, and what has been examined."""
    bureau, stage, query = agency_of(request), _stage(request), request.GET.get("q", "").strip()
    rows = matching(registrations_at(bureau), stage, query)
    counts = counts_by_stage(bureau)
    chips = [{"label": s.label, "url": f"?stage={s}", "count": counts.get(s, 0), "active": s == stage} for s in STAGES]
    page = page_of(rows, "submitted_at", request.GET, newest_first=stage != EmployerStage.REVIEW)
    export = f"export/?{request.GET.urlencode()}"
    context = {"page": page, "chips": chips, "query": query, "stage": stage, "export": export}
    return render(request, "employers/registrations.html", context)


@require_GET
@allow(A_BUREAU)
def employer_registrations_export(request: Request) -> HttpResponse:
    """Send the list as it is filtered."""
    rows = matching(registrations_at(agency_of(request)), _stage(request), request.GET.get("q", "").strip())
    text = registration_list(rows.order_by("submitted_at", "pk")[:MOST_EXPORTED])
    return csv_file("registrations.csv", text)


@require_http_methods(["GET", "POST"])
@allow(sees_registration, EMPLOYERS)
def employer_registration(request: Request, employer: Employer) -> HttpResponseBase:
    """Examine one registration: approve it, or return it with everything that is wrong."""
    form = ReturnForm(request.POST if "return" in request.POST else None)
    affiliation = AffiliationForm(request.POST if "settle" in request.POST else None, initial=affiliation_of(employer))
    reasons: list[str] = []
    if request.method == "POST":
        reasons = _act(request, employer, form, affiliation)
        if not reasons:
            return redirect("employer_registrations")
        employer.refresh_from_db()
    context = {"employer": employer, "form": form, "reasons": reasons, "submitter": submitter_of(employer)}
    context["officers"] = officers_of(employer)
    context["affiliation"] = affiliation if employer.stage == EmployerStage.BOUND else None
    context["open"] = employer.stage == EmployerStage.REVIEW
    return render(request, "employers/registration.html", context, status=422 if reasons else 200)


def _act(request: Request, employer: Employer, form: ReturnForm, affiliation: AffiliationForm) -> list[str]:
    """Return why it was not done; empty when it was."""
    try:
        if "return" in request.POST:
            if not form.is_valid():
                return ["退回意见有误，请按提示修改。"]
            perform(return_registration, employer, by=request.actor, defects=form.defects())
            messages.success(request, f"已将“{employer.name}”的注册退回补正，并通知其经办人。")
        elif "settle" in request.POST:
            if not affiliation.is_valid():
                return ["选择有误，请从列表中重新选择。"]
            perform(settle_affiliation, employer, by=request.actor, **affiliation.cleaned_data)
            messages.success(request, f"已核定“{employer.name}”的隶属关系，并通知其经办人。")
        else:
            perform(approve_registration, employer, by=request.actor)
            messages.success(request, f"已审核通过“{employer.name}”的注册，并通知其经办人。")
    except ActRefused as refusal:
        return refusal.reasons
    return []


def _stage(request: Request) -> str:
    asked = request.GET.get("stage", "")
    return asked if asked in STAGES else EmployerStage.REVIEW
