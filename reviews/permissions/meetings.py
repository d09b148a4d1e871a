"""Who may do what with a meeting, its draw, its room and its minutes."""

from django.db.models import Q

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import ItemStage, MeetingStage
from reviews.models import (
    Draw,
    Meeting,
    MeetingItem,
)
from reviews.permissions.cases import OFFICES, held_seats, reviews_case
from reviews.permissions.plans import runs_plan, supervises_plan

# From here what a meeting decided can no longer be touched by knowing who was in the pool.
RESULTS_STAND = frozenset({MeetingStage.CLOSED, MeetingStage.REPORTED, MeetingStage.APPROVED, MeetingStage.CANCELLED})


def sits_on(actor: Actor, meeting: Meeting) -> bool:
    """An expert drawn into the panel, whose right to enter was not taken back; nobody enters a cancelled meeting."""
    return held_seats(actor).filter(meeting=meeting).exists()


def meets(actor: Actor) -> bool:
    """Whoever has to do with review meetings at all; which ones, is asked of each meeting."""
    return actor.role in {Role.COMMITTEE_OFFICE, Role.HR_BUREAU, Role.SUPERVISION, Role.FOUNDING_BODY, Role.EXPERT}


def runs_meeting(actor: Actor, meeting: Meeting) -> bool:
    """The committee office whose plan the meeting serves."""
    return runs_plan(actor, meeting.plan)


def oversees_meeting(actor: Actor, meeting: Meeting) -> bool:
    """The supervision office of the committee; the HR bureau where the committee has none (S3 三(二))."""
    if meeting.committee.supervisor_id is None:
        return supervises_plan(actor, meeting.plan)
    return actor.role == Role.SUPERVISION and actor.agency_id == meeting.committee.supervisor_id


def may_see_meeting(actor: Actor, meeting: Meeting) -> bool:
    """Its office, its bureau, its supervisors, its founding body, the experts drawn into it; no other expert."""
    return (
        runs_meeting(actor, meeting)
        or supervises_plan(actor, meeting.plan)
        or oversees_meeting(actor, meeting)
        or founded_committee(actor, meeting)
        or copublishes(actor, meeting)
        or sits_on(actor, meeting)
    )


def founded_committee(actor: Actor, meeting: Meeting) -> bool:
    """The body that founded the committee seals its results and may revoke a title (S0 三(二))."""
    return actor.role in OFFICES and actor.agency_id == meeting.committee.founding_body_id


def copublishes(actor: Actor, meeting: Meeting) -> bool:
    """The office that announces results together with the HR bureau, where the plan names one (S1 四(五))."""
    return actor.agency_id is not None and actor.agency_id == meeting.plan.co_publisher_id


def acts_on_meeting(actor: Actor, meeting: Meeting) -> bool:
    """Whoever may have something to do with a meeting; which act is whose, the act itself says."""
    return (
        runs_meeting(actor, meeting)
        or supervises_plan(actor, meeting.plan)
        or founded_committee(actor, meeting)
        or copublishes(actor, meeting)
        or sits_on(actor, meeting)
    )


def votes_on(actor: Actor, item: MeetingItem) -> bool:
    """An expert of the panel; whether he was present and is not recused is asked when he votes."""
    return sits_on(actor, item.meeting)


def reads_dossier(actor: Actor, item: MeetingItem) -> bool:
    """An expert of this panel who may read the case: he has declared his ties and is not recused."""
    return sits_on(actor, item.meeting) and reviews_case(actor, item.application)


def sees_opinions(actor: Actor, item: MeetingItem) -> bool:
    """The panel from the discussion on; office, bureau and supervision once the vote is closed. Nobody is named."""
    if reads_dossier(actor, item):
        return item.discussed_at is not None
    return item.stage == ItemStage.CLOSED and takes_minutes(actor, item.meeting)


def chairs_item(actor: Actor, item: MeetingItem) -> bool:
    """The chair of the meeting on whose agenda the case stands, or his deputy; whose turn it is, the act asks."""
    return presides_in(actor, item.meeting)


def presides_in(actor: Actor, meeting: Meeting) -> bool:
    """The chair, and the deputy who stands in for him (人社部令第40号: 主任或副主任委员主持)."""
    return held_seats(actor).filter(Q(is_chair=True) | Q(is_deputy=True), meeting=meeting).exists()


def conducts(actor: Actor, meeting: Meeting) -> bool:
    """Whoever presides, and the office that assists and puts the wall display up."""
    return presides_in(actor, meeting) or runs_meeting(actor, meeting)


def conducts_item(actor: Actor, item: MeetingItem) -> bool:
    """The same, for one item of the agenda."""
    return conducts(actor, item.meeting)


def reads_minutes(actor: Actor, meeting: Meeting) -> bool:
    """Office, bureau and supervision, and the experts who sign them."""
    return (
        runs_meeting(actor, meeting)
        or supervises_plan(actor, meeting.plan)
        or oversees_meeting(actor, meeting)
        or sits_on(actor, meeting)
    )


def takes_minutes(actor: Actor, meeting: Meeting) -> bool:
    """Whoever may carry the signed file away: office, bureau, supervision; an expert reads it here."""
    return reads_minutes(actor, meeting) and actor.role != Role.EXPERT


def may_see_draw(actor: Actor, meeting: Meeting) -> bool:
    """Those who operate, oversee and supervise the draw; the drawn learn only that they were drawn."""
    return (
        runs_meeting(actor, meeting)
        or supervises_plan(actor, meeting.plan)
        or oversees_meeting(actor, meeting)
        or observes_draw(actor, meeting)
    )


def was_in_pool(actor: Actor, draw: Draw) -> bool:
    """An expert whose record was frozen for a draw gets his own leaf, once the bundle is public."""
    if actor.role != Role.EXPERT or actor.user is None or not hasattr(actor.user, "expert"):
        return False
    return bundle_is_public(draw) and actor.user.expert.pk in draw.labels.values()


def bundle_is_public(draw: Draw) -> bool:
    """Whether the blinded bundle is public: once the results can no longer be touched by knowing it."""
    return draw.drawn_at is not None and draw.meeting.stage in RESULTS_STAND


def observes_draw(actor: Actor, meeting: Meeting) -> bool:
    """The third party of the draw: the HR bureau or the founding body, as the office named it with the meeting."""
    return meeting.observer_id is not None and actor.agency_id == meeting.observer_id


def is_in_room(actor: Actor, meeting: Meeting) -> bool:
    """The panel, and the office that assists it. Bureau and supervisors see the outcome, not the vote as it goes."""
    return runs_meeting(actor, meeting) or sits_on(actor, meeting)
