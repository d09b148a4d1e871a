"""Our people reviewed elsewhere: the person's requests, the register of the offices, one request with its acts."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.selectors.narrowing import counts_by
from applicants.models import Profile
from applicants.permissions import is_applicant
from applicants.selectors.profiles import profile_of
from applicants.views.worklist import table_of
from reviews.enums import EntrustmentStage
from reviews.forms.bodies import ActForm
from reviews.forms.entrusting import AgreeForm, EntrustmentForm, LetterForm, OutcomeForm, ReasonForm
from reviews.models import Entrustment
from reviews.permissions import may_read_entrustment, reads_entrustments
from reviews.selectors import entrusting as selector
from reviews.services.entrustments import against_asking, bureau_for, new_entrustment
from reviews.steps.agree_entrustment import AGREE_ENTRUSTMENT
from reviews.steps.base import ActRefused, perform
from reviews.steps.entrustments import EntrustmentStep
from reviews.steps.issue_entrustment import ISSUE_ENTRUSTMENT
from reviews.steps.refuse_entrustment import REFUSE_ENTRUSTMENT
from reviews.steps.report_outcome import REPORT_OUTCOME
from reviews.steps.return_entrustment import RETURN_ENTRUSTMENT
from reviews.steps.submit_entrustment import SUBMIT_ENTRUSTMENT
from reviews.steps.withdraw_entrustment import WITHDRAW_ENTRUSTMENT
from reviews.views.acting import attempt
from reviews.views.staged import in_stage, staged_context
from zcps.templatetags.chinese import cn_plain

_MOST = 2000
_ACTS: dict[str, tuple[EntrustmentStep, type[ActForm]]] = {
    step.name: (step, form)
    for step, form in (
        (AGREE_ENTRUSTMENT, AgreeForm),
        (ISSUE_ENTRUSTMENT, LetterForm),
        (RETURN_ENTRUSTMENT, ReasonForm),
        (REFUSE_ENTRUSTMENT, ReasonForm),
        (REPORT_OUTCOME, OutcomeForm),
        (WITHDRAW_ENTRUSTMENT, ActForm),
    )
}
_HEAD = [
    *("申请编号", "姓名", "工作单位", "年度", "资格", "级别", "受委托评委会", "状态"),
    *("委托评审函", "出具时间", "结果", "证书编号"),
]


@require_safe
@allow(is_applicant)
def my_entrustments(request: Request) -> HttpResponse:
    """What somebody has asked for, the newest first."""
    profile = profile_of(request.actor)
    rows = selector.ENTRUSTMENTS.filter(profile=profile).order_by("-pk")[:50] if profile else ()
    return render(request, "reviews/entrusting/mine.html", {"rows": rows, "against": against_asking(profile)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_applicant)
def entrustment_new(request: Request) -> HttpResponseBase:
    """Ask to be reviewed elsewhere."""
    profile = profile_of(request.actor)
    if profile is None or against_asking(profile):
        return redirect("my_entrustments")
    form = EntrustmentForm(request.POST or None, request.FILES or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = _submitted(request, profile, form)
        except ActRefused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "委托评审申请已提交，由所在单位审核。")
            return redirect("entrustment", made.pk)
    context = {"form": form, "reasons": reasons}
    return render(request, "reviews/entrusting/ask.html", context, status=422 if reasons or form.errors else 200)


@transaction.atomic
def _submitted(request: Request, profile: Profile, form: EntrustmentForm) -> Entrustment:
    bureau = bureau_for(profile.employer) if profile.employer else None
    assert bureau is not None, "against_asking() has asked"  # noqa: S101 - for the type checker
    return perform(SUBMIT_ENTRUSTMENT, new_entrustment(profile, bureau), request.actor, **form.as_data())


@require_safe
@allow(reads_entrustments)
def entrustments(request: Request) -> HttpResponse:
    """The register of an office or an employer; `format=csv` exports it as it is filtered."""
    known = selector.entrustments_before(request.actor)
    rows = in_stage(request, selector.searched(known, request.GET.get("q", "")), EntrustmentStage)
    if request.GET.get("format") == "csv":
        return table_of("entrustments", _HEAD, (_cells(row) for row in rows.order_by("-pk")[:_MOST]), by=request.actor)
    context = staged_context(request, rows, EntrustmentStage, counts_by(known))
    return render(request, "reviews/entrusting/register.html", context)


def _cells(row: Entrustment) -> list[object]:
    asked = [row.year, row.title, row.get_level_display(), row.committee, row.get_stage_display()]
    came = [row.get_outcome_display(), row.certificate_number]
    letter = [row.letter_number, cn_plain(row.issued_at)]
    return [row.number, row.profile.user.name, row.employer.name, *asked, *letter, *came]


@require_safe
@allow(may_read_entrustment, selector.ENTRUSTMENTS)
def entrustment(request: Request, found: Entrustment) -> HttpResponse:
    """One request: what is asked, what each body said, what the one who looks can do."""
    return _page(request, found)


@require_POST
@allow(may_read_entrustment, selector.ENTRUSTMENTS)
def entrustment_act(request: Request, found: Entrustment, name: str) -> HttpResponseBase:
    """Do one of the acts; what was refused is shown with what was typed."""
    if name not in _ACTS:
        raise Http404("没有这项办理。")
    step, kind = _ACTS[name]
    form = kind(request.POST, request.FILES, prefix=name)
    given = form.typed()
    reasons = [str(sentence) for each in form.errors.values() for sentence in each]
    reasons = reasons or attempt(request, step, found, **given)
    if reasons:
        return _page(request, found, reasons, form)
    messages.success(request, f"已办理“{step.verb}”。")
    return redirect("entrustment", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_read_entrustment, selector.ENTRUSTMENTS)
def entrustment_mend(request: Request, found: Entrustment) -> HttpResponseBase:
    """Change a request that came back, and submit it anew."""
    if not SUBMIT_ENTRUSTMENT.is_open_to(found, request.actor):
        return redirect("entrustment", found.pk)
    initial = {name: getattr(found, name) for name in EntrustmentForm.base_fields if name != "evidence"}
    form = EntrustmentForm(request.POST or None, request.FILES or None, initial=initial)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, SUBMIT_ENTRUSTMENT, found, **form.as_data())
        if not reasons:
            messages.success(request, "委托评审申请已重新提交，由所在单位审核。")
            return redirect("entrustment", found.pk)
    context = {"form": form, "reasons": reasons, "found": found}
    return render(request, "reviews/entrusting/ask.html", context, status=422 if reasons or form.errors else 200)


def _page(
    request: Request, found: Entrustment, reasons: list[str] | None = None, filled: ActForm | None = None
) -> HttpResponse:
    offered = [
        {"step": step, "form": filled if filled and filled.prefix == name else kind(prefix=name)}
        for name, (step, kind) in _ACTS.items()
        if step.is_open_to(found, request.actor)
    ]
    context: dict[str, Any] = {
        "found": found,
        "offered": offered,
        "reasons": reasons,
        "may_mend": SUBMIT_ENTRUSTMENT.is_open_to(found, request.actor),
        "paper": found.documents.filter(voided_at=None).first(),
        "is_own": found.profile.user_id == (request.actor.user.pk if request.actor.user else None),
    }
    return render(request, "reviews/entrusting/entrustment.html", context, status=422 if reasons else 200)
