"""The applicant's own cases: the list, starting, the task list, checking and filing, withdrawing."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.actor import Actor
from accounts.http import Request
from applicants.models import Profile
from applicants.permissions import is_applicant
from applicants.selectors.profiles import profile_of
from applicants.services.profiles import own_profile
from reviews.enums import Stage
from reviews.forms.filling import TargetForm, WithdrawForm
from reviews.models import Application, Plan
from reviews.permissions import owns
from reviews.selectors.applications import CASES, cards_of
from reviews.selectors.deadlines import suggested_filing_day, working_days_left
from reviews.selectors.findings import groups_of
from reviews.selectors.plans import deadlines_of, in_state, published_plans
from reviews.selectors.task_list import open_defects, section_of
from reviews.selectors.timeline import standing_of, timeline_of
from reviews.services.readiness import readiness_of
from reviews.steps.base import ActRefused, perform
from reviews.steps.file import FILE
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.steps.request_recusal import REQUEST_RECUSAL
from reviews.steps.start import reasons_against_plan, start_application
from reviews.steps.withdraw import WITHDRAW
from reviews.views.settled import settled_context
from reviews.views.summary import summary_of
from zcps import clock


@require_safe
@allow(is_applicant)
def my_applications(request: Request) -> HttpResponse:
    """What to do next and until when, for every application; the plans that are open."""
    profile = profile_of(request.actor)
    cards = cards_of(profile) if profile else []
    taken = {card.application.plan_id for card in cards if card.is_live}
    plans = in_state(published_plans(), "open").exclude(pk__in=taken).order_by("filing_closes", "pk")[:10]
    context = {"cards": cards, "plans": [(plan, deadlines_of(plan)[0]) for plan in plans], "profile": profile}
    return render(request, "reviews/applicant/my_applications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_applicant)
def application_start(request: Request, code: str) -> HttpResponseBase:
    """Choose title and specialty under a plan; all that speaks against it is said before."""
    plan = _plan(code)
    profile = _profile(request)
    form = TargetForm(plan, request.POST or None)
    against = list(reasons_against_plan(plan, profile))
    if request.method == "POST" and form.is_valid():
        try:
            started = start_application(
                plan, profile, request.actor, form.cleaned_data["title"], form.cleaned_data["specialty"]
            )
        except ActRefused as refused:
            against = refused.reasons
        else:
            messages.success(request, "已开始申报，所有填写内容会自动保存。")
            return redirect("application", started.pk)
    context = {
        "plan": plan,
        "form": form,
        "against": against,
        "deadline": deadlines_of(plan)[0],
        "own": _own(plan, profile),
    }
    return render(request, "reviews/applicant/start.html", context, status=422 if request.method == "POST" else 200)


def _plan(code: str) -> Plan:
    return get_object_or_404(published_plans(), code=code)


def _own(plan: Plan, profile: Profile) -> Application | None:
    return CASES.filter(plan=plan, applicant=profile).order_by("-pk").first()


def _profile(request: Request) -> Profile:
    user = request.actor.user
    assert user is not None, "the rule lets in nobody else"  # noqa: S101 - for the type checker
    return profile_of(request.actor) or own_profile(user)


@require_safe
@allow(owns, CASES)
def application(request: Request, application: Application) -> HttpResponse:
    """The task list of a draft; where the case stands once it is filed."""
    context = {
        "application": application,
        "standing": standing_of(application),
        "case_timeline": timeline_of(application),
        "may_withdraw": WITHDRAW.is_open_to(application, request.actor),
        "may_ask_recusal": REQUEST_RECUSAL.is_open_to(application, request.actor),
        **_complaints(application, request.actor),
        **settled_context(request.actor, application),
    }
    if application.stage != Stage.DRAFT:
        return render(request, "reviews/applicant/application.html", context)
    context |= {
        "tasks": readiness_of(application).tasks,
        "suggested": suggested_filing_day(application.plan),
        "left": working_days_left(application.due_at),
        "defects": [(section_of(defect), defect) for defect in open_defects(application)],
        "deadlines": deadlines_of(application.plan),
    }
    return render(request, "reviews/applicant/draft.html", context)


def _complaints(application: Application, actor: Actor) -> dict[str, object]:
    """What was complained of, and whether there is time to; nothing is asked about a case that goes on."""
    if not FILE_COMPLAINT.is_open_to(application, actor):
        return {"complaints": application.complaints.all() if application.filed_at else []}
    may = not list(FILE_COMPLAINT.standing(application, actor))
    return {"may_complain": may, "complaints": application.complaints.all()}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns, CASES)
def application_check(request: Request, application: Application) -> HttpResponseBase:
    """Everything once more, everything that is missing, and what filing does; POST files."""
    if application.stage != Stage.DRAFT:
        return redirect("application", application.pk)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            perform(FILE, application, request.actor)
        except ActRefused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "申报已提交，用人单位将进行审核和公示。")
            return redirect("application", application.pk)
    ready = readiness_of(application)
    known = {gap.sentence: gap.url for gap in ready.gaps}
    late = [reason for reason in FILE.obstacles(application, request.actor) if reason not in known]
    problems = [(reason, known.get(reason, "")) for reason in dict.fromkeys([*late, *reasons, *known])]
    context = {
        "application": application,
        "ready": ready,
        "problems": problems,
        "summary": summary_of(ready),
        "suggested": suggested_filing_day(application.plan),
        "future": timeline_of(application).future,
        "subject": f"{application.applicant.user.name} · {application.title or ''}",
        "effects": _effects_of_filing(application),
        "told": [str(application.applicant.employer or "")],
        "groups": groups_of(ready.examination.as_json()) if ready.examination else [],
    }
    return render(request, "reviews/applicant/check.html", context, status=409 if reasons else 200)


def _effects_of_filing(application: Application) -> list[str]:
    employer, days = application.applicant.employer or "用人单位", application.plan.publicity_days
    return [
        "全部申报内容即行锁定并留存，提交后不能自行修改",
        f"{employer}审核后，在单位公示不少于 {days} 个工作日",
        "有需要补正的，会一次性告知全部问题",
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns, CASES)
def application_withdraw(request: Request, application: Application) -> HttpResponseBase:
    """Say what withdrawing means, then do it."""
    form = WithdrawForm(request.POST or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            perform(WITHDRAW, application, request.actor, reason=form.cleaned_data["reason"])
        except ActRefused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "申报已撤回。申报期内，您可以在同一计划中重新开始申报。")
            return redirect("my_applications")
    employer = application.employer if application.filed_at else None
    context = {
        "application": application,
        "form": form,
        "reasons": reasons,
        "open": WITHDRAW.is_open_to(application, request.actor),
        "subject": f"{application.applicant.user.name} · {application.title or ''}",
        "effects": _effects_of_withdrawal(application),
        "told": [employer.name] if employer else ["仅您本人"],
    }
    return render(request, "reviews/applicant/withdraw.html", context, status=422 if reasons else 200)


def _effects_of_withdrawal(application: Application) -> list[str]:
    effects = ["本次申报即行终止，各机构不再办理", "业绩档案、个人信息和学时不受影响"]
    if clock.now() < application.plan.filing_closes:
        return [*effects, "个人申报截止前，可以在同一计划中重新开始申报"]
    return [*effects, "个人申报已经截止，撤回后不能再申报本计划"]
