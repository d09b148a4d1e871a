"""The accounts behind an employer and an office: whom to tell."""

from django.db.models import QuerySet

from accounts.models import Agency, User
from employers.models import Employer


def officers_of_employer(employer: Employer | None) -> QuerySet[User]:
    """Return the accounts that act for an employer now."""
    return User.objects.filter(
        employer_offices__employer=employer, employer_offices__ended_on=None, is_active=True
    ).distinct()


def officers_of_agency(agency: Agency | None) -> QuerySet[User]:
    """Return the accounts that act for an office now."""
    return User.objects.filter(offices__agency=agency, offices__ended_on=None, is_active=True).distinct()
