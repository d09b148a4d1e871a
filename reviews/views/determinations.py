"""Initial determination (初定): the public column, the desk of the office that determines, lists and announcement."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, anyone, only
from accounts.http import Request
from accounts.selectors.keyset import page_of
from reviews.forms.result_filings import PublicationForm, approval_effects
from reviews.models import Plan, ResultFiling
from reviews.permissions import DETERMINERS, announces_list, determines
from reviews.selectors import determinations as selector
from reviews.selectors.plans import STATES, conditions_of, state_of
from reviews.selectors.result_filings import FILINGS
from reviews.services.exam_series import examined_in
from reviews.steps.announce_determinations import ANNOUNCE_DETERMINATIONS
from reviews.steps.draw_up_determinations import DRAW_UP_DETERMINATIONS
from reviews.views.acting import attempt

_PLANS = Plan.objects.select_related("office", "hr_bureau")


@require_safe
@allow(anyone)
def initial_column(request: Request) -> HttpResponse:
    """大中专毕业生职称初定: whom it is for, conditions and materials of each plan, how to apply, how it differs."""
    page = page_of(selector.initial_plans(), "filing_closes", request.GET, size=10)
    rows = [
        {
            "plan": plan,
            "state": (state := state_of(plan)),
            "state_label": STATES[state],
            "closes": plan.filing_closes,
            "conditions": conditions_of(plan),
            "required": [row for row in plan.materials if row.get("required")],
            "examined": examined_in(plan),
        }
        for plan in page.rows
    ]
    return render(request, "reviews/plans/initial.html", {"rows": rows, "page": page})


@require_safe
@allow(only(*DETERMINERS))
def determinations(request: Request) -> HttpResponse:
    """The plans under which this office determines: how many stand where, what to do next, the lists."""
    page = page_of(selector.plans_determined_by(request.actor), "pk", request.GET, size=20)
    context = {"desks": selector.desks_of(list(page.rows)), "page": page}
    return render(request, "reviews/results/determinations.html", context)


@require_POST
@allow(determines, _PLANS)
def determination_list(request: Request, plan: Plan) -> HttpResponseBase:
    """Draw the list up, or anew."""
    reasons = attempt(request, DRAW_UP_DETERMINATIONS, plan)
    for reason in reasons:
        messages.error(request, reason)
    if reasons:
        return redirect("determinations")
    messages.success(request, "已生成初定人员名单，由人力社保部门核准后公布。")
    made = plan.filings.filter(meeting=None).latest("pk")
    return redirect("result_filing", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(announces_list, FILINGS)
def determinations_announce(request: Request, filing: ResultFiling) -> HttpResponseBase:
    """Approve person by person and announce by a document: what will happen, then it is done."""
    form = PublicationForm(request.POST if request.method == "POST" else None, filing=filing)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("drawn_up", "")
        reasons = attempt(request, ANNOUNCE_DETERMINATIONS, filing, drawn_up=seen, **form.as_data())
        if not reasons:
            messages.success(request, "初定名单已核准。")
            return redirect("result_filing", filing.pk)
    context = {
        "filing": filing,
        "step": ANNOUNCE_DETERMINATIONS,
        "form": form,
        "reasons": reasons,
        "drawn_up": filing.drawn_up_at.isoformat(),
        "effects": approval_effects(filing),
        "told": [filing.plan.office.name, "名单所列申报人"],
        "is_open": ANNOUNCE_DETERMINATIONS.is_open_to(filing, request.actor),
    }
    status = 422 if reasons or form.errors else 200
    return render(request, "reviews/results/determinations_announce.html", context, status=status)
