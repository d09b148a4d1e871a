"""Reads about the tables of a registrar."""

from django.db.models import QuerySet

from accounts.actor import Actor
from credits.models import CreditImport
from credits.permissions import is_registrar


def imports_of(actor: Actor) -> QuerySet[CreditImport]:
    """Return the tables that the actor's body has handed in."""
    if not is_registrar(actor):
        return CreditImport.objects.none()
    return CreditImport.objects.filter(agency=actor.agency_id).select_related("file", "created_by").defer("problems")
