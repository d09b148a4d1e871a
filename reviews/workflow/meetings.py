"""A meeting from its agenda to the list of its results; and lists that no panel votes on."""

from typing import Any

from accounts.steps.base import Step
from reviews.steps.abandon_draw import ABANDON_DRAW
from reviews.steps.announce_determinations import ANNOUNCE_DETERMINATIONS
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.arrange_agenda import ARRANGE_AGENDA
from reviews.steps.cancel_meeting import CANCEL_MEETING
from reviews.steps.cast import CAST
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_discussion import CLOSE_DISCUSSION
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.close_meeting import CLOSE_MEETING
from reviews.steps.compare_interests import COMPARE_INTERESTS
from reviews.steps.confirm_filing import CONFIRM_FILING
from reviews.steps.convene import CONVENE
from reviews.steps.cosign_results import COSIGN_RESULTS
from reviews.steps.declare_interests import DECLARE_INTERESTS
from reviews.steps.defer_item import DEFER_ITEM
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.draw_up_results import DRAW_UP_RESULTS
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.leave_meeting import LEAVE_MEETING
from reviews.steps.lodge_number import LODGE_NUMBER
from reviews.steps.name_chair import NAME_CHAIR
from reviews.steps.name_deputy import NAME_DEPUTY
from reviews.steps.note_absence import NOTE_ABSENCE
from reviews.steps.open_discussion import OPEN_DISCUSSION
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.prepare_draw import PREPARE_DRAW
from reviews.steps.recuse import RECUSE
from reviews.steps.release_code import RELEASE_CODE
from reviews.steps.replace_members import REPLACE_MEMBERS
from reviews.steps.report_results import REPORT_RESULTS
from reviews.steps.return_filing import RETURN_FILING
from reviews.steps.reveal_number import REVEAL_NUMBER
from reviews.steps.revise_meeting import REVISE_MEETING
from reviews.steps.seal_draw import SEAL_DRAW
from reviews.steps.seal_results import SEAL_RESULTS
from reviews.steps.settle_item import SETTLE_ITEM
from reviews.steps.sign_minutes import SIGN_MINUTES
from reviews.steps.submit_opinion import SUBMIT_OPINION
from reviews.steps.void_round import VOID_ROUND
from reviews.steps.vote_again import VOTE_AGAIN
from reviews.steps.withdraw_recusal import WITHDRAW_RECUSAL

MEETING_ACTS: tuple[Step[Any], ...] = (
    REVISE_MEETING,
    ARRANGE_AGENDA,
    FILE_MEETING,
    CONFIRM_FILING,
    RETURN_FILING,
    COMPARE_INTERESTS,
    PREPARE_DRAW,
    LODGE_NUMBER,
    SEAL_DRAW,
    ABANDON_DRAW,
    REVEAL_NUMBER,
    DRAW_PANEL,
    REPLACE_MEMBERS,
    RELEASE_CODE,
    NAME_CHAIR,
    DECLARE_INTERESTS,
    NAME_DEPUTY,
    CHECK_IN,
    CONVENE,
    NOTE_ABSENCE,
    LEAVE_MEETING,
    CLOSE_MEETING,
    SIGN_MINUTES,
    DRAW_UP_RESULTS,
    SEAL_RESULTS,
    REPORT_RESULTS,
    COSIGN_RESULTS,
    APPROVE_RESULTS,
    CANCEL_MEETING,
)

# A list of people whom an office has determined, where no panel votes (初定).
DETERMINATION_ACTS: tuple[Step[Any], ...] = (ANNOUNCE_DETERMINATIONS,)

ITEM_ACTS: tuple[Step[Any], ...] = (
    SUBMIT_OPINION,
    RECUSE,
    WITHDRAW_RECUSAL,
    OPEN_DISCUSSION,
    CLOSE_DISCUSSION,
    OPEN_ITEM,
    CAST,
    CLOSE_ITEM,
    VOTE_AGAIN,
    SETTLE_ITEM,
    VOID_ROUND,
    DEFER_ITEM,
)
