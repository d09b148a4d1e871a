"""The credit board for the person, and the public verification of a credit card."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from accounts.limits import too_many
from applicants.permissions import is_applicant
from applicants.selectors.profiles import profile_of
from credits.models import CreditCard
from credits.services.cards import standing_of
from reviews.selectors.plans import published_plans
from reviews.services.credit_board import board_of_plan
from reviews.views.verify import TOO_MANY
from zcps import clock


@require_safe
@allow(is_applicant)
def credit_board(request: Request) -> HttpResponse:
    """Choose a plan and a title; see what it asks for, what is there, and which routes would close the gap."""
    plans = list(published_plans().prefetch_related("titles").order_by("-filing_closes", "-pk"))
    plan = next((one for one in plans if one.code == request.GET.get("plan")), plans[0] if plans else None)
    titles = [title.name for title in plan.titles.all()] if plan else []
    asked = request.GET.get("title", "")
    title = asked if asked in titles else titles[-1] if titles else ""
    profile = profile_of(request.actor)
    context = {
        "plans": plans,
        "plan": plan,
        "titles": titles,
        "title": title,
        "board": board_of_plan(plan, title, profile) if plan and profile and title else None,
        "this_year": clock.today().year,
    }
    return render(request, "reviews/applicant/credit_board.html", context)


@never_cache
@require_safe
@allow(anyone)
def verify_card(request: Request, code: str = "") -> HttpResponse:
    """Say whose credit card it is, for which year, with how many hours, and whether they still count."""
    wanted = "".join((code or request.GET.get("code", "")).split()).upper()[:20]
    if not wanted:
        return redirect("verify")
    if too_many(request, "verify_card"):
        return render(
            request, "reviews/verify/card.html", {"code": wanted, "refused": TOO_MANY, "card": None}, status=429
        )
    card = CreditCard.objects.filter(code=wanted).select_related("profile").first()
    context = {
        "code": wanted,
        "card": card,
        "standing": standing_of(card) if card else None,
        "asked_at": clock.now(),
        "refused": "",
    }
    return render(request, "reviews/verify/card.html", context)
