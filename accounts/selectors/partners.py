"""Reads about partners: those of a bureau, what each was given."""

from typing import Any

from django.db.models import Q, QuerySet, Sum

from accounts.enums import PartnerStage, ShareScope
from accounts.models import Agency, JournalEntry, Partner
from zcps import clock

PARTNERS = Partner.objects.select_related("agency__region", "proposed_by", "decided_by")


def partners_of(agency: Agency) -> QuerySet[Partner]:
    """Return what a bureau keeps."""
    return PARTNERS.filter(agency=agency)


def searched(partners: QuerySet[Partner], words: str, stage: str) -> QuerySet[Partner]:
    """Narrow by stage, and to what has every word in its name, purpose or ground."""
    found = partners.filter(stage=stage) if stage in PartnerStage.values else partners
    for word in words[:60].split():
        named = Q(name__icontains=word) | Q(purpose__icontains=word) | Q(legal_basis__icontains=word)
        found = found.filter(named)
    return found


def counted(partner: Partner) -> list[dict[str, Any]]:
    """Return how often it called for each of its data, and how many rows it was given."""
    sums = partner.uses.order_by("scope").values("scope").annotate(calls=Sum("calls"), rows=Sum("rows"))
    found = {row["scope"]: row for row in sums}
    none = {"calls": 0, "rows": 0}
    return [{"label": ShareScope(scope).label, **none, **found.get(scope, {})} for scope in partner.scopes]


def calls_of(partner: Partner) -> QuerySet[JournalEntry]:
    """Return its calls as the journal has them."""
    return JournalEntry.objects.filter(subject_type="accounts.partner", subject_id=partner.pk, act="share_data")


def is_over(partner: Partner) -> bool:
    """Whether its time has run out."""
    return partner.expires_on < clock.today()
