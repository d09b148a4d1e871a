"""Reading about meetings: what waits for one, who sits in it, what was done."""

import datetime as dt

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Agency, JournalEntry
from reviews.enums import ITEM_CURRENT, ItemStage, MeetingStage, Stage
from reviews.models import Application, Committee, Draw, Meeting, MeetingItem, PanelSeat, Plan
from reviews.permissions import held_seats
from zcps import clock


def waiting_cases(plan: Plan, committee: Committee) -> QuerySet[Application]:
    """Return the cases that are ready for this committee and stand on no live agenda, by specialty."""
    counting = MeetingItem.objects.filter(re_review=None).exclude(stage=ItemStage.DEFERRED)
    live = counting.exclude(meeting__stage=MeetingStage.CANCELLED)
    taken = live.values("application")
    ready = Application.objects.filter(plan=plan, title__committee=committee, stage=Stage.READY)
    cases = ready.exclude(pk__in=taken).select_related("applicant__user", "employer", "title")
    return cases.order_by("specialty", "title__order", "filed_at", "pk")


def meetings_of(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings that concern the actor: its office's, its bureau's, those it oversees, those he sits on."""
    found = Meeting.objects.select_related("committee", "plan").annotate(cases=Count("items", distinct=True))
    concern = {
        Role.COMMITTEE_OFFICE: Q(plan__office_id=actor.agency_id),
        Role.HR_BUREAU: Q(plan__hr_bureau_id=actor.agency_id),
        Role.SUPERVISION: Q(committee__supervisor_id=actor.agency_id),
        Role.FOUNDING_BODY: Q(committee__founding_body_id=actor.agency_id),
        Role.EXPERT: Q(pk__in=_sat_on(actor)),
    }.get(actor.role)
    return found.filter(concern) if concern is not None else found.none()


def _sat_on(actor: Actor) -> QuerySet[PanelSeat, int]:
    # A subquery: joined, the panel would multiply the count of cases.
    return held_seats(actor).values_list("meeting_id", flat=True)


def supervising_agency(meeting: Meeting) -> Agency:
    """Return the office that oversees the draw: the committee's supervisor, or else the HR bureau."""
    return meeting.committee.supervisor or meeting.plan.hr_bureau


def possible_observers(plan: Plan, committee: Committee) -> list[Agency]:
    """Return who may be the third party of a draw beside office and supervisor, the first by default."""
    supervisor = committee.supervisor or plan.hr_bureau
    others = [plan.hr_bureau, committee.founding_body]
    return [each for each in dict.fromkeys(others) if each.pk not in {plan.office_id, supervisor.pk}]


def seat_of(actor: Actor, meeting: Meeting) -> PanelSeat | None:
    """Return the actor's own seat."""
    return held_seats(actor).select_related("expert__user", "declaration").filter(meeting=meeting).first()


def present_seats(meeting: Meeting) -> QuerySet[PanelSeat]:
    """Return who is in the room now."""
    return in_the_room(meeting.panel.all())


def in_the_room(seats: QuerySet[PanelSeat]) -> QuerySet[PanelSeat]:
    """Keep those who are in the room now."""
    return seats.filter(arrived_at__isnull=False, left_at=None)


def current_item_of(meeting: Meeting) -> MeetingItem | None:
    """Return the item that the panel discusses or votes on, or whose count waits for the chair."""
    items = meeting.items.filter(stage__in=ITEM_CURRENT)
    return items.select_related("application__applicant__user", "application__title").first()


def draw_of(meeting: Meeting) -> Draw | None:
    """Return the draw of a meeting, if one was begun."""
    return meeting.draws.filter(abandoned_at=None).first()


def other_draws(meeting: Meeting) -> QuerySet[Draw]:
    """Return the draws beside the live one: given up for this meeting, or begun for cases of its agenda elsewhere.

    Neither a cancelled meeting nor a draw that was given up hides a redraw.
    """
    elsewhere = Q(meeting__items__application__in=meeting.items.values("application")) & ~Q(meeting=meeting)
    given_up = Q(meeting=meeting, abandoned_at__isnull=False)
    found = Draw.objects.filter(pk__in=Draw.objects.filter(elsewhere | given_up).values("pk"))
    return found.select_related("meeting").order_by("frozen_at", "pk")


def earlier_draws(meeting: Meeting) -> int:
    """Return how many of them were sealed: the number that is sealed and shown with the next one."""
    return other_draws(meeting).exclude(sealed_at=None).count()


def acts_on(meeting: Meeting) -> QuerySet[JournalEntry]:
    """Return what was done with a meeting, from the journal, oldest first."""
    return JournalEntry.objects.filter(subject_type="reviews.meeting", subject_id=meeting.pk).order_by("number")


def convening_day(meeting: Meeting) -> dt.date:
    """Return the day of the meeting in Shanghai."""
    return meeting.convenes_at.astimezone(clock.SHANGHAI).date()
