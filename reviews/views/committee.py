"""The public directory of committees, and the expert pool of a committee office."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from accounts.selectors.keyset import page_of
from reviews.forms.experts import ExpertForm
from reviews.models import Committee, Expert
from reviews.permissions import is_committee_office, keeps_expert
from reviews.selectors import experts as pool
from reviews.selectors.search import committees_mentioning
from reviews.services.experts import NameDiffers, admit, end
from reviews.views.bureau import csv_of
from zcps import clock

_MOST_EXPORTED = 5000
_EXPERTS = Expert.objects.select_related("user").prefetch_related("committees")


@require_safe
@allow(anyone)
def committees(request: Request) -> HttpResponse:
    """Every committee: what it reviews, for whom, where to ask; found also by its former and other names."""
    query = request.GET.get("q", "").strip()
    found = committees_mentioning(query).order_by("level", "name")
    return render(request, "reviews/committee/committees.html", {"query": query, "committees": list(found)})


@require_safe
@allow(is_committee_office)
def experts(request: Request) -> HttpResponse:
    """The pool: search, filter by specialty, those who have left."""
    asked = _asked(request)
    known = pool.experts_of(request.actor.agency)
    rows = _filtered(known, asked)
    page = page_of(rows, "joined_on", request.GET)
    context = {
        **asked,
        "page": page,
        "chips": _chips(known, asked),
        "specialties": pool.by_specialty(pool.in_state(known, asked["state"])),
        "export": f"export/?{urlencode(asked)}",
    }
    return render(request, "reviews/expert/experts.html", context)


def _asked(request: Request) -> dict[str, str]:
    state = request.GET.get("state", "in")
    return {
        "query": request.GET.get("q", "").strip(),
        "state": state if state in pool.STATES else "in",
        "specialty": request.GET.get("specialty", ""),
    }


def _filtered(known: Any, asked: dict[str, str]) -> Any:
    rows = pool.search(pool.in_state(known, asked["state"]), asked["query"])
    return rows.filter(specialty=asked["specialty"]) if asked["specialty"] else rows


def _chips(known: Any, asked: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": f"?{urlencode({'state': state, 'q': asked['query']})}",
            "count": pool.in_state(known, state).count(),
            "active": state == asked["state"],
        }
        for state, label in pool.STATES.items()
    ]


@require_safe
@allow(is_committee_office)
def experts_export(request: Request) -> StreamingHttpResponse:
    """Send the list as it is filtered; no ID numbers."""
    asked = {**_asked(request), "query": request.GET.get("query", "")}
    rows = _filtered(pool.experts_of(request.actor.agency), asked).order_by("specialty", "pk")[:_MOST_EXPORTED]
    lines = [["姓名", "专业", "职称", "工作单位", "高技能人才", "入库", "出库"]]
    lines += [
        [
            expert.user.name, expert.specialty, expert.title, expert.employer_name, "是" if expert.is_skilled else "否",
            expert.joined_on, expert.left_on or "",
        ]
        for expert in rows
    ]  # fmt: skip
    return csv_of(iter(lines), f"专家库{clock.today():%Y%m%d}.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_committee_office)
def expert_add(request: Request) -> HttpResponseBase:
    """Admit a person to the pool."""
    office = request.actor.agency
    form = ExpertForm(request.POST or None, office=office, initial=_first_committee(office))
    if request.method == "POST" and form.is_valid():
        try:
            expert = admit(request.actor, **form.as_data())
        except NameDiffers as differs:
            form.add_error("name", str(differs))
        else:
            messages.success(request, f"已将{expert.user.name}纳入专家库。")
            return redirect("experts")
    return render(request, "reviews/expert/expert_add.html", {"form": form}, status=422 if form.errors else 200)


def _first_committee(office: Any) -> dict[str, Any]:
    own = list(Committee.objects.filter(office=office).values_list("pk", flat=True))
    return {"committees": own if len(own) == 1 else []}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_expert, _EXPERTS)
def expert_end(request: Request, expert: Expert) -> HttpResponseBase:
    """Take a person out of the pool, after asking once."""
    if request.method == "POST":
        end(request.actor, expert)
        messages.success(request, f"已将{expert.user.name}移出专家库。")
        return redirect("experts")
    return render(request, "reviews/expert/expert_end.html", {"expert": expert})
