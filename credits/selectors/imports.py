"""Reads about the tables of a registrar."""

from collections import Counter

from django.db.models import Count, QuerySet

from accounts.actor import Actor
from credits.models import CreditImport
from credits.permissions import is_registrar


def imports_of(actor: Actor) -> QuerySet[CreditImport]:
    """Return the tables that the actor's body has handed in."""
    if not is_registrar(actor):
        return CreditImport.objects.none()
    return CreditImport.objects.filter(agency=actor.agency_id).select_related("file", "created_by").defer("problems")


def counts_of(actor: Actor) -> Counter[str]:
    """Return how many tables stand in which stage."""
    return Counter(dict(imports_of(actor).order_by().values_list("stage").annotate(Count("pk"))))
