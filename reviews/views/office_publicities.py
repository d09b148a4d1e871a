"""Publicities before those who published or watch them, and a supervision office's view of all cases."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request
from accounts.selectors.keyset import page_of
from employers.models import Employer
from employers.selectors.officers import employer_of
from reviews.enums import PublicityKind, Stage
from reviews.models import Application, Publicity
from reviews.selectors import publicity as selector
from reviews.selectors import worklists
from reviews.views.bureau import csv_of
from zcps import clock

keeps_publicities = only(Role.EMPLOYER, Role.COMMITTEE_OFFICE, Role.HR_BUREAU, Role.SUPERVISION)
_STATES = (("", "全部"), ("running", "公示中"), ("ended", "已期满"))
_MOST_EXPORTED = 5000


@require_safe
@allow(keeps_publicities)
def office_publicities(request: Request) -> HttpResponse:
    """Show what waits for publicity, and what was published by this body or under its eyes, the newest first."""
    employer = employer_of(request.actor)
    if request.actor.role == Role.EMPLOYER and employer is None:
        return redirect("employer_register")
    query = {name: request.GET.get(name, "") for name in ("state", "kind", "q")}
    context = {
        "page": page_of(selector.listed(_kept(request, employer)), "pk", request.GET),
        "now": clock.now(),
        "query": query,
        "chips": [*_chips(query, "state", _STATES), *_chips(query, "kind", [("", "全部类别"), *PublicityKind.choices])],
        "export": f"{reverse('office_publicities_export')}?{urlencode(query)}",
        **_waiting(request, employer),
    }
    return render(request, "reviews/bodies/office_publicities.html", context)


def _kept(request: Request, employer: Employer | None) -> QuerySet[Publicity]:
    state, kind, words = (request.GET.get(name, "") for name in ("state", "kind", "q"))
    found = selector.recorded_for(request.actor, employer)
    chosen = {"running": selector.running, "ended": selector.ended}.get(state)
    found = found.filter(pk__in=chosen().values("pk")) if chosen else found
    return selector.searched(found, words, kind if kind in PublicityKind.values else "", by_anybody=False)


def _chips(query: dict[str, str], name: str, choices: Any) -> list[dict[str, Any]]:
    address = reverse("office_publicities")
    return [
        {
            "label": str(label),
            "url": f"{address}?{urlencode({key: word for key, word in {**query, name: value}.items() if word})}",
            "active": query[name] == value,
        }
        for value, label in choices
    ]


def _waiting(request: Request, employer: Employer | None) -> dict[str, Any]:
    """What can be shown next, with how many people: all of it goes on one list at once."""
    if request.actor.role == Role.COMMITTEE_OFFICE:
        held = Application.objects.filter(holder=request.actor.agency)
        passed = worklists.count_words(held.filter(stage=Stage.PASSED)[:101].count())
        return {"due": _counted(held, Stage.QUALIFIED), "act": "open_pre_review_publicity", "passed": passed}
    if request.actor.role == Role.EMPLOYER:
        own = Application.objects.filter(employer=employer)
        return {"due": _counted(own, Stage.EMPLOYER_PUBLICITY_DUE), "act": "open_employer_publicity"}
    return {}


def _counted(cases: QuerySet[Application], stage: Stage) -> str:
    return worklists.count_words(cases.filter(stage=stage)[:101].count())


@require_safe
@allow(keeps_publicities)
def office_publicities_export(request: Request) -> StreamingHttpResponse:
    """Send the list as it is filtered, for a spreadsheet: lists, and no names."""
    found = selector.listed(_kept(request, employer_of(request.actor))).order_by("-pk")[:_MOST_EXPORTED]
    return csv_of(_rows(found), f"公示{clock.today():%Y%m%d}.csv")


def _rows(publicities: Iterable[Any]) -> Iterator[list[Any]]:
    yield ["公示", "类别", "公示单位", "人数", "工作日", "开始", "最早截止", "结束", "校验值"]
    for each in publicities:
        moments = (each.opened_at, each.earliest_close, each.closed_at)
        yield [
            each.title,
            each.get_kind_display(),
            str(each.employer or each.agency or ""),
            each.people,
            each.working_days,
            *(m.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M") if m else "" for m in moments),
            each.content_hash,
        ]


@require_safe
@allow(only(Role.SUPERVISION))
def all_cases(request: Request) -> HttpResponse:
    """Show every filed case of the committees that this office supervises; nothing can be done here."""
    words = request.GET.get("q", "")
    cases = worklists.listed(worklists.searched(selector.cases_watched(request.actor), words))
    page = worklists.page_of(cases, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context: dict[str, Any] = {
        "rows": page.cases,
        "words": words,
        "previous": _address(words, before=page.before) if page.before else None,
        "following": _address(words, after=page.after) if page.after else None,
        "export": f"{reverse('all_cases_export')}?{urlencode({'q': words})}",
    }
    return render(request, "reviews/bodies/all_cases.html", context)


def _address(words: str, **key: str) -> str:
    return f"{reverse('all_cases')}?{urlencode({'q': words, **key})}"


@require_safe
@allow(only(Role.SUPERVISION))
def all_cases_export(request: Request) -> StreamingHttpResponse:
    """Send the list for a spreadsheet."""
    cases = worklists.searched(selector.cases_watched(request.actor), request.GET.get("q", ""))
    rows = worklists.exported(worklists.page_of(worklists.listed(cases), size=worklists.MOST_EXPORTED).cases)
    return csv_of(rows, f"全部申报{clock.today():%Y%m%d}.csv", by=request.actor)
