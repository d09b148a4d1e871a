"""Ordering a second review of one person: the first vote stays, linked, and counts no more."""

from reviews.enums import Stage
from reviews.models import Application, MeetingItem, ReReview
from reviews.services import handover
from zcps import clock


def last_item(application: Application) -> MeetingItem | None:
    """Return the item by which a case was decided last, whose result still counts."""
    decided = application.meeting_items.filter(passed__isnull=False, re_review=None)
    return decided.select_related("meeting").order_by("-pk").first()


def order(application: Application, item: MeetingItem, reason: str, body: str) -> ReReview:
    """Write the order down and put the case where the next agenda takes it from."""
    made = ReReview.objects.create(
        application=application, former=item, reason=reason, ordered_by=body, ordered_at=clock.now()
    )
    handover.to_office(application, Stage.READY)
    return made
