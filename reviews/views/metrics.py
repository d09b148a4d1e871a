"""Numbers for monitoring: open to the addresses and to the token that the settings name, to nobody else."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request, address_of
from reviews.services.gauges import gauges
from zcps import metrics as counted


@require_safe
@allow(anyone)
def metrics(request: Request) -> HttpResponse:
    """Send everything in Prometheus' own form; to others the address does not exist."""
    if not (_has_token(request) or address_of(request) in settings.METRICS_ADDRESSES):
        raise Http404
    return HttpResponse(counted.text(gauges()), content_type=counted.TEXT)


def _has_token(request: HttpRequest) -> bool:
    given = request.META.get("HTTP_AUTHORIZATION", "")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}")
