"""Reading the expert pool."""

from django.db.models import Count, Q, QuerySet

from accounts.models import Agency
from reviews.models import Expert

STATES = {"in": "在库", "left": "已出库"}


def experts_of(office: Agency | None) -> QuerySet[Expert]:
    """Return the experts of an office's committees, with those who have left."""
    own = Expert.objects.filter(committees__office=office).values("pk")
    return Expert.objects.filter(pk__in=own).select_related("user").prefetch_related("committees")


def in_state(experts: QuerySet[Expert], state: str) -> QuerySet[Expert]:
    """Keep those in the pool, or those who have left it."""
    return experts.filter(left_on__isnull=state != "left")


def search(experts: QuerySet[Expert], text: str) -> QuerySet[Expert]:
    """Keep those whose name, specialty, title or employer contains the text."""
    if not text:
        return experts
    return experts.filter(
        Q(user__name__icontains=text)
        | Q(specialty__icontains=text)
        | Q(title__icontains=text)
        | Q(employer_name__icontains=text)
    )


def by_specialty(experts: QuerySet[Expert]) -> list[tuple[str, int]]:
    """Return how many there are of each specialty."""
    counts = experts.order_by().values("specialty").annotate(number=Count("pk")).order_by("specialty")
    return [(row["specialty"], row["number"]) for row in counts]
