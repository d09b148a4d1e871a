"""What the rule leaves open in an entry, and how such a question was settled before."""

from django.db.models import Q, QuerySet, Sum

from accounts.models import Agency
from applicants.models import Profile
from credits.enums import CreditStage
from credits.models import CreditDecision, CreditEntry
from law.credit_doubts import Activity, Doubt, concerns, doubts_of, normal

_STANDING = (CreditStage.SUBMITTED, CreditStage.RECOGNISED)
MOST_PRECEDENTS = 3


def doubts_about(entry: CreditEntry) -> list[Doubt]:
    """Return what is open in an entry, against the person's other entries and the same work of others."""
    is_open = entry.stage in (CreditStage.DRAFT, CreditStage.RETURNED, CreditStage.SUBMITTED)
    return doubts_in(entry.activity, entry.profile, entry) if is_open else []


def doubts_in(activity: Activity, profile: Profile | None, entry: CreditEntry | None = None) -> list[Doubt]:
    """Return what is open in an activity that may not be kept yet."""
    own, others = _own(profile, entry), CreditEntry.objects.none()
    if concerns("CRA-02", activity.route):
        others = _same_work(activity, profile)
    booked = own.filter(year=activity.year, route=activity.route, stage=CreditStage.RECOGNISED)
    hours = booked.aggregate(Sum("hours"))["hours__sum"] or 0 if activity.route else 0
    return doubts_of(activity, [one.activity for one in own], [one.activity for one in others[:5]], hours)


def _own(profile: Profile | None, entry: CreditEntry | None) -> QuerySet[CreditEntry]:
    rows = CreditEntry.objects.filter(profile=profile, stage__in=_STANDING).order_by("pk")
    if entry is None:
        return rows
    rows = rows.exclude(pk=entry.pk)
    # The lines of one card are not each other's doubles.
    return rows.exclude(card=entry.card_id) if entry.card_id else rows


def _same_work(activity: Activity, profile: Profile | None) -> QuerySet[CreditEntry]:
    same = Q(title_key=normal(activity.title), year=activity.year, route=activity.route)
    if number := normal(activity.number):
        same |= Q(number_key=number)
    return CreditEntry.objects.filter(same, stage__in=_STANDING).exclude(profile=profile).order_by("pk")


def precedents(code: str, agency: Agency | None) -> list[CreditDecision]:
    """Return how the body settled the same question last, the newest first."""
    rows = CreditDecision.objects.filter(code=code, agency=agency).select_related("entry")
    return list(rows.order_by("-pk")[:MOST_PRECEDENTS])
