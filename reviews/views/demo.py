"""The clock bar of the demonstration."""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import allow, anyone
from accounts.http import Request
from accounts.selectors.landing import safe_next
from reviews.services import demo_clock
from zcps import clock
from zcps.templatetags.chinese import cn_datetime

_MORNING = dt.time(9)


@require_POST
@allow(anyone)
def clock_move(request: Request) -> HttpResponse:
    """Move the demonstration's clock; in production there is no such page."""
    if not settings.DEMO_CLOCK:
        raise Http404
    try:
        demo_clock.go_to(_target(request))
        messages.success(
            request, f"模拟时间已推进到 {cn_datetime(clock.now().astimezone(clock.SHANGHAI))}，到期事项已按规则处理。"
        )
    except demo_clock.CannotGo as reason:
        messages.warning(request, str(reason))
    return redirect(safe_next(request, request.POST.get("next", "")) or "/")


def _target(request: Request) -> dt.datetime:
    wish = request.POST.get("to")
    if wish == "next_working_day":
        return demo_clock.next_morning()
    if wish == "next_due":
        due = demo_clock.next_due()
        if due is None:
            raise demo_clock.CannotGo("目前没有等待到期的公示或办理时限。")
        return due
    try:
        day = dt.date.fromisoformat(request.POST.get("date", ""))
    except ValueError:
        raise demo_clock.CannotGo("请选择要前往的日期。") from None
    return dt.datetime.combine(day, _MORNING, clock.SHANGHAI)
