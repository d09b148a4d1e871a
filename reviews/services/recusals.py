"""Recusals that follow from a tie which was confirmed: an expert may not vote on a case that he may not read."""

from reviews.enums import ConflictStage
from reviews.models import Conflict, MeetingItem, Recusal
from zcps import clock


def from_conflicts(item: MeetingItem) -> list[str]:
    """Write the recusals that are still missing; return the labels of their seats."""
    ties = Conflict.objects.filter(profile=item.application.applicant_id, stage=ConflictStage.CONFIRMED)
    kinds = {tie.expert_id: tie.get_kind_display() for tie in ties}
    seats = item.meeting.panel.filter(expert__in=kinds).exclude(recusals__item=item).order_by("label")
    for seat in seats:
        reason = f"已认定的利害关系：{kinds[seat.expert_id]}"
        Recusal.objects.create(item=item, seat=seat, reason=reason, declared_at=clock.now())
    return [seat.label for seat in seats]
