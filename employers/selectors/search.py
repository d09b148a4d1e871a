"""Finding an employer to choose."""

from django.db.models import Q, QuerySet

from employers.enums import EmployerStage
from employers.models import Employer


def bound_employers(query: str) -> QuerySet[Employer]:
    """Return the employers with these words in the name, or this code; only bound ones can be chosen (S2 附件2-2)."""
    found = Employer.objects.filter(stage=EmployerStage.BOUND).select_related("region").order_by("name", "pk")
    query = query.strip()
    return found.filter(Q(name__contains=query) | Q(uscc=query.upper())) if query else found
