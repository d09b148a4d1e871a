"""Signing the truthfulness commitment: the page with the QR code, its polling, and the page on the phone."""

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, anyone
from accounts.actor import Actor
from accounts.enums import Role
from accounts.http import Request, address_of
from reviews.enums import Stage
from reviews.forms.filling import SignForm
from reviews.models import Application, Commitment
from reviews.permissions import may_sign, owns
from reviews.selectors.applications import CASES
from reviews.selectors.task_list import SECTIONS
from reviews.services.commitments import is_expired, pending_of, request_signature, state_of, text_of
from reviews.services.readiness import readiness_of
from reviews.steps.base import ActRefused, perform
from reviews.steps.sign import SIGN

MOST_TRIES = 5
_SECTION = next(section for section in SECTIONS if section.key == "commitment")


@require_safe
@allow(owns, CASES)
def application_commitment(request: Request, application: Application) -> HttpResponseBase:
    """The text, what else is open, and the QR code once it is asked for."""
    if application.stage != Stage.DRAFT:
        return redirect("application", application.pk)
    others = [gap for gap in readiness_of(application).gaps if gap.section != "commitment"]
    context = {"section": _SECTION, "text": text_of(application), "others": others, **_signing(request, application)}
    return render(request, "reviews/applicant/commitment.html", context)


def _signing(request: Request, application: Application) -> dict[str, Any]:
    # In this order: signed between the two, it is found twice and not neither, where the page would ask no more.
    open_one, state = pending_of(application), state_of(application)
    if state.is_good:
        open_one = None
    usable = open_one is not None and not is_expired(open_one) and open_one.text == text_of(application)
    link = request.build_absolute_uri(reverse("sign", args=[open_one.token])) if usable and open_one else ""
    return {"application": application, "state": state, "link": link, "expired": open_one is not None and not usable}


@require_POST
@allow(may_sign, CASES)
def commitment_request(request: Request, application: Application) -> HttpResponseBase:  # noqa: ARG001 - a view's form
    """Make the QR code for the content as it is now."""
    request_signature(application)
    return redirect("application_commitment", application.pk)


@require_safe
@never_cache
@allow(owns, CASES)
def commitment_state(request: Request, application: Application) -> HttpResponse:
    """The part of the page that asks every few seconds whether the phone has signed."""
    return render(request, "reviews/applicant/commitment_state.html", _signing(request, application))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@allow(anyone)
def sign(request: Request, token: str) -> HttpResponseBase:
    """The page on the phone: whoever holds the fresh link and knows the end of the ID number signs, no more."""
    rows = Commitment.objects.select_related("application__plan", "application__applicant__user", "application__title")
    commitment = rows.filter(token=token).first()
    if commitment is None or not _is_open(commitment):
        return render(
            request, "reviews/phone/closed.html", {"commitment": commitment}, status=200 if commitment else 404
        )
    form = SignForm(request.POST or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = _sign(request, commitment, form.cleaned_data)
        if not reasons:
            return redirect("sign", token)
    context = {"commitment": commitment, "form": form, "reasons": reasons}
    return render(request, "reviews/phone/sign.html", context, status=422 if request.method == "POST" else 200)


def _is_open(commitment: Commitment) -> bool:
    fresh = commitment.signed_at is None and not is_expired(commitment)
    return fresh and commitment.application.stage == Stage.DRAFT and cache.get(_key(commitment), 0) < MOST_TRIES


def _sign(request: Request, commitment: Commitment, given: dict[str, str]) -> list[str]:
    case = commitment.application
    device, address = request.headers.get("User-Agent", ""), address_of(request) or None
    try:
        perform(
            SIGN,
            case,
            Actor(Role.APPLICANT, case.applicant.user),
            commitment=commitment,
            device=device,
            address=address,
            **given,
        )
    except ActRefused as refused:
        _count_try(commitment)
        return refused.reasons
    return []


def _count_try(commitment: Commitment) -> None:
    """Somebody who guesses the end of the number is stopped; the applicant makes a new code and goes on."""
    cache.add(_key(commitment), 0, timeout=3600)
    cache.incr(_key(commitment))


def _key(commitment: Commitment) -> str:
    return f"sign-tries:{commitment.pk}"
