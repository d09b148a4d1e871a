"""Publicities as the public sees them, and as those see them who have to do with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from accounts.enums import Role
from employers.models import Employer
from reviews.enums import ObjectionStage, Stage
from reviews.models import Application, Objection, Publicity, PublicityEntry
from reviews.models.publicity import shown_as
from reviews.permissions import oversees_publicity
from zcps import clock


class _Days(Func):
    """So many days as a span of time."""

    template = "make_interval(days => %(expressions)s)"
    output_field = DurationField()


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


def recorded_for(actor: Actor, employer: Employer | None) -> QuerySet[Publicity]:
    """Return the publicities of the actor's employer or office, of the plans of his bureau, of those he watches."""
    if actor.role == Role.EMPLOYER:
        return Publicity.objects.filter(employer=employer) if employer else Publicity.objects.none()
    if actor.role == Role.COMMITTEE_OFFICE:
        return of_office(actor)
    if actor.role == Role.HR_BUREAU:
        return Publicity.objects.filter(plan__hr_bureau=actor.agency)
    return Publicity.objects.filter(plan__titles__committee__supervisor=actor.agency).distinct()


def listed(publicities: QuerySet[Publicity]) -> QuerySet[Publicity]:
    """Return publicities with how many people they show and how many of them an objection holds."""
    people = PublicityEntry.objects.filter(publicity=OuterRef("pk")).order_by().values("publicity")
    held = Objection.objects.filter(publicity=OuterRef("pk"), stage=ObjectionStage.OPEN)
    counted = people.annotate(number=Count("pk")).values("number")
    return publicities.select_related("employer", "agency", "plan").annotate(
        people=Coalesce(Subquery(counted), 0), disputed=Exists(held)
    )


def searched(
    publicities: QuerySet[Publicity], words: str, kind: str, *, by_anybody: bool = True
) -> QuerySet[Publicity]:
    """Narrow by kind, and by words of title, employer or plan, or by the full name of a person or employer shown in it.

    Args:
        publicities: those to choose from.
        words: what was typed.
        kind: one of the three; empty for all.
        by_anybody: names are found only where they are public now; parties find them for ever.
    """
    found = publicities.filter(kind=kind) if kind else publicities
    words = words.strip()
    if not words:
        return found
    titled = Q(title__icontains=words) | Q(employer__name__icontains=words) | Q(agency__name__icontains=words)
    planned = Q(plan__name__icontains=words) | Q(plan__document_number__icontains=words)
    shown = _showing(words)
    # Asked once by the index, and not once for each publicity.
    named = Q(pk__in=(_public(shown) if by_anybody else shown).order_by().values("publicity"))
    return found.filter(titled | planned | named)


def _showing(words: str) -> QuerySet[PublicityEntry]:
    """The whole name, not a part: nobody shall read a list out by surnames."""
    rows = PublicityEntry.objects.alias(person=shown_as("姓名"), place=shown_as("工作单位"))
    return rows.filter(Q(person=words) | Q(place=words))


def _public(entries: QuerySet[PublicityEntry]) -> QuerySet[PublicityEntry]:
    stay = ExpressionWrapper(
        F("publicity__earliest_close") + _Days(F("publicity__shown_days")), output_field=DateTimeField()
    )
    runs = Q(publicity__is_provisional=True, publicity__closed_at=None)
    newer = PublicityEntry.objects.filter(
        application=OuterRef("application"), publicity__kind=OuterRef("publicity__kind"), pk__gt=OuterRef("pk")
    )
    visible = entries.annotate(stays=stay).filter(runs | Q(stays__gt=clock.now()))
    return visible.filter(~Exists(newer)).exclude(application__stage__in=_GONE)


# Who has left the procedure is not shown any more, nor is who was sent back to mend his case.
_GONE = (
    Stage.DRAFT,
    Stage.WITHDRAWN,
    Stage.LAPSED,
    Stage.NOT_RECOMMENDED,
    Stage.NOT_ACCEPTED,
    Stage.NOT_DETERMINED,
    Stage.REVOKED,
)


def after_the_end(publicity: Publicity) -> QuerySet[PublicityEntry]:
    """Return whom the page still names where the plan has the names stay for some days."""
    return _public(publicity.entries.all())


def rows_for(
    actor: Actor, publicity: Publicity, showing: QuerySet[PublicityEntry], *, runs: bool, stays: bool = False
) -> QuerySet[PublicityEntry]:
    """Return what an actor may see: while it runs who stands in it, afterwards his own row or, for parties, all."""
    entries = publicity.entries.all()
    if runs:
        found = showing
    elif oversees_publicity(actor, publicity):
        found = entries
    elif stays:
        found = after_the_end(publicity)
    elif actor.role == Role.APPLICANT and actor.user is not None:
        found = entries.filter(application__applicant__user=actor.user)
    else:
        found = entries.none()
    return found.order_by("pk")


def cases_watched(actor: Actor) -> QuerySet[Application]:
    """Return the filed cases of the committees that a supervision office watches."""
    return Application.objects.filter(title__committee__supervisor=actor.agency, filed_at__isnull=False)


def columns_of(entries: Iterable[PublicityEntry]) -> list[str]:
    """Return the heads of the table as it was frozen."""
    return next(([label for label, _ in entry.shown] for entry in entries), [])


@dataclass(frozen=True)
class ShownAnew:
    """A later publicity in which some of the people of an earlier one stand with other content."""

    publicity: Publicity
    people: int


def shown_anew(publicity: Publicity) -> list[ShownAnew]:
    """Return where people of this list were shown again, with how many; whose names they are, the later page says."""
    following = PublicityEntry.objects.filter(previous__publicity=publicity)
    numbers = dict(following.order_by().values_list("publicity").annotate(number=Count("pk")))
    later = Publicity.objects.filter(pk__in=numbers).order_by("pk")
    return [ShownAnew(one, numbers[one.pk]) for one in later]


def shown_before(publicity: Publicity) -> list[Publicity]:
    """Return the earlier publicities from which people of this list come."""
    earlier = publicity.entries.filter(previous__isnull=False).values("previous__publicity")
    return list(Publicity.objects.filter(pk__in=earlier).order_by("pk"))
