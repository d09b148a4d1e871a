"""What an office that watches over reviews sees: plans, and the spot checks of them."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.selectors.narrowing import with_words
from reviews.enums import CheckItemStage, PlanStage
from reviews.models import Plan, PlanTitle, SpotCheck, SpotCheckItem

PUBLIC = (PlanStage.PUBLISHED, PlanStage.CLOSED)
CHECKS = SpotCheck.objects.select_related("plan__office", "plan__hr_bureau", "agency")
ITEMS = SpotCheckItem.objects.select_related("spot_check__plan__office", "spot_check__agency", "application")


def plans_overseen(actor: Actor) -> QuerySet[Plan]:
    """Return the published plans that an office supervises, approved or runs; the newest first."""
    plans = Plan.objects.filter(stage__in=PUBLIC).order_by("-year", "-pk")
    if actor.role == Role.SUPERVISION:
        titles = PlanTitle.objects.filter(plan=OuterRef("pk"), committee__supervisor=actor.agency)
        return plans.filter(Exists(titles))
    if actor.role == Role.HR_BUREAU:
        return plans.filter(hr_bureau=actor.agency)
    return plans.filter(office=actor.agency) if actor.role == Role.COMMITTEE_OFFICE else plans.none()


def checks_for(actor: Actor) -> QuerySet[SpotCheck]:
    """Return the spot checks an office may see, with how many cases wait, are faulty, and there are."""
    seen = CHECKS.filter(Q(plan__in=plans_overseen(actor)) | Q(agency=actor.agency))
    return seen.annotate(
        size=Count("items"),
        waiting=Count("items", filter=Q(items__stage=CheckItemStage.WAITING)),
        faulty=Count("items", filter=Q(items__stage__in=(CheckItemStage.FAULTY, CheckItemStage.ANSWERED))),
    )


def searched(checks: QuerySet[SpotCheck], words: str) -> QuerySet[SpotCheck]:
    """Narrow by words of the plan, the office or the number."""
    return with_words(checks, words, "plan__name", "agency__name", "number")


def draws_before(check: SpotCheck) -> int:
    """Return how many checks of this kind the office had drawn of the plan before: repeating a lot shows."""
    return SpotCheck.objects.filter(
        plan=check.plan_id, kind=check.kind, agency=check.agency_id, pk__lt=check.pk
    ).count()
