"""Changing the capacity in which one acts."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import allow, signed_in
from accounts.http import Request, user_of
from accounts.selectors.hats import hat_worn
from accounts.selectors.landing import first_page
from accounts.services.sign_in import HAT


@require_POST
@allow(signed_in)
def switch_hat(request: Request) -> HttpResponseBase:
    """Wear another hat of one's own and begin at its first page; the page one stood on may be closed to it."""
    user = user_of(request)
    worn, _ = hat_worn(user, request.POST.get("hat", ""))
    request.session[HAT] = worn.key
    return redirect(first_page(worn.role))
