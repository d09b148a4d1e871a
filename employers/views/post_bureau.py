"""Post tables before the offices: the bureau that confirms them, the office that signs for shared posts."""

from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request, agency_of
from accounts.selectors.keyset import page_of
from accounts.steps.base import ActRefused, Step, perform
from employers.documents.post_table_list import post_table_list
from employers.enums import PostLevel, PostTableStage
from employers.forms.post_acts import ConfirmationForm, ReturnTableForm, SigningForm
from employers.models import PostLine, PostTable
from employers.permissions import POOL_MANAGERS, is_bureau_of, manages_pool, sees_post_table, sees_version
from employers.post_system import PostSystemUnreachable, post_system
from employers.selectors.posts import MISSING, institutions_at, lines_of, matching, stage_counts, to_sign
from employers.services.post_tables import fingerprint
from employers.steps.confirm_post_table import confirm_post_table
from employers.steps.return_post_table import return_post_table
from employers.steps.sign_pooled_posts import sign_pooled_posts
from employers.views.years import year_chips, year_of
from zcps.spreadsheet import csv_file

MOST_EXPORTED = 5000
TABLES = PostTable.objects.select_related("employer__region", "pool_manager", "confirmed_by")
_STAGES = (PostTableStage.SUBMITTED, PostTableStage.SIGNING, PostTableStage.RETURNED, PostTableStage.CONFIRMED)
_LABELS: dict[str, str] = {"": "全部", **{str(stage): stage.label for stage in _STAGES}, MISSING: "未填报"}


@require_GET
@allow(only(Role.HR_BUREAU))
def post_tables_list(request: Request) -> HttpResponse:
    """List the public institutions of the region and how their tables of a year stand."""
    bureau, year, stage, query = agency_of(request), year_of(request), _stage(request), _query(request)
    counts = stage_counts(bureau, year)
    chips = [
        {
            "label": label,
            "url": f"?year={year}&stage={key}",
            "active": key == stage,
            "count": counts[key] if key else "",
        }
        for key, label in _LABELS.items()
    ]
    page = page_of(matching(institutions_at(bureau, year), year, stage, query), "name", request.GET, newest_first=False)
    context = {"page": page, "chips": chips, "year": year, "query": query, "stage": stage, "labels": _LABELS}
    context |= {"export": f"export/?{request.GET.urlencode()}", "signing": to_sign(bureau, year)}
    context["kept"] = [("year", year), ("stage", stage)]
    context["years"] = year_chips(year)
    return render(request, "employers/post_tables.html", context)


@require_GET
@allow(only(Role.HR_BUREAU))
def post_tables_export(request: Request) -> HttpResponse:
    """Send the list as it is filtered, a row for each level."""
    year = year_of(request)
    shown = matching(institutions_at(agency_of(request), year), year, _stage(request), _query(request))
    tables = PostTable.objects.filter(year=year, employer__in=shown.values("pk")).select_related("employer")
    text = post_table_list(tables.prefetch_related("lines").order_by("employer__name")[:MOST_EXPORTED])
    return csv_file("post-tables.csv", text)


@require_GET
@allow(only(*POOL_MANAGERS))
def posts_to_sign(request: Request) -> HttpResponse:
    """List what an office has to sign for: pooled posts and exchanges."""
    year = year_of(request)
    page = page_of(to_sign(agency_of(request), year), "submitted_at", request.GET, newest_first=False)
    return render(request, "employers/posts_to_sign.html", {"page": page, "year": year})


class _Act(NamedTuple):
    """One act of the page: the place of its form, the form, the step, and what is said when it is done."""

    place: str
    form: type[forms.Form]
    step: Step[PostTable]
    done: str


_ACTS = {
    "return": _Act("returning", ReturnTableForm, return_post_table, "已退回“{}”的岗位信息表，并通知其经办人。"),
    "sign": _Act("signing", SigningForm, sign_pooled_posts, "已签署“{}”的岗位统筹意见，送所在地人力社保部门确认。"),
    "confirm": _Act("confirmation", ConfirmationForm, confirm_post_table, "已确认“{}”{} 年度岗位信息表。"),
}


@require_http_methods(["GET", "POST"])
@allow(sees_post_table, TABLES)
def post_table_confirm(request: Request, table: PostTable) -> HttpResponseBase:
    """Look at an institution's table; sign for it, confirm it or return it."""
    act = next((act for name, act in _ACTS.items() if name in request.POST), None)
    typed = act.form(request.POST) if act else None
    reasons: list[str] = []
    if act and typed:
        reasons = _refused(request, table, act, typed)
        if not reasons:
            messages.success(request, act.done.format(table.employer.name, table.year))
            return redirect(_list_of(request, table))
        table.refresh_from_db()
    confirms = table.stage == PostTableStage.SUBMITTED and is_bureau_of(request.actor, table.employer)
    signs = table.stage == PostTableStage.SIGNING and manages_pool(request.actor, table)
    context: dict[str, Any] = {"table": table, "lines": lines_of(table), "people": table.people.all()}
    context |= {"confirms": confirms, "signs": signs, "reasons": reasons}
    context["versions"] = [version for version in table.versions.all() if sees_version(request.actor, version)]
    context |= {"signing": SigningForm(), "returning": ReturnTableForm()} | ({act.place: typed} if act else {})
    if confirms:
        # What is confirmed is what was looked at: the sheet as it stands now, also after a refusal.
        context |= {"system": _system(table), "confirmation": _confirmation(table, typed)}
    return render(request, "employers/post_table_confirm.html", context, status=422 if reasons else 200)


def _refused(request: Request, table: PostTable, act: _Act, typed: forms.Form) -> list[str]:
    """Return why it was not done; empty when it was."""
    if not typed.is_valid():
        return [str(error) for errors in typed.errors.values() for error in errors]
    try:
        perform(act.step, table, by=request.actor, **typed.cleaned_data)
    except ActRefused as refusal:
        return refusal.reasons
    return []


def _confirmation(table: PostTable, typed: forms.Form | None) -> ConfirmationForm:
    ticked = isinstance(typed, ConfirmationForm) and bool(typed["checked_in_system"].value())
    return ConfirmationForm(initial={"seen": fingerprint(table), "checked_in_system": ticked})


def _system(table: PostTable) -> dict[str, Any]:
    """What the provincial system tells, beside what was typed; the sentence where it tells nothing."""
    try:
        told = post_system().posts_of(table.employer.uscc, table.year)
    except PostSystemUnreachable as silent:
        return {"sentence": str(silent)}
    typed = {line.level: line for line in table.lines.all()}
    rows = [
        {
            "level": PostLevel(each.level).label,
            "told": each,
            "typed": typed.get(each.level),
            "same": (each.approved, each.filled) == _figures(typed.get(each.level)),
        }
        for each in told
    ]
    return {"rows": rows}


def _figures(line: PostLine | None) -> tuple[int, int]:
    return (line.approved, line.filled) if line else (0, 0)


def _list_of(request: Request, table: PostTable) -> str:
    name = "post_tables" if is_bureau_of(request.actor, table.employer) else "posts_to_sign"
    return f"{reverse(name)}?year={table.year}"


def _stage(request: Request) -> str:
    asked = request.GET.get("stage", "")
    return asked if asked in _LABELS else ""


def _query(request: Request) -> str:
    return request.GET.get("q", "").strip()
