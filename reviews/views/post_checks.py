"""The ex-post check of posts: after results are announced, the HR bureau looks at how they were used."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request, agency_of
from accounts.selectors.keyset import page_of
from accounts.steps.base import ActRefused, perform
from employers.enums import PostFinding
from employers.forms.post_acts import CheckForm
from employers.models import PostTable
from employers.permissions import oversees_posts
from employers.steps.record_post_check import record_post_check
from employers.views.years import year_chips, year_of
from reviews.documents.post_usage import post_usage
from reviews.selectors.post_checks import UNCHECKED, checked_by, fates, figures_of, findings_of, matching, usages
from zcps.spreadsheet import csv_file

MOST_EXPORTED = 2000
_LABELS: dict[str, str] = {"": "全部", UNCHECKED: "未核查", **dict(PostFinding.choices)}


@require_GET
@allow(only(Role.HR_BUREAU))
def post_checks(request: Request) -> HttpResponse:
    """List the sheets of a year with what was pledged, won and appointed, and what does not agree."""
    year, finding, query = year_of(request), _finding(request), request.GET.get("q", "").strip()
    page = page_of(matching(checked_by(agency_of(request), year), finding, query), "pk", request.GET)
    used, findings = usages(page.rows), findings_of(page.rows)
    rows = [
        (table, used[table.pk], findings.get(table.pk, ""), any(usage.flags for usage in used[table.pk]))
        for table in page.rows
    ]
    chips = [
        {"label": label, "url": f"?year={year}&finding={key}", "active": key == finding}
        for key, label in _LABELS.items()
    ]
    context = {"page": page, "rows": rows, "chips": chips, "years": year_chips(year), "year": year, "query": query}
    context |= {"kept": [("year", year), ("finding", finding)], "export": f"export/?{request.GET.urlencode()}"}
    return render(request, "reviews/posts/checks.html", context)


@require_GET
@allow(only(Role.HR_BUREAU))
def post_checks_export(request: Request) -> HttpResponse:
    """Send the list as it is filtered, a row for each level."""
    query = request.GET.get("q", "").strip()
    found = matching(checked_by(agency_of(request), year_of(request)), _finding(request), query)
    tables = list(found.order_by("employer__name", "pk")[:MOST_EXPORTED])
    used, findings = usages(tables), findings_of(tables)
    text = post_usage((table, usage, findings.get(table.pk, "")) for table in tables for usage in used[table.pk])
    return csv_file("post-usage.csv", text)


@require_http_methods(["GET", "POST"])
@allow(oversees_posts, PostTable.objects.select_related("employer__region"))
def post_check(request: Request, table: PostTable) -> HttpResponseBase:
    """Look at one institution's posts person by person, and record what was found."""
    rows = usages([table])[table.pk]
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            perform(record_post_check, table, by=request.actor, figures=figures_of(rows), **form.cleaned_data)
            messages.success(request, f"已登记对“{table.employer.name}”的核查结论，并通知其经办人。")
            return redirect("post_check", table.pk)
        except ActRefused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
    context: dict[str, Any] = {"table": table, "rows": rows, "fates": fates(table), "form": form}
    context["checks"] = table.checks.select_related("checked_by")
    return render(request, "reviews/posts/check.html", context, status=422 if form.errors else 200)


def _finding(request: Request) -> str:
    asked = request.GET.get("finding", "")
    return asked if asked in _LABELS else ""
