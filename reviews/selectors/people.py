"""The accounts behind an employer and an office: whom to tell."""

from django.db.models import QuerySet

from accounts.models import Agency, User
from employers.models import Employer
from reviews.models import Publicity


def officers_of_employer(employer: Employer | None) -> QuerySet[User]:
    """Return the accounts that act for an employer now."""
    return User.objects.filter(
        employer_offices__employer=employer, employer_offices__ended_on=None, is_active=True
    ).distinct()


def officers_of_agency(agency: Agency | None) -> QuerySet[User]:
    """Return the accounts that act for an office now."""
    return User.objects.filter(offices__agency=agency, offices__ended_on=None, is_active=True).distinct()


def officers_of_publisher(publicity: Publicity) -> QuerySet[User]:
    """Return the accounts that act for the body that published."""
    if publicity.employer_id is not None:
        return officers_of_employer(publicity.employer)
    return officers_of_agency(publicity.agency)
