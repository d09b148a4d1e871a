"""Finding an employer to choose."""

from django.db.models import Q, QuerySet

from accounts.models import Agency
from employers.enums import EmployerStage
from employers.models import Employer


def bound_employers(query: str) -> QuerySet[Employer]:
    """Return the employers with these words in the name, or this code; only bound ones can be chosen (S2 附件2-2)."""
    found = Employer.objects.filter(stage=EmployerStage.BOUND).select_related("region").order_by("name", "pk")
    return named(found, query)


def named(employers: QuerySet[Employer], query: str) -> QuerySet[Employer]:
    """Narrow a list of employers by a part of the name or the whole code."""
    query = query.strip()
    return employers.filter(Q(name__contains=query) | Q(uscc=query.upper())) if query else employers


def bound_at(bureau: Agency) -> QuerySet[Employer]:
    """Return the bound employers of a bureau's region."""
    return Employer.objects.filter(region_id=bureau.region_id, stage=EmployerStage.BOUND)
