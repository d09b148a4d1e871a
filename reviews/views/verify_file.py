"""Public verification of a file: whose signature it bears, whether it was changed, whether it is the present one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from accounts.limits import too_many
from reviews.forms.verify import PaperFileForm
from reviews.services.paper_answers import answer
from reviews.views.verify import TOO_MANY
from zcps import clock
from zcps.signed.bounded import verdict
from zcps.signed.errors import CannotSign
from zcps.signed.papers import published


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(anyone)
def verify_file(request: Request) -> HttpResponse:
    """Take a file, say what it is, and keep nothing of it."""
    form = PaperFileForm(request.POST, request.FILES) if request.method == "POST" else PaperFileForm()
    if not form.is_valid():
        return _page(request, form, 422 if form.errors else 200)
    if too_many(request, "verify"):
        form.add_error(None, TOO_MANY)
        return _page(request, form, 429)
    try:
        found = answer(verdict(form.cleaned_data["file"].read()))
    except CannotSign as reason:
        form.add_error(None, str(reason))
        return _page(request, form, 503)
    context = {"answer": found, "name": form.cleaned_data["file"].name, "asked_at": clock.now()}
    return render(request, "reviews/verify/file_answer.html", context)


@require_safe
@allow(anyone)
def verify_keys(_: Request) -> HttpResponse:
    """Send what anybody verifies with: the authorities' certificates, and what they have revoked."""
    response = HttpResponse(published(), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="published.pem"'
    return response


def _page(request: Request, form: PaperFileForm, status: int) -> HttpResponse:
    return render(request, "reviews/verify/file.html", {"file_form": form}, status=status)
