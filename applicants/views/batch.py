"""Many rows at once: what an act would do to each is shown first; once confirmed, what happened to each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from accounts.http import Request
from accounts.steps.base import ActRefused, Step, perform, reasons_against
from applicants.views.worklist import chosen_keys

M = TypeVar("M", bound=Model)
BATCH_LIMIT = 200
RETURN = "return"


@dataclass(frozen=True)
class Batch(Generic[M]):
    """What a worklist can do with many rows.

    Attributes:
        acts: by the value of their button; the one called `return` needs a reason.
        data: what an act needs from the posted form.
        worklist: URL name of the list.
        nothing: the sentence for somebody who chose no row or no act.
        preview: template of the page that shows what would happen.
        done: template of the page that shows what happened.

    """

    acts: Mapping[str, Step[M]]
    data: Callable[[str, QueryDict], dict[str, str]]
    worklist: str
    nothing: str
    preview: str
    done: str


def batch_page(request: Request, rows: QuerySet[M], batch: Batch[M]) -> HttpResponse:
    """Answer a batch of rows of the actor's own worklist."""
    act = request.POST.get("act", "")
    chosen = list(rows.filter(pk__in=chosen_keys(request.POST, BATCH_LIMIT)).order_by("pk"))
    if act not in batch.acts or not chosen:
        messages.error(request, batch.nothing)
        return redirect(batch.worklist)
    reason = request.POST.get("reason", "")
    is_confirmed = request.POST.get("confirmed") == "yes"
    lacks_reason = act == RETURN and is_confirmed and not reason.strip()
    is_done = is_confirmed and not lacks_reason
    outcomes = _done(request, act, chosen, batch) if is_done else _preview(request, act, chosen, batch)
    context = {
        "act": act,
        "verb": batch.acts[act].verb,
        "outcomes": outcomes,
        "fit": [row for row, reasons in outcomes if not reasons],
        "reason": reason,
        "lacks_reason": lacks_reason,
    }
    return render(request, batch.done if is_done else batch.preview, context, status=422 if lacks_reason else 200)


def _preview(request: Request, act: str, rows: list[M], batch: Batch[M]) -> list[tuple[M, list[str]]]:
    # The reason is asked for on the preview itself, so it is not held against the rows yet.
    data: dict[str, Any] = {"reason": "—"} if act == RETURN else {}
    return [(row, reasons_against(batch.acts[act], row, request.actor, **data)) for row in rows]


def _done(request: Request, act: str, rows: list[M], batch: Batch[M]) -> list[tuple[M, list[str]]]:
    outcomes: list[tuple[M, list[str]]] = []
    for row in rows:
        try:
            outcomes.append((perform(batch.acts[act], row, by=request.actor, **batch.data(act, request.POST)), []))
        except ActRefused as refusal:
            outcomes.append((row, refusal.reasons))
    return outcomes
