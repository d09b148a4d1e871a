"""The notices of the one who looks."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allow, signed_in
from accounts.http import Request, user_of
from accounts.models import Notice
from accounts.permissions import is_recipient
from accounts.selectors.keyset import page_of
from accounts.selectors.landing import safe_next
from accounts.services.notices import mark_all_read, mark_read


@require_GET
@allow(signed_in)
def notices(request: Request) -> HttpResponse:
    """List them, the newest first."""
    only_new = request.GET.get("show") == "unread"
    found = Notice.objects.filter(recipient=user_of(request))
    page = page_of(found.filter(read_at=None) if only_new else found, "created_at", request.GET)
    chips = [
        {"label": "全部", "url": "?", "active": not only_new},
        {"label": "未读", "url": "?show=unread", "active": only_new},
    ]
    return render(request, "accounts/notices.html", {"page": page, "chips": chips, "only_new": only_new})


@require_POST
@allow(is_recipient, Notice)
def notice_open(request: Request, notice: Notice) -> HttpResponseBase:
    """Mark it as read and lead to what it is about."""
    mark_read(notice)
    return redirect(safe_next(request, notice.url) or "notices")


@require_POST
@allow(signed_in)
def notices_read(request: Request) -> HttpResponseBase:
    """Mark all of them as read."""
    count = mark_all_read(user_of(request))
    messages.success(request, f"已将 {count} 条消息标为已读。" if count else "没有未读消息。")
    return redirect("notices")
