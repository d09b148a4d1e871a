"""The working days for everybody: a year with its holidays and make-up days, and a count of a period day by day."""

import datetime as dt
from collections.abc import Iterator

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from reviews.forms.day_count import DayCountForm
from reviews.selectors import calendar_year
from reviews.services.calendar import period_from
from reviews.views.bureau import csv_of
from zcps import clock

_WEEKDAYS = "一二三四五六日"


@require_safe
@allow(anyone)
def calendar(request: Request, year: int | None = None) -> HttpResponse:
    """Show a year, this one unless another is asked for; and count a period where somebody wants that."""
    shown, years = year or clock.today().year, calendar_year.years_shown()
    if shown not in years:
        raise Http404
    place = years.index(shown)
    form = DayCountForm(request.GET if "opened" in request.GET else None)
    context = {
        "year": shown,
        "earlier": years[place - 1] if place else None,
        "later": years[place + 1] if place + 1 < len(years) else None,
        "years": years,
        "months": calendar_year.months(shown),
        "weekdays": _WEEKDAYS,
        "today": clock.today(),
        "versions": calendar_year.versions(shown),
        "form": form,
        **_counted(form),
    }
    return render(request, "reviews/calendar/calendar.html", context)


def _counted(form: DayCountForm) -> dict[str, object]:
    if not form.is_bound or not form.is_valid():
        return {"period": None, "counted": []}
    given = form.cleaned_data
    opening = dt.datetime.combine(given["opened"], dt.time(9), clock.SHANGHAI)
    period = period_from(opening, given["days"], count_start_day=given["count_start_day"])
    return {"period": period, "counted": calendar_year.sources(period.days)}


@require_safe
@allow(anyone)
def calendar_export(_: Request, year: int) -> StreamingHttpResponse:
    """Send every day of a year with what kind of day it is."""
    if year not in calendar_year.years_shown():
        raise Http404
    return csv_of(_lines(year), f"{year}年工作日历.csv")


def _lines(year: int) -> Iterator[list[str]]:
    yield ["日期", "星期", "类型", "是否工作日", "是否确定"]
    for month in calendar_year.months(year):
        yield from (_line(cell, cell.day) for week in month.weeks for cell in week if cell.day)


def _line(cell: calendar_year.Day, day: dt.date) -> list[str]:
    works = "是" if cell.kind in {"work", "makeup"} else "否"
    weekday = f"周{_WEEKDAYS[day.weekday()]}"
    return [day.isoformat(), weekday, cell.word, works, "确定" if cell.final else "暂定"]
