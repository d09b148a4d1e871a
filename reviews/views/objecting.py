"""Objecting, by anybody; and looking at what came of it, by whoever objected."""

from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import allow, anyone
from accounts.actor import PUBLIC
from accounts.http import Request
from accounts.limits import too_many
from accounts.models import StoredFile
from accounts.services.files import UploadRefused, opened
from applicants.views.worklist import key_of
from reviews.enums import DocumentKind, ObjectionNoteKind
from reviews.forms.objections import EVIDENCE, WHOLE_LIST, ObjectionForm, StatusForm
from reviews.models import Objection, Publicity, PublicityEntry
from reviews.permissions import may_open_publicity
from reviews.services import objections as service
from reviews.services import publicity as publicities
from reviews.steps.base import ActRefused, perform
from reviews.steps.object import OBJECT, over_sentence
from reviews.steps.object_to_list import OBJECT_TO_LIST
from reviews.views.publicity import PUBLICITIES, crawls, not_indexed, slowed_down

_FLOOD = "您提交的异议过于频繁，请一小时后再试，或直接联系公示单位。"
_TRIES = "查询过于频繁，请十分钟后再试。"
_UNKNOWN = "没有找到这个受理编号，或查询码不符。请核对后再查。"
_NOT_CHOSEN = "请选择异议所涉及的申报人，或选择整份公示；已不在公示中的人员，不再受理对其的异议。"
# What the browser remembers of the objection that was handed in with it: its number and code, to be written down.
_JUST_RAISED = "objection_raised"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_open_publicity, PUBLICITIES, for_all=True)
def raise_objection(request: Request, found: Publicity) -> HttpResponse:
    """Take an objection to one of the people shown, or to the list as a whole."""
    if request.method != "POST" and crawls(request):
        return slowed_down(request)
    runs = publicities.is_running(found)
    entries = list(publicities.still_showing(found).order_by("pk")) if runs else []
    if request.method != "POST":
        form = ObjectionForm(initial={"entry": request.GET.get("entry", "")}, takes_anonymous=found.takes_anonymous)
        return _page(request, found, form, entries, [] if runs else [over_sentence(found)])
    form = ObjectionForm(request.POST, request.FILES, takes_anonymous=found.takes_anonymous)
    if not runs:
        return _page(request, found, form, entries, [over_sentence(found)], status=422)
    chosen = request.POST.get("entry", "")
    # Among those who are shown now: of whoever has left the procedure nobody learns here where his case is.
    shown = publicities.still_showing(found).select_related("publicity", "application")
    entry = shown.filter(pk=key_of(chosen) or 0).first()
    if entry is None and chosen != WHOLE_LIST:
        return _page(request, found, form, entries, [_NOT_CHOSEN], status=422)
    return _take(request, found, entry, form, entries)


def _take(
    request: Request, found: Publicity, entry: PublicityEntry | None, form: ObjectionForm, entries: list[PublicityEntry]
) -> HttpResponse:
    if too_many(request, "objections", service.MOST_AN_HOUR, service.HOUR):
        return _page(request, found, form, entries, [_FLOOD], status=429)
    receipt, code = service.new_receipt(), service.new_code()
    try:
        _raise(request, found, entry, form, receipt=receipt, secret=service.sealed_code(receipt, code))
    except UploadRefused as refused:
        return _page(request, found, form, entries, list(refused.messages), status=422)
    except ActRefused as refused:
        return _page(request, found, form, entries, refused.reasons, status=422)
    request.session[_JUST_RAISED] = {"receipt": receipt, "code": code}
    return redirect(f"{reverse('objection_status')}?new=1")


def _raise(
    request: Request, found: Publicity, entry: PublicityEntry | None, form: ObjectionForm, **numbers: str
) -> None:
    typed = form.typed()
    words = {name: typed[name] or "" for name in ("name", "contact", "text")}
    handed_in = [upload for name in EVIDENCE if (upload := request.FILES.get(name))]
    files = [service.keep_evidence(upload) for upload in handed_in]
    data = {**words, **numbers, "anonymous": bool(request.POST.get("anonymous")), "files": files}
    # As the public, whoever is signed in: the journal is read by the person whom the objection concerns.
    if entry is None:
        perform(OBJECT_TO_LIST, found, PUBLIC, **data)
    else:
        perform(OBJECT, entry.application, PUBLIC, entry=entry, **data)


def _page(
    request: Request,
    found: Publicity,
    form: ObjectionForm,
    entries: list[PublicityEntry],
    reasons: list[str],
    *,
    status: int = 200,
) -> HttpResponse:
    people = [{"pk": str(one.pk), "label": "　".join(str(value) for _, value in one.shown[:2])} for one in entries]
    if people:
        people.append({"pk": WHOLE_LIST, "label": "整份公示（公示程序、名单、内容等，不针对个人）"})
    chosen = str(form["entry"].value() or "")
    context = {
        "publicity": found,
        "form": form,
        "people": people,
        "chosen": chosen,
        "reasons": reasons,
        "files": [form[name] for name in EVIDENCE],
    }
    return not_indexed(render(request, "reviews/publicity/object.html", context, status=status))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(anyone)
def objection_status(request: Request) -> HttpResponseBase:
    """Say where an objection stands, to whoever has its number and its code or contact; never who raised it.

    POST with `letter` sends him the answer as a file.
    """
    if request.method != "POST":
        return _just_raised(request)
    form = StatusForm(request.POST)
    if too_many(request, "objection"):
        return _status(request, form, reasons=[_TRIES], status=429)
    if not form.is_valid():
        return _status(request, form, status=422)
    found = service.found_by(form.cleaned_data["receipt"], form.cleaned_data["word"])
    if found is None:
        return _status(request, form, reasons=[_UNKNOWN], status=422)
    letter = _letter_of(found) if "letter" in request.POST else None
    return _sent(letter) if letter else _status(request, form, found)


def _letter_of(found: Objection) -> StoredFile | None:
    """The answer, once a worker has made it."""
    rows = found.documents.filter(kind=DocumentKind.OBJECTION_ANSWER, voided_at=None, file__isnull=False)
    made = rows.select_related("file").first()
    return made.file if made else None


def _sent(letter: StoredFile) -> FileResponse:
    response = FileResponse(opened(letter), as_attachment=True, filename=letter.name)
    response["Cache-Control"] = "private, no-store"
    return response


def _just_raised(request: Request) -> HttpResponse:
    kept = request.session.get(_JUST_RAISED) if "new" in request.GET else None
    if kept:
        found = service.found_by(kept["receipt"], kept["code"])
        form = StatusForm(initial={"receipt": kept["receipt"], "word": kept["code"]})
        return _status(request, form, found, code=kept["code"])
    return _status(request, StatusForm(initial={"receipt": request.GET.get("receipt", "")}))


def _status(
    request: Request,
    form: StatusForm,
    found: Objection | None = None,
    *,
    code: str = "",
    reasons: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    extended = found.notes.filter(kind=ObjectionNoteKind.EXTENDED).first() if found else None
    context: dict[str, Any] = {
        "form": form,
        "objection": found,
        "code": code if found else "",
        "extended": extended,
        "reasons": reasons or [],
        "letter": _letter_of(found) if found else None,
    }
    return not_indexed(render(request, "reviews/publicity/objection_status.html", context, status=status))
