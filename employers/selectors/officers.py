"""For whom an account acts, and who acts for an employer."""

from django.db.models import QuerySet

from accounts.models import User
from employers.models import Employer, EmployerOfficer
from employers.permissions import employer_of

__all__ = ["employer_of", "last_office", "officers_of", "users_of"]


def officers_of(employer: Employer) -> QuerySet[EmployerOfficer]:
    """Return everybody who acts or acted for an employer, those who still do first."""
    return EmployerOfficer.objects.filter(employer=employer).select_related("user").order_by("-ended_on", "pk")


def users_of(employer: Employer | None) -> QuerySet[User]:
    """Return who acts for an employer now: those to be told when something waits for it; nobody where there is none."""
    if employer is None:
        return User.objects.none()
    live = {"employer_offices__employer": employer, "employer_offices__ended_on": None}
    return User.objects.filter(is_active=True, **live).distinct()


def last_office(user: User, employer: Employer) -> EmployerOfficer | None:
    """Return a person's latest work for an employer, ended or not."""
    return EmployerOfficer.objects.filter(employer=employer, user=user).order_by("-pk").first()
