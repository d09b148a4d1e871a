"""What the acts on a post table have in common: whom it concerns and whom they tell."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Agency
from accounts.selectors.offices import users_of
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.models import PostTable
from employers.permissions import acts_for, is_bureau_of
from employers.steps.telling import tell_bureau, tell_officers


class PostTableStep(Step[PostTable]):
    """An act on a sheet, by the institution or by the HR bureau of its place (S2 附件2-7)."""

    def concerns(self, subject: PostTable, actor: Actor) -> bool:
        """The institution's officers; the bureau of the county, for city units that of the city."""
        if actor.role == Role.EMPLOYER:
            return acts_for(actor, subject.employer)
        return is_bureau_of(actor, subject.employer)

    def tell_institution(self, subject: PostTable, title: str, body: str) -> Iterable[Message]:
        """Yield a message to every officer of the institution."""
        return tell_officers(subject.employer, title, body, f"{reverse('post_table')}?year={subject.year}")

    def tell_bureau(self, subject: PostTable, title: str, body: str) -> Iterable[Message]:
        """Yield a message to the bureau that confirms."""
        return tell_bureau(subject.employer, title, body, reverse("post_table_confirm", args=[subject.pk]))

    def tell_office(self, office: Agency, subject: PostTable, title: str, body: str) -> Iterable[Message]:
        """Yield a message to everybody of an office."""
        url = reverse("post_table_confirm", args=[subject.pk])
        return (Message(user, title, body, url) for user in users_of(office))
