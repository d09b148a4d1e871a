"""Reading in clear: the page that asks why and then shows it once; and the list of who has read about oneself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET

from accounts.access import allow, signed_in
from accounts.enums import ReadingPurpose
from accounts.forms.clear_reading import PurposeForm
from accounts.http import Request, user_of
from accounts.models import JournalEntry, User
from accounts.selectors.keyset import page_of
from accounts.services.clear_reading import EXPORTED, note_reading, readings_about


@dataclass(frozen=True)
class Reading:
    """What can be read: whose it is, what it is called, how it is opened, and where one came from."""

    row: models.Model
    person: User | None
    title: str
    what: tuple[str, ...]
    # Asked only once the act is in the journal: nothing is opened before.
    values: Callable[[], tuple[str, ...]]
    back: str


def read_in_clear(request: Request, reading: Reading) -> HttpResponse:
    """Ask why; with the answer, write the act down and show what was asked for, on this page and nowhere else.

    The view that calls this has asked its rule of permissions.py whether the actor may read it at all.
    """
    form = PurposeForm(request.POST if request.method == "POST" else None)
    pairs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            note_reading(request.actor, reading.row, reading.person, reading.what, form.why())
            pairs = list(zip(reading.what, reading.values(), strict=True))
    context = {"reading": reading, "form": form, "pairs": pairs}
    answer = render(request, "accounts/clear_reading.html", context, status=422 if form.errors else 200)
    # Neither a proxy nor the browser's way back may keep it.
    add_never_cache_headers(answer)
    return answer


@dataclass(frozen=True)
class Read:
    """One reading as the person concerned sees it: the office and the capacity, not the officer's name."""

    entry: JournalEntry
    office: str
    what: str
    purpose: str
    is_export: bool


@require_GET
@allow(signed_in)
def readings(request: Request) -> HttpResponse:
    """List who has read one's numbers and records in clear, when, for which office, and why."""
    page = page_of(readings_about(user_of(request)), "number", request.GET)
    context = {"page": page, "rows": [_read(entry) for entry in page.rows]}
    return render(request, "accounts/readings.html", context)


def _read(entry: JournalEntry) -> Read:
    purpose = entry.data.get("purpose", "")
    label = ReadingPurpose(purpose).label if purpose in ReadingPurpose.values else purpose
    return Read(
        entry, entry.data.get("office", ""), "、".join(entry.data.get("what", [])), label, entry.act == EXPORTED
    )
