"""Asking an office: the public page of common questions, the form, the office's list and its answers."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, anyone, only
from accounts.http import Request, agency_of
from accounts.limits import too_many
from accounts.selectors.keyset import page_of
from accounts.selectors.narrowing import counts_by
from applicants.views.worklist import address_with, table_of
from reviews.enums import InquiryStage, InquiryTopic
from reviews.forms.inquiries import AnswerForm, AskForm, QuestionForm, ReasonForm
from reviews.models import CommonQuestion, Inquiry, Plan
from reviews.permissions import ANSWERING, answers_inquiry, keeps_question
from reviews.selectors import inquiries as selector
from reviews.selectors.plans import published_plans
from reviews.services.inquiries import ANSWER_DAYS, receive
from reviews.steps.answer_inquiry import ANSWER_INQUIRY
from reviews.steps.publish_question import PUBLISH_QUESTION
from reviews.steps.withdraw_question import WITHDRAW_QUESTION
from reviews.views.acting import attempt
from reviews.views.staged import in_stage, staged_context

_MOST = 2000
TOO_OFTEN = "提交或查询次数过多，请于 10 分钟后再试。"


def _topics(request: Request, topic: str) -> list[dict[str, object]]:
    choices = [("", "全部"), *InquiryTopic.choices]
    return [
        {"label": label, "url": address_with(request, topic=value), "count": "", "active": topic == value}
        for value, label in choices
    ]


def _topic_of(request: Request) -> str:
    topic = request.GET.get("topic", "")
    return topic if topic in InquiryTopic.values else ""


@require_safe
@allow(anyone)
def questions(request: Request) -> HttpResponse:
    """Answers to what many ask, and how an office is asked."""
    words, topic = request.GET.get("q", ""), _topic_of(request)
    context = {
        "page": page_of(selector.published(words, topic), "pk", request.GET),
        "topics": _topics(request, topic),
        "query": words,
        "kept": [("topic", topic)] if topic else [],
        "days": ANSWER_DAYS,
    }
    return render(request, "reviews/help/questions.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(anyone)
def ask_question(request: Request) -> HttpResponse:
    """Take a question; by its number the answer is looked up here too."""
    asked = request.GET.get("receipt", "").strip().upper()
    if asked:
        return _status(request, asked)
    plan = published_plans().filter(code=request.GET.get("plan", "")).first()
    form = AskForm(request.POST or None, initial=_known(request, plan))
    if request.method != "POST" or not form.is_valid():
        return _ask_page(request, form, plan, 422 if form.errors else 200)
    if too_many(request, "inquiry"):
        form.add_error(None, TOO_OFTEN)
        return _ask_page(request, form, plan, 429)
    told = form.cleaned_data
    kept = receive(told["agency"], plan, **{name: told[name].strip() for name in told if name != "agency"})
    return render(request, "reviews/help/question_status.html", {"inquiry": kept, "receipt": kept.receipt, "new": True})


def _known(request: Request, plan: Plan | None) -> dict[str, object]:
    user = request.actor.user
    own = {"name": user.name, "email": user.email} if user else {}
    return {**own, "agency": plan.office_id if plan else None, "topic": request.GET.get("topic", "")}


def _status(request: Request, receipt: str) -> HttpResponse:
    if too_many(request, "inquiry_status"):
        form = AskForm()
        return _ask_page(request, form, None, 429, TOO_OFTEN)
    found = selector.INQUIRIES.filter(receipt=receipt).first()
    return render(request, "reviews/help/question_status.html", {"inquiry": found, "receipt": receipt, "new": False})


def _ask_page(request: Request, form: AskForm, plan: Plan | None, status: int, refused: str = "") -> HttpResponse:
    context = {"form": form, "plan": plan, "days": ANSWER_DAYS, "refused": refused}
    return render(request, "reviews/help/ask.html", context, status=status)


@require_safe
@allow(only(*ANSWERING))
def inquiries(request: Request) -> HttpResponse:
    """List what the office was asked; `format=csv` exports it as it is filtered."""
    known, topic = selector.inquiries_of(request.actor), _topic_of(request)
    rows = in_stage(request, selector.searched(known, request.GET.get("q", ""), topic), InquiryStage)
    if request.GET.get("format") == "csv":
        head = ["受理编号", "咨询事项", "问题", "提出时间", "答复期限", "状态", "答复", "依据"]
        return table_of("inquiries", head, (_cells(row) for row in rows.order_by("due_at")[:_MOST]))
    context = staged_context(request, rows, InquiryStage, counts_by(known), "due_at", newest_first=False)
    context |= {"topics": _topics(request, topic)}
    context["kept"] = [*context["kept"], *([("topic", topic)] if topic else [])]
    return render(request, "reviews/help/inquiries.html", context)


def _cells(row: Inquiry) -> list[object]:
    asked = [row.receipt, row.get_topic_display(), row.text, row.asked_at, row.due_at]
    return [*asked, row.get_stage_display(), row.answer, row.clause]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(answers_inquiry, selector.INQUIRIES, key="receipt")
def inquiry(request: Request, found: Inquiry) -> HttpResponseBase:
    """One question, and its answer."""
    form, reasons = AnswerForm(request.POST or None), []
    if request.method == "POST":
        reasons = attempt(request, ANSWER_INQUIRY, found, **form.typed())
        if not reasons:
            messages.success(request, "已答复，答复将发送至咨询人预留的电子邮箱。")
            return redirect("inquiry", found.receipt)
    context = {"inquiry": found, "form": form, "reasons": reasons, "is_open": found.stage == InquiryStage.OPEN}
    return render(request, "reviews/help/inquiry.html", context, status=422 if reasons else 200)


@require_safe
@allow(only(*ANSWERING))
def common_questions(request: Request) -> HttpResponse:
    """What the office has published, and withdrawn."""
    page = page_of(selector.questions_of(request.actor), "pk", request.GET)
    return render(request, "reviews/help/common_questions.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(only(*ANSWERING))
def common_question_new(request: Request) -> HttpResponseBase:
    """Publish an answer; begun from a question that was asked, its text is there already."""
    asked = selector.inquiries_of(request.actor).filter(receipt=request.GET.get("inquiry", "")).first()
    known = {"topic": asked.topic, "answer": asked.answer, "clause": asked.clause} if asked else {}
    form, reasons = QuestionForm(request.POST or None, initial=known), []
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            draft = CommonQuestion.objects.create(agency=agency_of(request), **form.as_data())
            if reasons := attempt(request, PUBLISH_QUESTION, draft):
                transaction.set_rollback(True)
        if not reasons:
            messages.success(request, "已发布，公众可在“帮助”的常见问题中查看。")
            return redirect("common_questions")
    context = {"form": form, "reasons": reasons, "asked": asked}
    return render(
        request, "reviews/help/common_question_new.html", context, status=422 if reasons or form.errors else 200
    )


@require_POST
@allow(keeps_question, selector.QUESTIONS)
def common_question_withdraw(request: Request, question: CommonQuestion) -> HttpResponseBase:
    """Take an answer off the public page."""
    reasons = attempt(request, WITHDRAW_QUESTION, question, **ReasonForm(request.POST).typed())
    for reason in reasons:
        messages.error(request, reason)
    if not reasons:
        messages.success(request, "已撤下，不再公开显示。")
    return redirect("common_questions")
