"""The accounts behind a body that published: whom to tell."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.selectors.offices import users_of as users_of_office
from employers.selectors.officers import users_of
from reviews.models import Publicity


def officers_of_publisher(publicity: Publicity) -> QuerySet[User]:
    """Return the accounts that act for the body that published."""
    if publicity.employer_id is not None:
        return users_of(publicity.employer)
    return users_of_office(publicity.agency)
