"""Entrusted reviews: the register of letters that went out, and of the results that went back."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.selectors.narrowing import with_words
from employers.permissions import employer_of
from reviews.models import EntrustedReply, Entrustment
from reviews.permissions import entrustments_within

ENTRUSTMENTS = Entrustment.objects.select_related("profile__user", "employer", "bureau", "holder")
REPLIES = EntrustedReply.objects.select_related("filing__plan__office", "filing__plan__hr_bureau", "filing__meeting")


def entrustments_before(actor: Actor) -> QuerySet[Entrustment]:
    """Return what an employer's people ask for, or what an office examines and keeps; nobody's drafts."""
    if actor.role == Role.EMPLOYER:
        return ENTRUSTMENTS.filter(employer=employer_of(actor))
    return ENTRUSTMENTS.filter(entrustments_within(actor)) if actor.agency_id else ENTRUSTMENTS.none()


def searched(rows: QuerySet[Entrustment], words: str) -> QuerySet[Entrustment]:
    """Narrow to what has every word in the person, employer, title, committee or the letter's number."""
    fields = ("profile__user__name", "employer__name", "title", "committee", "letter_number", "number__iexact")
    return with_words(rows, words, *fields)


def replies_of(actor: Actor) -> QuerySet[EntrustedReply]:
    """Return the letters with results that an office sends, or that its bureau sees."""
    at = actor.agency_id
    if at is None:
        return REPLIES.none()
    return REPLIES.filter(Q(filing__plan__office=at) | Q(filing__plan__hr_bureau=at))


def searched_replies(rows: QuerySet[EntrustedReply], words: str) -> QuerySet[EntrustedReply]:
    """Narrow to what has every word in the body, the number or the plan."""
    return with_words(rows, words, "body", "number", "filing__plan__name")
