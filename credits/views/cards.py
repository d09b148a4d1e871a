"""The annual credit card, and cards of other systems that are handed in."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request, user_of
from accounts.models import StoredFile
from accounts.services.files import UploadRefused, store
from accounts.steps.base import ActRefused, perform
from applicants.permissions import is_applicant
from applicants.selectors.profiles import profile_of
from applicants.services.profiles import own_profile
from credits.enums import CreditKind
from credits.forms import CardForm
from credits.hours import EARLIEST_YEAR
from credits.models import CardUpload, CreditCard
from credits.services.cards import content_of, issue_card, standing_of
from credits.services.entries import start_entry
from credits.steps.submit_entry import submit_entry
from law.credit_sources import credit_sources
from zcps import clock


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_applicant)
def credit_year(request: Request, year: int) -> HttpResponse:
    """Show what counts in a year, against what a year needs; issue the card."""
    profile = profile_of(request.actor)
    if profile is None or not EARLIEST_YEAR <= year <= clock.today().year:
        raise Http404("没有这一年度的学时。")
    if request.method == "POST":
        card, job = issue_card(profile, year, request.actor)
        if job:
            return redirect("job", pk=job.pk)
        messages.info(request, f"学时没有变化，{card.year} 年度学时卡仍然有效，可以直接下载。")
        return redirect("credit_year", year=year)
    content = content_of(profile, year)
    cards = CreditCard.objects.filter(profile=profile, year=year).select_related("file")
    context = {
        "year": year,
        "content": content,
        "rows": _rows(content["hours"], content["needs"]),
        "cards": [(card, standing_of(card)) for card in cards[:5]],
    }
    return render(request, "credits/credit_year.html", context)


def _rows(hours: dict[str, int], needs: dict[str, int]) -> list[tuple[str, int, int | None]]:
    """Return (kind, recognised, needed) as the table of a year shows them."""
    return [
        ("一般公需", hours[CreditKind.GENERAL_PUBLIC], None),
        ("行业公需", hours[CreditKind.INDUSTRY_PUBLIC], None),
        ("公需科目合计", hours["public"], needs["public"]),
        ("专业科目", hours[CreditKind.PROFESSIONAL], needs["professional"]),
        ("总学时", hours["total"], needs["total"]),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_applicant)
def card_new(request: Request) -> HttpResponse:
    """Hand in a card exported from another system, with the hours that stand on it."""
    form = CardForm(request.POST or None, request.FILES or None)
    file = _file(request, form) if request.method == "POST" and form.is_valid() else None
    if file is None or form.errors:
        return _card_page(request, form)
    try:
        count = _submitted(request, form, file)
    except ActRefused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return _card_page(request, form)
    messages.success(request, f"已提交学时卡，共 {count} 条，由学时登记机构对照学时卡认定。")
    return redirect("credits")


def _card_page(request: Request, form: CardForm) -> HttpResponse:
    context = {"form": form, "grid": form.grid(), "kinds": CreditKind.labels, "sources": credit_sources().values()}
    return render(request, "credits/card_new.html", context, status=422 if form.errors else 200)


def _file(request: Request, form: CardForm) -> StoredFile | None:
    try:
        return store(form.cleaned_data["file"], user_of(request))
    except UploadRefused as refusal:
        form.add_error("file", refusal.sentence)
        return None


@transaction.atomic
def _submitted(request: Request, form: CardForm, file: StoredFile) -> int:
    """Write the card with its lines, and submit them all or none."""
    profile = own_profile(user_of(request))
    card = CardUpload.objects.create(
        profile=profile,
        source=form.cleaned_data["source"],
        name=form.source_name,
        file=file,
        created_at=clock.now(),
    )
    for values in form.lines():
        perform(submit_entry, start_entry(profile, values, file, card), by=request.actor)
    return len(form.lines())
