"""The watch for HR bureaus and supervision: what is out of order, and which publicities are due and have not ended."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.models import JournalAnchor, JournalEntry
from accounts.selectors.keyset import page_of
from accounts.services.timekeeping import done_in_doubt
from accounts.steps.base import verbs
from accounts.timestamps import stamper
from reviews.permissions import watches_platform
from reviews.selectors.timeline import DONE_WORDS, in_doubt
from reviews.services.watch import checks, overdue, why
from reviews.views.bureau import csv_of
from zcps import clock
from zcps.templatetags.chinese import cn_close

_ANCHORS_SHOWN = 10
_DOUBTED_SHOWN = 20
_NOTED = {"accept_clock": "确认时钟无误"}


@require_safe
@allow(watches_platform)
def watch(request: Request) -> HttpResponse:
    """Show how everything stands now."""
    words = request.GET.get("q", "").strip()
    found = overdue().filter(title__icontains=words) if words else overdue()
    page = page_of(found, "earliest_close", request.GET, newest_first=False)
    context = {
        "checks": checks(),
        "now": clock.now(),
        "words": words,
        "page": page,
        "lines": [(publicity, why(publicity)) for publicity in page.rows],
        "anchors": JournalAnchor.objects.all()[:_ANCHORS_SHOWN],
        "in_doubt": [_done_in_doubt(each) for each in done_in_doubt()[:_DOUBTED_SHOWN]],
        "is_stand_in": stamper().is_stand_in,
    }
    return render(request, "reviews/watch.html", context)


def _done_in_doubt(entry: JournalEntry) -> tuple[JournalEntry, str, list[str]]:
    # What is noted and is no act of the procedure has no word of its own.
    return entry, {**verbs(), **DONE_WORDS, **_NOTED}.get(entry.act, "其他办理"), list(in_doubt(entry.data))


@require_safe
@allow(watches_platform)
def watch_export(_: Request) -> StreamingHttpResponse:
    """Send the publicities that are due and have not ended."""
    return csv_of(_lines(), f"到期未结束的公示{clock.today():%Y%m%d}.csv")


def _lines() -> Iterator[list[str]]:
    yield ["公示", "公示单位", "最早截止", "未结束的原因"]
    for publicity in overdue().order_by("earliest_close", "pk").iterator():
        publisher = publicity.employer or publicity.agency
        yield [publicity.title, publisher.name if publisher else "", cn_close(publicity.earliest_close), why(publicity)]
