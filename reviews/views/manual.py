"""The help pages: the manual by role, and where to ask."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from reviews.selectors.manual import chapter, chapters

_PICTURES = settings.ROOT / "docs" / "manual" / "pictures"


@require_safe
@allow(anyone)
def help_home(request: Request) -> HttpResponse:
    """List the chapters."""
    return render(request, "reviews/help/home.html", {"chapters": chapters()})


@require_safe
@allow(anyone)
def help_page(request: Request, name: str) -> HttpResponse:
    """Show one chapter."""
    found = chapter(name)
    if found is None:
        raise Http404("没有这一章，请从帮助首页选择。")
    return render(request, "reviews/help/chapter.html", {"chapter": found, "chapters": chapters()})


@require_safe
@allow(anyone)
def help_picture(_request: Request, name: str) -> FileResponse:
    """Send a picture of the manual."""
    path = next((path for path in _PICTURES.glob("*.png") if path.name == name), None)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")
