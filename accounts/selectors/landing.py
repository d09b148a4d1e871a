"""Where somebody is led who did not ask for a certain page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.enums import Role

_FIRST_PAGE = {
    Role.PUBLIC: "home",
    Role.APPLICANT: "my_applications",
    # Leads on to the registration or to the employer's home.
    Role.EMPLOYER: "employer_entry",
    Role.EXPERT: "meetings",
    Role.SUPERVISION: "meetings",
    Role.REGISTRAR: "credit_entries",
    # It seals and revokes, and has no list of cases of its own.
    Role.FOUNDING_BODY: "meetings",
}


def first_page(role: Role) -> str:
    """Return the address of the page where a role begins its day."""
    return reverse(_FIRST_PAGE.get(role, "worklist"))


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Return the wanted path if it lies on this site, else an empty text.

    A word that is no path would name a view to Django.
    """
    known = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if known and wanted.startswith("/") else ""
