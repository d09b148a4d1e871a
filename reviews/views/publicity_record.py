"""The record of a publicity, and what its publisher does with the list as a whole."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from accounts.selectors.keyset import page_of
from reviews.enums import DocumentKind
from reviews.forms.bodies import ActForm
from reviews.forms.objections import ConfirmationForm, ListReasonForm, ShowAnewForm
from reviews.models import Publicity
from reviews.permissions import may_read_confirmation, may_read_record, oversees_publicity, publishes
from reviews.selectors.publicity import columns_of, rows_for, shown_anew, shown_before
from reviews.services.publicity import close_of, holds_on_list, is_running
from reviews.services.publicity_record import record_of, with_outcomes
from reviews.steps.base import ActRefused, perform
from reviews.steps.confirm_publicity import CONFIRM_PUBLICITY
from reviews.steps.hold_list import HOLD_LIST
from reviews.steps.objections import PublicityStep
from reviews.steps.release_list import RELEASE_LIST
from reviews.steps.show_list_anew import SHOW_LIST_ANEW
from reviews.views.publicity import PUBLICITIES, ROWS

ACTS: dict[str, tuple[PublicityStep, type[ActForm]]] = {
    step.name: (step, form)
    for step, form in (
        (CONFIRM_PUBLICITY, ConfirmationForm),
        (HOLD_LIST, ListReasonForm),
        (RELEASE_LIST, ListReasonForm),
        (SHOW_LIST_ANEW, ShowAnewForm),
    )
}
_DONE = {
    "confirm_publicity": "已填写公示确认表，正在生成可打印的文书。",
    "hold_list": "已暂缓结束整份公示，公示人员已收到通知。",
    "release_list": "已恢复公示，期满后由系统自动结束。",
    "show_list_anew": "已重新公示，公示期重新计算。",
}


@require_safe
@allow(may_read_record, PUBLICITIES)
def publicity_record(request: Request, found: Publicity) -> HttpResponse:
    """Show what was shown, when, for how long; whoever stood in it sees his own row of it."""
    return _page(request, found)


@require_POST
@allow(publishes, PUBLICITIES)
def publicity_act(request: Request, found: Publicity, name: str) -> HttpResponse:
    """Confirm, hold, release, show anew."""
    if name not in ACTS:
        raise Http404
    step, kind = ACTS[name]
    form = kind(request.POST, prefix=name)
    try:
        done = perform(step, found, request.actor, **form.typed())
    except ActRefused as refused:
        return _page(request, PUBLICITIES.get(pk=found.pk), {name: form}, {name: refused.reasons}, status=422)
    messages.success(request, _DONE[name])
    return redirect("publicity_record", done.replaced_by.pk if step is SHOW_LIST_ANEW else done.pk)


def _page(
    request: Request,
    found: Publicity,
    typed: dict[str, ActForm] | None = None,
    refused: dict[str, list[str]] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    # Everybody's rows for the parties, his own for whoever stood in it: never those that are public just now.
    rows = rows_for(request.actor, found, found.entries.all(), runs=False)
    page = page_of(rows.select_related("confirmation"), "pk", request.GET, newest_first=False, size=ROWS)
    is_party = oversees_publicity(request.actor, found)
    record = record_of(found, with_events=is_party)
    context: dict[str, Any] = {
        "publicity": found,
        "record": record,
        "close": close_of(found, record.period),
        "runs": is_running(found),
        "columns": columns_of(page.rows),
        "rows": with_outcomes(found, page.rows),
        "page": page,
        "is_party": is_party,
        "held": list(holds_on_list(found)) if not found.closed_at else [],
        "list_holds": found.list_holds.all() if is_party else [],
        "later": shown_anew(found),
        "earlier": shown_before(found),
        "sheets": _sheets(request, found),
        "offers": _offers(request, found, typed or {}, refused or {}),
    }
    return render(request, "reviews/publicity/record.html", context, status=status)


def _sheets(request: Request, found: Publicity) -> Any:
    kinds = [DocumentKind.PUBLICITY_NOTICE] if oversees_publicity(request.actor, found) else []
    kinds += [DocumentKind.PUBLICITY_CONFIRMATION] if may_read_confirmation(request.actor, found) else []
    return found.documents.filter(kind__in=kinds, voided_at=None).order_by("pk")


def _offers(
    request: Request, found: Publicity, typed: dict[str, ActForm], refused: dict[str, list[str]]
) -> list[dict[str, Any]]:
    """The acts that can be done now; those for which nothing is given are not shown, save the one that was refused."""
    offers = []
    for name, (step, kind) in ACTS.items():
        if not step.is_open_to(found, request.actor):
            continue
        if name in refused or not list(step.standing(found, request.actor)):
            form = typed.get(name) or kind(prefix=name)
            offers.append({"step": step, "form": form, "refused": refused.get(name, [])})
    return offers
