"""Post tables: the institution's page and the bureau's."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request, agency_of
from accounts.selectors.keyset import page_of
from employers.forms.posts import COLUMNS, PostTableForm
from employers.models import Employer
from employers.permissions import acts_for_some_employer, sees_posts
from employers.selectors.posts import institutions_at, is_confirmed, lines_of
from employers.services import post_tables
from employers.services.post_tables import PostTableRefused, fingerprint
from employers.views.asking import own_employer
from zcps import clock

FIRST_YEAR = 2016


@require_http_methods(["GET", "POST"])
@allow(acts_for_some_employer)
def post_table(request: Request) -> HttpResponseBase:
    """Fill in a year's table; see whether the bureau has confirmed it."""
    employer, year = own_employer(request), _year(request)
    if not employer.is_public_institution:
        return render(request, "employers/no_post_table.html", {"employer": employer})
    lines = lines_of(employer, year)
    form = PostTableForm([line.row for line in lines], request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        post_tables.write(employer, year, form.posts(), request.actor)
        messages.success(request, f"{year} 年度岗位信息表已保存，由所在地人力社保部门确认。")
        return redirect(f"{reverse('post_table')}?year={year}")
    context: dict[str, Any] = {"employer": employer, "year": year, "chips": _chips(year)}
    context |= {"lines": lines, "form": form, "columns": [*COLUMNS.values()], "confirmed": is_confirmed(lines)}
    return render(request, "employers/post_table.html", context, status=422 if form.errors else 200)


@require_GET
@allow(only(Role.HR_BUREAU))
def post_tables_list(request: Request) -> HttpResponse:
    """List the public institutions of the region and how their tables of a year stand."""
    year = _year(request)
    waiting = request.GET.get("show") == "open"
    found = institutions_at(agency_of(request), year, waiting=waiting)
    page = page_of(found, "name", request.GET, newest_first=False)
    chips = [
        {"label": "全部", "url": f"?year={year}", "active": not waiting},
        {"label": "待确认", "url": f"?year={year}&show=open", "active": waiting},
    ]
    return render(request, "employers/post_tables.html", {"page": page, "chips": chips, "year": year})


@require_http_methods(["GET", "POST"])
@allow(sees_posts, Employer.objects.select_related("region"))
def post_table_confirm(request: Request, employer: Employer, year: int) -> HttpResponseBase:
    """Look at an institution's table and confirm it."""
    if request.method == "POST":
        try:
            post_tables.confirm(employer, year, request.POST.get("seen", ""), request.actor)
        except PostTableRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("post_table_confirm", employer.pk, year)
        messages.success(request, f"已确认“{employer.name}”{year} 年度岗位信息表。")
        return redirect(f"{reverse('post_tables')}?year={year}")
    lines = lines_of(employer, year)
    context: dict[str, Any] = {"employer": employer, "year": year, "lines": lines, "confirmed": is_confirmed(lines)}
    context["seen"] = fingerprint(line.row for line in lines)
    return render(request, "employers/post_table_confirm.html", context)


def _year(request: Request) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked in {str(year) for year in _years()} else clock.today().year


def _chips(shown: int) -> list[dict[str, Any]]:
    # Older years are kept and can be opened by their address; nobody fills them in any more.
    return [{"label": f"{year} 年度", "url": f"?year={year}", "active": year == shown} for year in _years()[:4]]


def _years() -> list[int]:
    return [*range(clock.today().year + 1, FIRST_YEAR - 1, -1)]
