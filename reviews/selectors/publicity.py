"""Publicities as the public sees them, and as those see them who have to do with them."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from accounts.enums import Role
from employers.models import Employer
from employers.permissions import acts_for
from reviews.enums import ObjectionStage
from reviews.models import Application, Objection, Publicity, PublicityEntry
from reviews.permissions import runs_plan, supervises_plan, watches_plan
from zcps import clock


def running() -> QuerySet[Publicity]:
    """Return the publicities whose period runs: an end that is provisional has not come."""
    return Publicity.objects.filter(Q(is_provisional=True) | Q(earliest_close__gt=clock.now()), closed_at=None)


def ended() -> QuerySet[Publicity]:
    """Return the publicities whose period is over, also where an objection still holds somebody in it."""
    over = Q(is_provisional=False, earliest_close__lte=clock.now())
    return Publicity.objects.filter(Q(closed_at__isnull=False) | over)


def of_office(actor: Actor) -> QuerySet[Publicity]:
    """Return what an office has published."""
    return Publicity.objects.filter(agency=actor.agency)


def listed(publicities: QuerySet[Publicity]) -> QuerySet[Publicity]:
    """Return publicities with how many people they show and how many of them an objection holds."""
    people = PublicityEntry.objects.filter(publicity=OuterRef("pk")).order_by().values("publicity")
    held = Objection.objects.filter(entry__publicity=OuterRef("pk"), stage=ObjectionStage.OPEN)
    counted = people.annotate(number=Count("pk")).values("number")
    return publicities.select_related("employer", "agency", "plan").annotate(
        people=Coalesce(Subquery(counted), 0), disputed=Exists(held)
    )


def searched(publicities: QuerySet[Publicity], words: str, kind: str) -> QuerySet[Publicity]:
    """Narrow by words of the title and by kind."""
    found = publicities.filter(kind=kind) if kind else publicities
    return found.filter(title__icontains=words.strip()) if words.strip() else found


def may_see_all(actor: Actor, publicity: Publicity) -> bool:
    """Whoever published, runs, supervises or watches it sees its rows also after its end."""
    if publicity.employer_id is not None and actor.role == Role.EMPLOYER:
        return acts_for(actor, publicity.employer)
    plan = publicity.plan
    return runs_plan(actor, plan) or supervises_plan(actor, plan) or watches_plan(actor, plan)


def rows_for(
    actor: Actor, publicity: Publicity, showing: QuerySet[PublicityEntry], *, runs: bool
) -> list[PublicityEntry]:
    """Return what an actor may see: while it runs who stands in it, afterwards his own row or, for parties, all."""
    if runs:
        return list(showing.order_by("pk"))
    entries = publicity.entries.order_by("pk")
    if may_see_all(actor, publicity):
        return list(entries)
    if actor.role == Role.APPLICANT and actor.user is not None:
        return list(entries.filter(application__applicant__user=actor.user))
    return []


def open_objections(actor: Actor, employer: Employer | None) -> QuerySet[Objection]:
    """Return the objections that the actor's employer or office has to decide on, and those it has decided."""
    if actor.role == Role.EMPLOYER:
        asked = Objection.objects.filter(entry__publicity__employer=employer)
    else:
        asked = Objection.objects.filter(entry__publicity__agency=actor.agency)
    return asked.select_related("entry__application__applicant__user", "entry__application__title", "entry__publicity")


def cases_watched(actor: Actor) -> QuerySet[Application]:
    """Return the filed cases of the committees that a supervision office watches."""
    return Application.objects.filter(title__committee__supervisor=actor.agency, filed_at__isnull=False)


def columns_of(entries: list[PublicityEntry]) -> list[str]:
    """Return the heads of the table as it was frozen."""
    return [label for label, _ in entries[0].shown] if entries else []
