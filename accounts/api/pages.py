"""The API explained: a page for people, OpenAPI for machines; both are made of the code itself."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.api.manual import operations, schema
from accounts.http import Request


@require_safe
@allow(anyone)
def api_manual(request: Request) -> HttpResponse:
    """Every address, what it takes, what it gives, how it refuses."""
    return render(request, "accounts/api_manual.html", {"operations": operations()})


@require_safe
@allow(anyone)
def api_schema(_: Request) -> JsonResponse:
    """The description in OpenAPI 3."""
    return JsonResponse(schema(), json_dumps_params={"ensure_ascii": False})
