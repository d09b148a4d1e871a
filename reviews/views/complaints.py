"""Complaints: filed by the applicant, listed and answered by the body above."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.narrowing import counts_by
from applicants.views.worklist import table_of
from reviews.enums import ComplaintStage
from reviews.forms.complaints import AnswerForm, ComplaintForm
from reviews.models import Application, Complaint
from reviews.permissions import may_see_complaint, owns
from reviews.selectors import complaints as selector
from reviews.selectors.applications import CASES
from reviews.services.complaints import decision_against, held_against
from reviews.steps.answer_complaint import ANSWER_COMPLAINT
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.views.acting import attempt
from reviews.views.staged import in_stage, staged_context

_MOST = 2000


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns, CASES)
def complaint_file(request: Request, application: Application) -> HttpResponseBase:
    """Ask the body above to look into the decision that ended the case."""
    if not FILE_COMPLAINT.is_open_to(application, request.actor):
        return redirect("application", application.pk)
    form = ComplaintForm(request.POST or None, request.FILES or None)
    reasons = list(FILE_COMPLAINT.standing(application, request.actor))
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, FILE_COMPLAINT, application, **form.as_data())
        if not reasons:
            messages.success(request, "复查申请已提交，答复后会收到消息。")
            return redirect("application", application.pk)
    context = {
        "application": application,
        "decision": decision_against(application),
        "held": held_against(application),
        "form": form,
        "reasons": reasons,
    }
    return render(request, "reviews/results/complain.html", context, status=422 if reasons or form.errors else 200)


@require_safe
@allow(only(Role.HR_BUREAU))
def complaints(request: Request) -> HttpResponse:
    """List the complaints before the bureau; `format=csv` exports them as they are filtered."""
    known = selector.complaints_of(request.actor)
    rows = in_stage(request, selector.searched(known, request.GET.get("q", "")), ComplaintStage)
    if request.GET.get("format") == "csv":
        head = ["受理编号", "申请人", "计划", "所涉决定", "提出时间", "答复期限", "状态"]
        return table_of("complaints", head, (_cells(row) for row in rows.order_by("due_at")[:_MOST]), by=request.actor)
    counts = counts_by(known)
    context = staged_context(request, rows, ComplaintStage, counts, "due_at", newest_first=False)
    return render(request, "reviews/results/complaints.html", context)


def _cells(row: Complaint) -> list[object]:
    case = row.application
    told = [row.decided_by, row.filed_at, row.due_at, row.get_stage_display()]
    return [row.receipt, case.applicant.user.name, case.plan.name, *told]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_see_complaint, selector.COMPLAINTS, key="receipt")
def complaint(request: Request, found: Complaint) -> HttpResponseBase:
    """One complaint with its decision, and the answer."""
    form = AnswerForm(request.POST or None)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = attempt(request, ANSWER_COMPLAINT, found.application, complaint=found, **form.typed())
        if not reasons:
            messages.success(request, "已答复复查申请，并通知申请人。")
            return redirect("complaints")
    context = {
        "complaint": found,
        "case": found.application,
        "form": form,
        "reasons": reasons,
        "papers": found.documents.filter(voided_at=None),
        "may_answer": ANSWER_COMPLAINT.is_open_to(found.application, request.actor),
    }
    return render(request, "reviews/results/complaint.html", context, status=422 if reasons else 200)
