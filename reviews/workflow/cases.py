"""One case from its start to its archive, and what is objected to it."""

from typing import Any

from accounts.actor import Actor
from accounts.steps.base import Step
from reviews.models import Application
from reviews.steps.accept_objection import ACCEPT_OBJECTION
from reviews.steps.answer_complaint import ANSWER_COMPLAINT
from reviews.steps.answer_defence import ANSWER_DEFENCE
from reviews.steps.answer_revocation import ANSWER_REVOCATION
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.archive import ARCHIVE
from reviews.steps.ask_correction import ASK_CORRECTION
from reviews.steps.begin_review import BEGIN_REVIEW
from reviews.steps.close_employer_publicity import CLOSE_EMPLOYER_PUBLICITY
from reviews.steps.close_pre_review_publicity import CLOSE_PRE_REVIEW_PUBLICITY
from reviews.steps.close_result_publicity import CLOSE_RESULT_PUBLICITY
from reviews.steps.confirm_publicity import CONFIRM_PUBLICITY
from reviews.steps.decide_case import DECIDE_CASE
from reviews.steps.determine import DETERMINE
from reviews.steps.drop_revocation import DROP_REVOCATION
from reviews.steps.extend_objection import EXTEND_OBJECTION
from reviews.steps.file import FILE
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.steps.hold_list import HOLD_LIST
from reviews.steps.hold_result import HOLD_RESULT
from reviews.steps.inform_objector import INFORM_OBJECTOR
from reviews.steps.issue_certificate import ISSUE_CERTIFICATE
from reviews.steps.issue_proof import ISSUE_PROOF
from reviews.steps.issue_recommendation import ISSUE_RECOMMENDATION
from reviews.steps.lapse import LAPSE
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.not_determine import NOT_DETERMINE
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.note_objection import NOTE_OBJECTION
from reviews.steps.object import OBJECT
from reviews.steps.object_to_list import OBJECT_TO_LIST
from reviews.steps.open_employer_publicity import OPEN_EMPLOYER_PUBLICITY
from reviews.steps.open_pre_review_publicity import OPEN_PRE_REVIEW_PUBLICITY
from reviews.steps.open_result_publicity import OPEN_RESULT_PUBLICITY
from reviews.steps.order_re_review import ORDER_RE_REVIEW
from reviews.steps.postpone_review import POSTPONE_REVIEW
from reviews.steps.propose_revocation import PROPOSE_REVOCATION
from reviews.steps.publish_results import PUBLISH_RESULTS
from reviews.steps.qualify import QUALIFY
from reviews.steps.receive_paper import RECEIVE_PAPER
from reviews.steps.recommend import RECOMMEND
from reviews.steps.record_inspection import RECORD_INSPECTION
from reviews.steps.release_list import RELEASE_LIST
from reviews.steps.request_recusal import REQUEST_RECUSAL
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.return_paper import RETURN_PAPER
from reviews.steps.revoke import REVOKE
from reviews.steps.settle_ambiguity import SETTLE_AMBIGUITY
from reviews.steps.show_anew import SHOW_ANEW
from reviews.steps.show_list_anew import SHOW_LIST_ANEW
from reviews.steps.sign import SIGN
from reviews.steps.start import START
from reviews.steps.state_defence import STATE_DEFENCE
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from reviews.steps.veto import VETO
from reviews.steps.withdraw import WITHDRAW
from reviews.steps.withdraw_recommendation import WITHDRAW_RECOMMENDATION

PROCEDURE: tuple[Step[Application], ...] = (
    START,
    SIGN,
    FILE,
    RETURN_FOR_CORRECTION,
    APPROVE_BY_EMPLOYER,
    OPEN_EMPLOYER_PUBLICITY,
    CLOSE_EMPLOYER_PUBLICITY,
    SUBMIT_EMPLOYER_OPINION,
    RECORD_INSPECTION,
    RECOMMEND,
    NOT_RECOMMEND,
    WITHDRAW_RECOMMENDATION,
    VETO,
    STATE_DEFENCE,
    ANSWER_DEFENCE,
    SETTLE_AMBIGUITY,
    QUALIFY,
    NOT_ACCEPT,
    RECEIVE_PAPER,
    OPEN_PRE_REVIEW_PUBLICITY,
    CLOSE_PRE_REVIEW_PUBLICITY,
    BEGIN_REVIEW,
    POSTPONE_REVIEW,
    DECIDE_CASE,
    DETERMINE,
    NOT_DETERMINE,
    OPEN_RESULT_PUBLICITY,
    CLOSE_RESULT_PUBLICITY,
    HOLD_RESULT,
    PUBLISH_RESULTS,
    ISSUE_CERTIFICATE,
    ISSUE_PROOF,
    ISSUE_RECOMMENDATION,
    ASK_CORRECTION,
    RETURN_PAPER,
    ARCHIVE,
    REQUEST_RECUSAL,
    WITHDRAW,
    LAPSE,
    OBJECT,
    SHOW_ANEW,
    ORDER_RE_REVIEW,
    FILE_COMPLAINT,
    ANSWER_COMPLAINT,
    PROPOSE_REVOCATION,
    ANSWER_REVOCATION,
    DROP_REVOCATION,
    REVOKE,
)

# On a list as a whole, by whoever published it; and what anybody objects to the whole list.
PUBLICITY_ACTS: tuple[Step[Any], ...] = (OBJECT_TO_LIST, HOLD_LIST, RELEASE_LIST, SHOW_LIST_ANEW, CONFIRM_PUBLICITY)

OBJECTION_ACTS: tuple[Step[Any], ...] = (
    ACCEPT_OBJECTION,
    NOTE_OBJECTION,
    EXTEND_OBJECTION,
    RESOLVE_OBJECTION,
    INFORM_OBJECTOR,
)


def steps_open_to(actor: Actor, application: Application) -> list[Step[Application]]:
    """Return the acts this actor may try on this application now; obstacles may still stand in the way."""
    return [step for step in PROCEDURE if step.is_open_to(application, actor)]
