"""The heads of the journal, for everybody: whoever has kept yesterday's can ask whether it still stands."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from accounts.models import JournalAnchor
from accounts.selectors.keyset import page_of
from accounts.services.anchors import Answer, asked_about, token_of
from accounts.timestamps import stamper
from reviews.views.bureau import csv_of
from zcps import clock

SENTENCES = {
    Answer.STANDS: "这一校验值由本平台公布过，与现在的办理日志相符。",
    Answer.DIFFERS: "这一校验值由本平台公布过，但与现在的办理日志不符，该条或此前的日志可能被改动。请向监督机构反映。",
    Answer.UNKNOWN: "本平台没有公布过这一校验值。请核对后重新查询；确认无误的，请向监督机构反映。",
}


@require_safe
@allow(anyone)
def journal_heads(request: Request) -> HttpResponse:
    """Show the heads, the latest first; answer about one that somebody has kept."""
    words = request.GET.get("q", "").strip().lower()
    answer = asked_about(words) if words else None
    context = {
        "words": words,
        "answer": answer,
        "sentence": SENTENCES[answer] if answer else "",
        "page": page_of(JournalAnchor.objects.all(), "anchored_at", request.GET),
        "is_stand_in": stamper().is_stand_in,
    }
    return render(request, "reviews/journal_heads.html", context)


@require_safe
@allow(anyone)
def journal_heads_export(_: Request) -> StreamingHttpResponse:
    """Send all of them, in the form that `manage.py journal verify --known` and people read."""
    return csv_of(_lines(), f"办理日志存证{clock.today():%Y%m%d}.csv")


@require_safe
@allow(anyone)
def journal_token(_: Request, pk: int) -> HttpResponse:
    """Send what the authority gave, to be verified by `openssl ts` or any other tool."""
    anchor = get_object_or_404(JournalAnchor, pk=pk)
    response = HttpResponse(token_of(anchor), content_type="application/timestamp-reply")
    response["Content-Disposition"] = f'attachment; filename="{anchor.number}.tst"'
    return response


@require_safe
@allow(anyone)
def journal_statement(_: Request, pk: int) -> HttpResponse:
    """Send the text that was stamped; before there were roots there was none, but the head alone."""
    anchor = get_object_or_404(JournalAnchor.objects.exclude(root=""), pk=pk)
    response = HttpResponse(anchor.head.statement(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{anchor.number}.txt"'
    return response


def _lines() -> Iterator[list[str]]:
    yield ["日志序号", "校验值", "存证时间", "存证方", "根的首条", "根"]
    for one in JournalAnchor.objects.order_by("pk").iterator():
        moment = one.anchored_at.astimezone(clock.SHANGHAI).isoformat()
        yield [str(one.number), one.digest, moment, one.authority, str(one.since or ""), one.root]
