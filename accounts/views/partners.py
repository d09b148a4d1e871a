"""The bureau's pages for partners: who is given which data, for what, until when, and how often he asked."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, only
from accounts.actor import Actor
from accounts.enums import PartnerStage, Role, ShareScope
from accounts.forms.partners import PartnerForm, ReasonForm
from accounts.http import Request, agency_of
from accounts.models import Partner
from accounts.permissions import keeps_partner, keeps_partners
from accounts.selectors import partners as selector
from accounts.selectors.keyset import page_of
from accounts.services import partners as service
from zcps import clock
from zcps.spreadsheet import csv_file, csv_text
from zcps.templatetags.chinese import cn_date, cn_datetime

_MOST = 2000
_HEAD = ["单位和系统名称", "联系部门", "用途", "依据", "数据范围", "有效期至", "状态"]


@require_safe
@allow(only(Role.HR_BUREAU))
def partners(request: Request) -> HttpResponse:
    """List them; `format=csv` exports them as they are filtered."""
    words, stage = request.GET.get("q", "").strip(), request.GET.get("stage", "")
    found = selector.searched(selector.partners_of(agency_of(request)), words, stage)
    if request.GET.get("format") == "csv":
        return _exported(list(found.order_by("-pk")[:_MOST]))
    chips = [{"label": "全部", "url": f"?q={words}", "active": stage not in PartnerStage.values}]
    chips += [{"label": one.label, "url": f"?q={words}&stage={one}", "active": stage == one} for one in PartnerStage]
    context = {
        "page": page_of(found, "pk", request.GET),
        "query": words,
        "chips": chips,
        "keep": [("stage", stage)] if stage else [],
        "today": clock.today(),
        "may_register": keeps_partners(request.actor),
    }
    return render(request, "accounts/partners.html", context)


def _exported(rows: list[Partner]) -> HttpResponse:
    return csv_file("partners.csv", csv_text(_HEAD, map(_cells, rows)))


def _cells(row: Partner) -> list[object]:
    told = [row.name, row.department, row.purpose, row.legal_basis, "、".join(row.scope_words), row.expires_on]
    return [*told, row.get_stage_display()]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_partners)
def partner_new(request: Request) -> HttpResponseBase:
    """Register one; a second officer decides."""
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = service.propose(request.actor, **form.cleaned_data)
        except service.PartnerRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记{made.name}，请由本机构另一名经办人复核。")
            return redirect("partner", made.pk)
    return render(request, "accounts/partner_new.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
@allow(keeps_partner, selector.PARTNERS)
def partner(request: Request, partner: Partner) -> HttpResponse:
    """Its terms, its token's beginning, what it was given, each call."""
    return _page(request, partner)


def _page(request: Request, partner: Partner, token: str = "") -> HttpResponse:
    context = {
        "partner": partner,
        "terms": _terms(partner),
        "token": token,
        "in_force": partner.tokens.filter(ended_at=None).select_related("issued_by").first(),
        "counted": selector.counted(partner),
        "page": page_of(selector.calls_of(partner), "number", request.GET),
        "labels": dict(ShareScope.choices),
        "is_over": selector.is_over(partner),
        "is_own": request.actor.user is not None and partner.proposed_by_id == request.actor.user.pk,
        "form": ReasonForm(),
    }
    return render(request, "accounts/partner.html", context)


def _terms(partner: Partner) -> list[tuple[str, str]]:
    decided = f"{partner.decided_by.name}（{cn_datetime(partner.decided_at)}）" if partner.decided_by else "待复核"
    return [
        ("共享用途", partner.purpose),
        ("共享依据", partner.legal_basis),
        ("数据范围", f"{'、'.join(partner.scope_words)}（{partner.agency.region.name}）"),
        ("访问地址", "、".join(partner.networks) or "不限"),
        ("调用上限", f"每分钟 {partner.calls_per_minute} 次"),
        ("有效期至", cn_date(partner.expires_on)),
        ("登记人", f"{partner.proposed_by.name}（{cn_datetime(partner.proposed_at)}）"),
        ("复核人", decided),
        *([("理由", partner.reason)] if partner.reason else []),
    ]


@never_cache
@require_POST
@allow(keeps_partner, selector.PARTNERS)
def partner_token(request: Request, partner: Partner) -> HttpResponseBase:
    """Show a new token on its one way to the screen: it is neither kept nor put into the session."""
    try:
        text = service.issue_token(partner, request.actor)
    except service.PartnerRefused as refused:
        messages.error(request, str(refused))
        return redirect("partner", partner.pk)
    return _page(request, partner, text)


@require_POST
@allow(keeps_partner, selector.PARTNERS)
def partner_admit(request: Request, partner: Partner) -> HttpResponseBase:
    """Approve."""
    return _done(request, partner, lambda: service.admit(partner, request.actor), "已复核通过，可以发放访问令牌。")


@require_POST
@allow(keeps_partner, selector.PARTNERS)
def partner_return(request: Request, partner: Partner) -> HttpResponseBase:
    """Send back, with a reason."""
    return _done_for_a_reason(request, partner, service.send_back, "已退回登记。")


@require_POST
@allow(keeps_partner, selector.PARTNERS)
def partner_end(request: Request, partner: Partner) -> HttpResponseBase:
    """Take the access away, with a reason."""
    return _done_for_a_reason(request, partner, service.end, "已停用，访问令牌即时失效。")


def _done_for_a_reason(
    request: Request, partner: Partner, act: Callable[[Partner, Actor, str], None], told: str
) -> HttpResponseBase:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请填写理由，500 字以内。")
        return redirect("partner", partner.pk)
    reason = form.cleaned_data["reason"]
    return _done(request, partner, lambda: act(partner, request.actor, reason), told)


def _done(request: Request, partner: Partner, act: Callable[[], None], told: str) -> HttpResponseBase:
    try:
        act()
    except service.PartnerRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return redirect("partner", partner.pk)
