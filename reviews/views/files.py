"""Files, each behind the question who may open it."""

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.models import StoredFile
from accounts.questions import DEARLY
from accounts.services.files import opened
from reviews.selectors.files import may_read_file

# What a browser may show in the page; everything else is only ever downloaded.
_SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


@require_safe
@allow(may_read_file, StoredFile.objects.filter(forgotten_at=None), costs=DEARLY)
def file(request: HttpRequest, stored: StoredFile) -> FileResponse:
    """Send a file; `?download` saves it under the name it was given."""
    as_attachment = "download" in request.GET or stored.mime not in _SHOWN
    response = FileResponse(opened(stored), as_attachment=as_attachment, filename=stored.name, content_type=stored.mime)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
