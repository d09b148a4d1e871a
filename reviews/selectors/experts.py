"""Reading the expert pool: who is in it, until when, how often he sat, how often he did not come."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import JournalEntry
from reviews.enums import IN_THE_POOL, MeetingStage, MembershipStage
from reviews.models import Committee, Expert, Meeting, Membership, PanelSeat, Unavailability
from zcps import clock

STATES = {
    "in": "在库",
    "waiting": "待审核",
    "ended": "任期届满",
    "left": "已出库",
    "declined": "未予入库",
}
_WAITING = (MembershipStage.PROPOSED, MembershipStage.RENEWAL_PROPOSED, MembershipStage.REMOVAL_PROPOSED)
# Stages at which it is known who came.
_HELD = (MeetingStage.CLOSED, MeetingStage.REPORTED, MeetingStage.APPROVED)
_MINE = {Role.COMMITTEE_OFFICE: "office", Role.HR_BUREAU: "hr_bureau", Role.SUPERVISION: "supervisor"}


def committees_for(actor: Actor) -> QuerySet[Committee]:
    """Return the committees whose pools concern an office."""
    mine = _MINE.get(actor.role)
    if mine is None or actor.agency is None:
        return Committee.objects.none()
    return Committee.objects.filter(**{mine: actor.agency})


def members_for(actor: Actor) -> Any:
    """Return the memberships that concern an office, with this year's meetings (`sat`) and absences (`missed`)."""
    year = clock.today().year
    seats = PanelSeat.objects.filter(expert=OuterRef("expert"), meeting__convenes_at__year=year)
    sat = seats.exclude(meeting__stage=MeetingStage.CANCELLED)
    missed = seats.filter(meeting__stage__in=_HELD, arrived_at=None)
    rows = Membership.objects.filter(committee__in=committees_for(actor)).exclude(stage=MembershipStage.DRAFT)
    return rows.select_related("expert__user", "committee__office", "committee__hr_bureau").annotate(
        sat=_number_of(sat), missed=_number_of(missed)
    )


def _number_of(rows: QuerySet[PanelSeat]) -> Any:
    counted = rows.order_by().values("expert").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _states() -> dict[str, Q]:
    return {
        "in": Q(stage__in=IN_THE_POOL),
        "waiting": Q(stage__in=_WAITING),
        "ended": Q(stage__in=IN_THE_POOL, term_until__lt=clock.today()),
        "left": Q(stage=MembershipStage.REMOVED),
        "declined": Q(stage=MembershipStage.DECLINED),
    }


def in_state(rows: Any, state: str) -> Any:
    """Keep those in the pool, those on whom somebody has to decide, those whose time is over, or those who left."""
    return rows.filter(_states()[state])


def counts_for(actor: Actor) -> dict[str, int]:
    """Return how many stand so, in one query."""
    rows = Membership.objects.filter(committee__in=committees_for(actor)).order_by()
    return dict(rows.aggregate(**{state: Count("pk", filter=which) for state, which in _states().items()}))


def search(rows: Any, text: str) -> Any:
    """Keep those whose name, specialties, title or employer contains every word."""
    for word in text.split()[:6]:
        rows = rows.filter(
            Q(expert__user__name__icontains=word)
            | Q(expert__specialty__icontains=word)
            | Q(expert__specialties__icontains=word)
            | Q(expert__title__icontains=word)
            | Q(expert__employer_name__icontains=word)
        )
    return rows


def by_specialty(rows: Any) -> list[tuple[str, int]]:
    """Return how many there are of each specialty."""
    counts = rows.order_by().values(name=F("expert__specialty")).annotate(number=Count("pk")).order_by("name")
    return [(row["name"], row["number"]) for row in counts]


@dataclass
class Record:
    """What an office sees of an expert's work."""

    seats: list[PanelSeat] = field(default_factory=list)
    # (meeting, reason) of every draw after which he said that he could not come.
    excused: list[tuple[Meeting, str]] = field(default_factory=list)
    this_year: int = 0
    read: int = 0

    @property
    def missed(self) -> list[PanelSeat]:
        """Meetings to which he did not come."""
        return [seat for seat in self.seats if seat.meeting.stage in _HELD and seat.arrived_at is None]


def record_of(expert: Expert, committees: QuerySet[Committee]) -> Record:
    """Return meetings and absences of an expert under these committees: load and reliability."""
    seats = PanelSeat.objects.filter(expert=expert, meeting__committee__in=committees)
    rows = seats.exclude(meeting__stage=MeetingStage.CANCELLED).select_related("meeting__committee")
    # Counted apart: joined, each would multiply the other.
    known: Any = rows.annotate(cases=Count("meeting__items", distinct=True), out=Count("recusals", distinct=True))
    found = list(known.order_by("-meeting__convenes_at"))
    year = clock.today().year
    recent = [seat for seat in found if seat.meeting.convenes_at.astimezone(clock.SHANGHAI).year == year]
    return Record(
        seats=found,
        excused=_excused(expert, committees),
        this_year=len(recent),
        read=sum(seat.cases - seat.out for seat in recent),
    )


def _excused(expert: Expert, committees: QuerySet[Committee]) -> list[tuple[Meeting, str]]:
    """Return the draws after which he could not come, with the reasons that he gave."""
    rows = Unavailability.objects.filter(expert=expert, request__draw__meeting__committee__in=committees)
    known = rows.select_related("request__draw__meeting").order_by("-request__asked_at", "-pk")
    return [(row.request.draw.meeting, row.reason) for row in known]


_ACTS = {
    "propose_expert": "提名专家",
    "admit_expert": "审核入库",
    "decline_expert": "不予入库",
    "propose_renewal": "提出续任",
    "renew_expert": "同意续任",
    "propose_removal": "提出出库",
    "remove_expert": "审核出库",
    "keep_expert": "维持现状",
    "revise_expert": "更新专家信息",
}


def history_of(expert: Expert, memberships: list[Membership]) -> list[dict[str, Any]]:
    """Return what was done with a person in these pools, newest first."""
    names = {membership.pk: membership.committee.name for membership in memberships}
    entries = JournalEntry.objects.filter(act__in=_ACTS).filter(
        Q(subject_type="reviews.membership", subject_id__in=list(names))
        | Q(subject_type="reviews.expert", subject_id=expert.pk)
    )
    return [
        {
            "title": _ACTS[entry.act],
            "who": entry.actor_label,
            "when": entry.at,
            "note": entry.data.get("reason", ""),
            "where": names.get(entry.subject_id, "") if entry.subject_type == "reviews.membership" else "",
        }
        for entry in entries.order_by("-number")
    ]
