"""Publicity for everybody: the list, the gazette, objections and what came of them."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, anyone
from accounts.actor import PUBLIC
from accounts.http import Request
from accounts.models import StoredFile
from accounts.selectors.keyset import page_of
from accounts.services.files import UploadRefused
from reviews.enums import PublicityKind
from reviews.forms.bodies import ObjectionForm
from reviews.models import Objection, Publicity, PublicityEntry
from reviews.permissions import may_open_publicity
from reviews.selectors import publicity as selector
from reviews.services import publicity as service
from reviews.services.objections import keep_evidence, new_receipt, too_many_from
from reviews.steps.base import ActRefused, perform
from reviews.steps.object import OBJECT, over_sentence

PUBLICITIES = Publicity.objects.select_related("plan", "employer", "agency", "meeting")
_FLOOD = "您提交的异议过于频繁，请一小时后再试，或直接联系公示单位。"


@require_safe
@allow(anyone)
def publicities(request: Request) -> HttpResponse:
    """List what is being published, and by name only what was."""
    is_ended = request.GET.get("state") == "ended"
    words, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    kind = kind if kind in PublicityKind.values else ""
    source = selector.ended() if is_ended else selector.running()
    found = selector.listed(selector.searched(source, words, kind))
    page = page_of(found, "pk", request.GET)
    query = {"state": "ended" if is_ended else "", "kind": kind, "q": words}
    context = {
        "page": page,
        "is_ended": is_ended,
        "words": words,
        "kind": kind,
        "chips": _chips(query),
    }
    return render(request, "reviews/publicity/list.html", context)


def _chips(query: dict[str, str]) -> list[dict[str, Any]]:
    states = [("", "正在公示"), ("ended", "已结束")]
    kinds = [("", "全部类别"), *PublicityKind.choices]
    return [
        *(_chip(query, "state", value, label) for value, label in states),
        *(_chip(query, "kind", value, str(label)) for value, label in kinds),
    ]


def _chip(query: dict[str, str], name: str, value: str, label: str) -> dict[str, Any]:
    return {"label": label, "url": _address(**{**query, name: value}), "active": query[name] == value}


def _address(**query: str) -> str:
    return f"{reverse('publicities')}?{urlencode({key: value for key, value in query.items() if value})}"


@require_safe
@allow(may_open_publicity, PUBLICITIES)
def publicity(request: Request, found: Publicity) -> HttpResponse:
    """Show one publicity: rows while it runs, afterwards its title only, but to those it concerns."""
    runs = service.is_running(found)
    period = service.period_of(found)
    entries = selector.rows_for(request.actor, found, service.still_showing(found), runs=runs)
    context = {
        "publicity": found,
        "runs": runs,
        "period": period,
        "close": service.close_of(found, period),
        "columns": selector.columns_of(entries),
        "entries": entries,
        "publisher": found.employer or found.agency,
    }
    return _not_indexed(render(request, "reviews/publicity/publicity.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_open_publicity, PUBLICITIES)
def raise_objection(request: Request, found: Publicity) -> HttpResponse:
    """Take an objection to one of the people shown."""
    runs = service.is_running(found)
    entries = list(service.still_showing(found).order_by("pk")) if runs else []
    if request.method != "POST":
        form = ObjectionForm(initial={"entry": request.GET.get("entry", "")})
        return _objection_page(request, found, form, entries, [] if runs else [over_sentence(_any_entry(found))])
    form = ObjectionForm(request.POST, request.FILES)
    entries_of_all = found.entries.select_related("publicity", "application")
    entry = entries_of_all.filter(pk=_number(request.POST.get("entry"))).first()
    if entry is None:
        return _objection_page(request, found, form, entries, ["请选择异议所涉及的申报人。"], status=422)
    return _take(request, found, entry, form, entries)


def _take(
    request: Request, found: Publicity, entry: PublicityEntry, form: ObjectionForm, entries: list[PublicityEntry]
) -> HttpResponse:
    if too_many_from(request.META.get("REMOTE_ADDR", "")):
        return _objection_page(request, found, form, entries, [_FLOOD], status=429)
    typed, receipt = form.typed(), new_receipt()
    words = {name: typed[name] for name in ("name", "contact", "text")}
    try:
        evidence = _kept(request.FILES.get("evidence"))
        # As the public, whoever is signed in: the journal is read by the person whom the objection concerns.
        perform(OBJECT, entry.application, PUBLIC, entry=entry, receipt=receipt, evidence=evidence, **words)
    except UploadRefused as refused:
        return _objection_page(request, found, form, entries, list(refused.messages), status=422)
    except ActRefused as refused:
        return _objection_page(request, found, form, entries, refused.reasons, status=422)
    return redirect(f"{reverse('objection_status')}?{urlencode({'receipt': receipt, 'new': '1'})}")


def _kept(upload: "UploadedFile[bytes] | None") -> StoredFile | None:
    return keep_evidence(upload) if upload else None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _any_entry(found: Publicity) -> PublicityEntry | None:
    return found.entries.select_related("publicity").first()


def _objection_page(
    request: Request,
    found: Publicity,
    form: ObjectionForm,
    entries: list[PublicityEntry],
    reasons: list[str],
    *,
    status: int = 200,
) -> HttpResponse:
    people = [{"pk": entry.pk, "label": "　".join(str(value) for _, value in entry.shown[:2])} for entry in entries]
    chosen = str(form["entry"].value() or "")
    context = {"publicity": found, "form": form, "people": people, "chosen": chosen, "reasons": reasons}
    return _not_indexed(render(request, "reviews/publicity/object.html", context, status=status))


@require_safe
@allow(anyone)
def objection_status(request: Request) -> HttpResponse:
    """Say where an objection stands, to whoever has its number; never what it says or who raised it."""
    receipt = request.GET.get("receipt", "").strip().upper()
    found = Objection.objects.select_related("entry__publicity").filter(receipt=receipt).first() if receipt else None
    context = {"receipt": receipt, "objection": found, "is_new": "new" in request.GET and found is not None}
    return _not_indexed(render(request, "reviews/publicity/objection_status.html", context))


def _not_indexed(response: HttpResponse) -> HttpResponse:
    """Keep search engines from holding names longer than the publicity does."""
    response["X-Robots-Tag"] = "noindex, noarchive"
    response["Cache-Control"] = "no-store"
    return response
