"""The procedure: the legal acts in the order of the notices (procedure table). Readable by a lawyer."""

from reviews.workflow.before import (
    COMMITTEE_ACTS,
    CONFLICT_ACTS,
    PLAN_ACTS,
    POOL_ACTS,
    POST_ACTS,
    SELF_APPOINTING_ACTS,
    SELF_FILING_ACTS,
)
from reviews.workflow.beside import (
    ALLOWANCE_ACTS,
    CALENDAR_ACTS,
    CHECK_ACTS,
    CHECK_ITEM_ACTS,
    CORRECTION_ACTS,
    ENTRUSTMENT_ACTS,
    INQUIRY_ACTS,
    QUESTION_ACTS,
    REPLY_ACTS,
    REPORT_ACTS,
    TABLE_ACTS,
)
from reviews.workflow.cases import (
    OBJECTION_ACTS,
    PROCEDURE,
    PUBLICITY_ACTS,
    steps_open_to,
)
from reviews.workflow.meetings import (
    DETERMINATION_ACTS,
    ITEM_ACTS,
    MEETING_ACTS,
)
from reviews.workflow.whole import (
    ALL_ACTS,
)

__all__ = [
    "ALLOWANCE_ACTS",
    "ALL_ACTS",
    "CALENDAR_ACTS",
    "CHECK_ACTS",
    "CHECK_ITEM_ACTS",
    "COMMITTEE_ACTS",
    "CONFLICT_ACTS",
    "CORRECTION_ACTS",
    "DETERMINATION_ACTS",
    "ENTRUSTMENT_ACTS",
    "INQUIRY_ACTS",
    "ITEM_ACTS",
    "MEETING_ACTS",
    "OBJECTION_ACTS",
    "PLAN_ACTS",
    "POOL_ACTS",
    "POST_ACTS",
    "PROCEDURE",
    "PUBLICITY_ACTS",
    "QUESTION_ACTS",
    "REPLY_ACTS",
    "REPORT_ACTS",
    "SELF_APPOINTING_ACTS",
    "SELF_FILING_ACTS",
    "TABLE_ACTS",
    "steps_open_to",
]
