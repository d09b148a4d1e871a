"""Whom the acts on an employer tell: those who act for it, and the bureau of its place."""

from collections.abc import Iterable

from accounts.selectors.offices import users_of as users_of_office
from accounts.services.notices import Message
from employers.models import Employer
from employers.selectors.officers import users_of
from employers.selectors.registrations import bureau_for


def tell_officers(employer: Employer, title: str, body: str, url: str) -> Iterable[Message]:
    """Yield a message to everybody who acts for an employer now."""
    return (Message(officer, title, body, url) for officer in users_of(employer))


def tell_bureau(employer: Employer, title: str, body: str, url: str) -> Iterable[Message]:
    """Yield a message to everybody of the HR bureau of an employer's place; to nobody where there is none."""
    bureau = bureau_for(employer.region)
    return (Message(user, title, body, url) for user in users_of_office(bureau)) if bureau else ()
