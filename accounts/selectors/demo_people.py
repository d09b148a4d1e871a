"""Whom the demonstration's stand-in for the government service can vouch for."""

from django.db.models import Q, QuerySet

from accounts.enums import AccountKind
from accounts.identity import GovAssertion, LegalPerson
from accounts.models import User

SHOWN = 24
# 高级实名 of the government service.
ASSURED = 3


def people(kind: AccountKind, query: str) -> QuerySet[User]:
    """Return some accounts of a kind, by name."""
    found = User.objects.filter(kind=kind, is_active=True)
    if query:
        found = found.filter(Q(name__contains=query) | Q(legal_name__contains=query) | Q(uscc=query.upper()))
    return found.order_by("legal_name", "name", "pk")[:SHOWN]


def assertion_of(pk: str, kind: AccountKind) -> GovAssertion | None:
    """Return what the service would say about an account; None where there is none with this key."""
    user = User.objects.filter(pk=int(pk), kind=kind).first() if pk.isascii() and pk.isdigit() else None
    return assertion_for(user) if user else None


def assertion_for(user: User) -> GovAssertion:
    """Return what the service would say about an account."""
    legal = LegalPerson(user.uscc, user.legal_name, user.legal_representative) if user.uscc else None
    # The stand-in has checked everybody; an account that an office opened has not been to the service yet.
    assurance, kind = user.assurance or ASSURED, AccountKind(user.kind)
    return GovAssertion(kind, user.name, user.id_number, assurance, user.phone, user.id_type, legal)
