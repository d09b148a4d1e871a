"""The results that go back to the bodies which entrusted their people to a committee here."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.narrowing import counts_by
from applicants.views.worklist import table_of
from reviews.enums import ReplyStage
from reviews.forms.entrusting import SendForm
from reviews.models import EntrustedReply
from reviews.permissions import may_see_reply
from reviews.selectors import entrusting as selector
from reviews.steps.send_reply import SEND_REPLY
from reviews.views.acting import attempt
from reviews.views.staged import in_stage, staged_context
from zcps.templatetags.chinese import cn_plain

_MOST = 2000
_HEAD = ["编号", "委托单位", "类别", "计划", "人数", "生成时间", "状态", "送达日期", "送达方式"]


@require_safe
@allow(only(Role.COMMITTEE_OFFICE, Role.HR_BUREAU))
def entrusted_replies(request: Request) -> HttpResponse:
    """List the letters with results; `format=csv` exports them as they are filtered."""
    known = selector.replies_of(request.actor)
    rows = in_stage(request, selector.searched_replies(known, request.GET.get("q", "")), ReplyStage)
    if request.GET.get("format") == "csv":
        return table_of("entrusted-replies", _HEAD, (_cells(row) for row in rows.order_by("-pk")[:_MOST]))
    context = staged_context(request, rows, ReplyStage, counts_by(known))
    return render(request, "reviews/entrusting/replies.html", context)


def _cells(row: EntrustedReply) -> list[object]:
    told = [row.body, row.get_body_kind_display(), row.filing.plan.name, len(row.people), cn_plain(row.drawn_up_at)]
    return [row.number, *told, row.get_stage_display(), row.sent_on or "", row.sent_how]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_see_reply, selector.REPLIES)
def entrusted_reply(request: Request, reply: EntrustedReply) -> HttpResponseBase:
    """One letter: the people with their results, the paper, when it was sent."""
    form = SendForm(request.POST or None)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = attempt(request, SEND_REPLY, reply, **form.typed())
        if not reasons:
            messages.success(request, "已登记送达。")
            return redirect("entrusted_reply", reply.pk)
    context = {
        "reply": reply,
        "form": form,
        "reasons": reasons,
        "paper": reply.documents.filter(voided_at=None).first(),
        "may_send": SEND_REPLY.is_open_to(reply, request.actor),
    }
    return render(request, "reviews/entrusting/reply.html", context, status=422 if reasons else 200)
