"""Recommendations to a higher committee: the office's list, the bundle, and going on with one."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.selectors.narrowing import counts_by
from accounts.services import exports
from applicants.views.worklist import address_with, table_of
from reviews.enums import CertificateState, CredentialKind
from reviews.forms.recommendations import OnwardForm
from reviews.models import Application, Certificate
from reviews.permissions import may_see_recommendation, owns
from reviews.selectors import recommendations as selector
from reviews.selectors.applications import CASES
from reviews.services.recommendation_bundle import bundle_of
from reviews.services.recommendations import plans_beyond
from reviews.steps.base import ActRefused
from reviews.steps.continue_upward import continue_upward

_MOST = 2000
_HEAD = ["推荐函编号", "姓名", "工作单位", "推荐资格", "专业", "推荐单位", "推荐时间", "状态", "上级申报"]


@require_safe
@allow(only(Role.COMMITTEE_OFFICE, Role.HR_BUREAU))
def recommendations(request: Request) -> HttpResponse:
    """List whom the office's committees put forward, and who files here by it; `format=csv` exports them."""
    known, state = selector.recommendations_before(request.actor), request.GET.get("state", "")
    rows = selector.searched(known, request.GET.get("q", ""))
    rows = rows.filter(state=state) if state in CertificateState.values else rows
    if request.GET.get("format") == "csv":
        return table_of(
            "recommendations", _HEAD, (_cells(row) for row in rows.order_by("-pk")[:_MOST]), by=request.actor
        )
    counts = counts_by(known, "state")
    choices = [("", "全部", sum(counts.values())), *((s.value, s.label, counts[s]) for s in CertificateState)]
    context = {
        "page": page_of(rows, "pk", request.GET),
        "chips": [
            {"label": label, "url": address_with(request, state=value), "count": count, "active": state == value}
            for value, label, count in choices
        ],
        "query": request.GET.get("q", ""),
        "kept": [("state", state)] if state else [],
        "agency": request.actor.agency_id,
        "export": address_with(request, format="csv"),
    }
    return render(request, "reviews/results/recommendations.html", context)


def _cells(row: Certificate) -> list[object]:
    case, said = row.application, row.content
    used = "、".join(f"{each.plan.name}（{each.stage_word}）" for each in row.used_by.all())
    told = [said["title"], said["specialty"], said["committee"], said["obtained_on"], row.get_state_display()]
    return [row.number, said["name"], case.employer.name if case.employer else "", *told, used]


@require_safe
@allow(may_see_recommendation, selector.RECOMMENDATIONS)
def recommendation_bundle(request: Request, recommendation: Certificate) -> HttpResponseBase:
    """Everything to hand over to a higher committee that is not on the platform; who took it is kept."""
    exports.note(request.actor, f"recommendation-{recommendation.number}", 1)
    return FileResponse(bundle_of(recommendation), as_attachment=True, filename=f"推荐材料-{recommendation.number}.zip")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns, CASES)
def application_onward(request: Request, application: Application) -> HttpResponseBase:
    """Choose a plan of a higher committee and begin there with what was filed here."""
    found = application.certificate
    if found is None or found.kind != CredentialKind.RECOMMENDATION or found.state != CertificateState.VALID:
        return redirect("application", application.pk)
    titles = plans_beyond(found)
    form = OnwardForm(titles, request.POST or None, initial={"specialty": application.specialty})
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            begun = continue_upward(found, form.cleaned_data["title"], form.cleaned_data["specialty"], request.actor)
        except ActRefused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "已凭推荐函开始申报，业绩档案、个人述职和已回答的问题已带入，请核对后提交。")
            return redirect("application", begun.pk)
    context: dict[str, Any] = {
        "application": application,
        "recommendation": found,
        "titles": titles,
        "form": form,
        "reasons": reasons,
    }
    return render(request, "reviews/applicant/onward.html", context, status=422 if reasons or form.errors else 200)
