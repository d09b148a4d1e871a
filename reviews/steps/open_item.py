"""open_item: the chair opens the vote on one applicant; the roll is taken at this moment."""

from reviews.enums import ItemStage
from reviews.steps.meetings import MEETING_CLAUSE, OpeningStep


class OpenItem(OpeningStep):
    """One at a time. Who arrives later does not vote on it."""

    name = "open_item"
    verb = "开始表决"
    awaits_clock = True
    clause = MEETING_CLAUSE
    before = frozenset({ItemStage.WAITING, ItemStage.DISCUSSION})


OPEN_ITEM = OpenItem()
