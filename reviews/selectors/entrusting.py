"""Entrusted reviews: the register of letters that went out, and of the results that went back."""

from collections import Counter

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
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
    for word in words[:60].split():
        rows = rows.filter(
            Q(profile__user__name__icontains=word)
            | Q(employer__name__icontains=word)
            | Q(title__icontains=word)
            | Q(committee__icontains=word)
            | Q(letter_number__icontains=word)
            | Q(number__iexact=word)
        )
    return rows


def counts_of(rows: QuerySet[Entrustment]) -> Counter[str]:
    """Return how many stand in which stage (one query)."""
    return Counter(dict(rows.order_by().values_list("stage").annotate(Count("pk"))))


def replies_of(actor: Actor) -> QuerySet[EntrustedReply]:
    """Return the letters with results that an office sends, or that its bureau sees."""
    at = actor.agency_id
    if at is None:
        return REPLIES.none()
    return REPLIES.filter(Q(filing__plan__office=at) | Q(filing__plan__hr_bureau=at))


def searched_replies(rows: QuerySet[EntrustedReply], words: str) -> QuerySet[EntrustedReply]:
    """Narrow to what has every word in the body, the number or the plan."""
    for word in words[:60].split():
        rows = rows.filter(Q(body__icontains=word) | Q(number__icontains=word) | Q(filing__plan__name__icontains=word))
    return rows


def reply_counts(rows: QuerySet[EntrustedReply]) -> Counter[str]:
    """Return how many were sent, how many not (one query)."""
    return Counter(dict(rows.order_by().values_list("stage").annotate(Count("pk"))))
