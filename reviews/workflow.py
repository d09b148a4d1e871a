"""The procedure: the legal acts in the order of the notices (procedure table). Readable by a lawyer."""

from typing import Any

from accounts.actor import Actor
from accounts.steps.base import Step
from employers.steps.confirm_post_table import confirm_post_table
from employers.steps.decide_self_filing import acknowledge_self_filing, return_self_filing
from employers.steps.end_self_appointing import end_self_appointing
from employers.steps.record_appointment import record_appointment
from employers.steps.record_post_check import record_post_check
from employers.steps.return_post_table import return_post_table
from employers.steps.revise_post_table import revise_post_table
from employers.steps.settle_self_appointing import settle_self_appointing
from employers.steps.sign_pooled_posts import sign_pooled_posts
from employers.steps.submit_post_table import submit_post_table
from employers.steps.submit_self_filing import submit_self_filing
from reviews.models import Application
from reviews.steps.abandon_draw import ABANDON_DRAW
from reviews.steps.accept_objection import ACCEPT_OBJECTION
from reviews.steps.admit_expert import ADMIT_EXPERT
from reviews.steps.agree_entrustment import AGREE_ENTRUSTMENT
from reviews.steps.allowances import (
    CONFIRM_ALLOWANCE,
    DECLARE_ALLOWANCE,
    REFUSE_ALLOWANCE,
    WITHDRAW_ALLOWANCE,
)
from reviews.steps.announce_determinations import ANNOUNCE_DETERMINATIONS
from reviews.steps.announce_plan import ANNOUNCE_PLAN
from reviews.steps.answer_complaint import ANSWER_COMPLAINT
from reviews.steps.answer_defence import ANSWER_DEFENCE
from reviews.steps.answer_finding import ANSWER_FINDING
from reviews.steps.answer_inquiry import ANSWER_INQUIRY
from reviews.steps.answer_report import ANSWER_REPORT
from reviews.steps.answer_revocation import ANSWER_REVOCATION
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.approve_calendar import APPROVE_CALENDAR
from reviews.steps.approve_correction import APPROVE_CORRECTION
from reviews.steps.approve_plan import APPROVE_PLAN
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.archive import ARCHIVE
from reviews.steps.arrange_agenda import ARRANGE_AGENDA
from reviews.steps.ask_correction import ASK_CORRECTION
from reviews.steps.begin_review import BEGIN_REVIEW
from reviews.steps.cancel_meeting import CANCEL_MEETING
from reviews.steps.cast import CAST
from reviews.steps.change_bodies import CHANGE_BODIES
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_discussion import CLOSE_DISCUSSION
from reviews.steps.close_employer_publicity import CLOSE_EMPLOYER_PUBLICITY
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.close_meeting import CLOSE_MEETING
from reviews.steps.close_plan import CLOSE_PLAN
from reviews.steps.close_pre_review_publicity import CLOSE_PRE_REVIEW_PUBLICITY
from reviews.steps.close_result_publicity import CLOSE_RESULT_PUBLICITY
from reviews.steps.close_spot_check import CLOSE_SPOT_CHECK
from reviews.steps.compare_interests import COMPARE_INTERESTS
from reviews.steps.confirm_filing import CONFIRM_FILING
from reviews.steps.confirm_publicity import CONFIRM_PUBLICITY
from reviews.steps.convene import CONVENE
from reviews.steps.cosign_results import COSIGN_RESULTS
from reviews.steps.decide_case import DECIDE_CASE
from reviews.steps.declare_interests import DECLARE_INTERESTS
from reviews.steps.decline_expert import DECLINE_EXPERT
from reviews.steps.defer_item import DEFER_ITEM
from reviews.steps.describe_table import DESCRIBE_TABLE
from reviews.steps.determine import DETERMINE
from reviews.steps.discard_calendar import DISCARD_CALENDAR
from reviews.steps.discard_table import DISCARD_TABLE
from reviews.steps.dissolve_committee import DISSOLVE_COMMITTEE
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.draw_up_determinations import DRAW_UP_DETERMINATIONS
from reviews.steps.draw_up_results import DRAW_UP_RESULTS
from reviews.steps.drop_plan import DROP_PLAN
from reviews.steps.drop_revocation import DROP_REVOCATION
from reviews.steps.examine_correction import EXAMINE_CORRECTION
from reviews.steps.extend_objection import EXTEND_OBJECTION
from reviews.steps.file import FILE
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.found_committee import FOUND_COMMITTEE
from reviews.steps.hold_list import HOLD_LIST
from reviews.steps.hold_result import HOLD_RESULT
from reviews.steps.import_calendar import IMPORT_CALENDAR
from reviews.steps.inform_objector import INFORM_OBJECTOR
from reviews.steps.issue_certificate import ISSUE_CERTIFICATE
from reviews.steps.issue_entrustment import ISSUE_ENTRUSTMENT
from reviews.steps.issue_proof import ISSUE_PROOF
from reviews.steps.issue_recommendation import ISSUE_RECOMMENDATION
from reviews.steps.judge_conflict import JUDGE_CONFLICT
from reviews.steps.keep_expert import KEEP_EXPERT
from reviews.steps.lapse import LAPSE
from reviews.steps.leave_meeting import LEAVE_MEETING
from reviews.steps.lodge_number import LODGE_NUMBER
from reviews.steps.name_chair import NAME_CHAIR
from reviews.steps.name_deputy import NAME_DEPUTY
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.not_determine import NOT_DETERMINE
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.note_absence import NOTE_ABSENCE
from reviews.steps.note_objection import NOTE_OBJECTION
from reviews.steps.object import OBJECT
from reviews.steps.object_to_list import OBJECT_TO_LIST
from reviews.steps.open_discussion import OPEN_DISCUSSION
from reviews.steps.open_employer_publicity import OPEN_EMPLOYER_PUBLICITY
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.open_pre_review_publicity import OPEN_PRE_REVIEW_PUBLICITY
from reviews.steps.open_result_publicity import OPEN_RESULT_PUBLICITY
from reviews.steps.open_spot_check import OPEN_SPOT_CHECK
from reviews.steps.order_re_review import ORDER_RE_REVIEW
from reviews.steps.postpone_review import POSTPONE_REVIEW
from reviews.steps.prepare_draw import PREPARE_DRAW
from reviews.steps.propose_expert import PROPOSE_EXPERT
from reviews.steps.propose_removal import PROPOSE_REMOVAL
from reviews.steps.propose_renewal import PROPOSE_RENEWAL
from reviews.steps.propose_revocation import PROPOSE_REVOCATION
from reviews.steps.publish_correction import PUBLISH_CORRECTION
from reviews.steps.publish_plan import PUBLISH_PLAN
from reviews.steps.publish_question import PUBLISH_QUESTION
from reviews.steps.publish_results import PUBLISH_RESULTS
from reviews.steps.publish_table import PUBLISH_TABLE
from reviews.steps.qualify import QUALIFY
from reviews.steps.receive_paper import RECEIVE_PAPER
from reviews.steps.recommend import RECOMMEND
from reviews.steps.record_finding import RECORD_FINDING
from reviews.steps.record_inspection import RECORD_INSPECTION
from reviews.steps.recuse import RECUSE
from reviews.steps.refuse_correction import REFUSE_CORRECTION
from reviews.steps.refuse_entrustment import REFUSE_ENTRUSTMENT
from reviews.steps.release_code import RELEASE_CODE
from reviews.steps.release_list import RELEASE_LIST
from reviews.steps.remove_expert import REMOVE_EXPERT
from reviews.steps.rename_committee import RENAME_COMMITTEE
from reviews.steps.renew_expert import RENEW_EXPERT
from reviews.steps.renew_term import RENEW_TERM
from reviews.steps.replace_members import REPLACE_MEMBERS
from reviews.steps.report_outcome import REPORT_OUTCOME
from reviews.steps.report_results import REPORT_RESULTS
from reviews.steps.request_recusal import REQUEST_RECUSAL
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from reviews.steps.return_calendar import RETURN_CALENDAR
from reviews.steps.return_conflict import RETURN_CONFLICT
from reviews.steps.return_entrustment import RETURN_ENTRUSTMENT
from reviews.steps.return_filing import RETURN_FILING
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.return_paper import RETURN_PAPER
from reviews.steps.return_plan import RETURN_PLAN
from reviews.steps.return_table import RETURN_TABLE
from reviews.steps.reveal_number import REVEAL_NUMBER
from reviews.steps.revise_calendar import REVISE_CALENDAR
from reviews.steps.revise_meeting import REVISE_MEETING
from reviews.steps.revise_table import REVISE_TABLE
from reviews.steps.revoke import REVOKE
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from reviews.steps.seal_draw import SEAL_DRAW
from reviews.steps.seal_results import SEAL_RESULTS
from reviews.steps.send_reply import SEND_REPLY
from reviews.steps.set_functions import SET_FUNCTIONS
from reviews.steps.set_pool_terms import SET_POOL_TERMS
from reviews.steps.settle_ambiguity import SETTLE_AMBIGUITY
from reviews.steps.settle_conflict import SETTLE_CONFLICT
from reviews.steps.settle_item import SETTLE_ITEM
from reviews.steps.show_anew import SHOW_ANEW
from reviews.steps.show_list_anew import SHOW_LIST_ANEW
from reviews.steps.sign import SIGN
from reviews.steps.sign_minutes import SIGN_MINUTES
from reviews.steps.start import START
from reviews.steps.start_correction import START_CORRECTION
from reviews.steps.state_defence import STATE_DEFENCE
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from reviews.steps.submit_entrustment import SUBMIT_ENTRUSTMENT
from reviews.steps.submit_opinion import SUBMIT_OPINION
from reviews.steps.submit_table import SUBMIT_TABLE
from reviews.steps.veto import VETO
from reviews.steps.void_round import VOID_ROUND
from reviews.steps.vote_again import VOTE_AGAIN
from reviews.steps.withdraw import WITHDRAW
from reviews.steps.withdraw_entrustment import WITHDRAW_ENTRUSTMENT
from reviews.steps.withdraw_question import WITHDRAW_QUESTION
from reviews.steps.withdraw_recommendation import WITHDRAW_RECOMMENDATION
from reviews.steps.withdraw_recusal import WITHDRAW_RECUSAL

# One line per act, in the order in which the notices name them.
PLAN_ACTS: tuple[Step[Any], ...] = (
    ANNOUNCE_PLAN,
    APPROVE_PLAN,
    RETURN_PLAN,
    PUBLISH_PLAN,
    START_CORRECTION,
    PUBLISH_CORRECTION,
    DROP_PLAN,
    CLOSE_PLAN,
    SCHEDULE_MEETING,
    DRAW_UP_DETERMINATIONS,
    OPEN_SPOT_CHECK,
)

# A committee before its meetings: founded, renamed, renewed, by the bureau with which it is registered.
COMMITTEE_ACTS: tuple[Step[Any], ...] = (
    FOUND_COMMITTEE,
    RENEW_TERM,
    RENAME_COMMITTEE,
    SET_FUNCTIONS,
    CHANGE_BODIES,
    SET_POOL_TERMS,
    DISSOLVE_COMMITTEE,
)

# The year's posts of a public institution, which every recommendation of its people stands on (S2 附件3).
POST_ACTS: tuple[Step[Any], ...] = (
    submit_post_table,
    sign_pooled_posts,
    confirm_post_table,
    return_post_table,
    revise_post_table,
    record_appointment,
    record_post_check,
)

# What an institution that appoints its own people is, and files (S3 三(二)).
SELF_APPOINTING_ACTS: tuple[Step[Any], ...] = (settle_self_appointing, end_self_appointing)
SELF_FILING_ACTS: tuple[Step[Any], ...] = (submit_self_filing, acknowledge_self_filing, return_self_filing)

# Into a pool and out of it: one person proposes, a second one decides (S3 三(四)).
POOL_ACTS: tuple[Step[Any], ...] = (
    PROPOSE_EXPERT,
    ADMIT_EXPERT,
    DECLINE_EXPERT,
    PROPOSE_RENEWAL,
    RENEW_EXPERT,
    PROPOSE_REMOVAL,
    REMOVE_EXPERT,
    KEEP_EXPERT,
)

# Our people reviewed elsewhere, and the results of those whom others entrusted to us (S3 二(一)).
ENTRUSTMENT_ACTS: tuple[Step[Any], ...] = (
    SUBMIT_ENTRUSTMENT,
    AGREE_ENTRUSTMENT,
    RETURN_ENTRUSTMENT,
    ISSUE_ENTRUSTMENT,
    REFUSE_ENTRUSTMENT,
    WITHDRAW_ENTRUSTMENT,
    REPORT_OUTCOME,
)
REPLY_ACTS: tuple[Step[Any], ...] = (SEND_REPLY,)

# The yearly allowance of title holders (S3 二(六)).
ALLOWANCE_ACTS: tuple[Step[Any], ...] = (
    DECLARE_ALLOWANCE,
    CONFIRM_ALLOWANCE,
    REFUSE_ALLOWANCE,
    WITHDRAW_ALLOWANCE,
)

# What keeps an expert from a case: judged by one person, settled by a second one.
CONFLICT_ACTS: tuple[Step[Any], ...] = (JUDGE_CONFLICT, SETTLE_CONFLICT, RETURN_CONFLICT)

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

# A certificate put right, and what somebody told of it.
CORRECTION_ACTS: tuple[Step[Any], ...] = (EXAMINE_CORRECTION, APPROVE_CORRECTION, REFUSE_CORRECTION)
REPORT_ACTS: tuple[Step[Any], ...] = (ANSWER_REPORT,)

# What people ask an office, and what offices answer to everybody (S3 三(五)).
INQUIRY_ACTS: tuple[Step[Any], ...] = (ANSWER_INQUIRY,)
QUESTION_ACTS: tuple[Step[Any], ...] = (PUBLISH_QUESTION, WITHDRAW_QUESTION)

# The tables that the notices annex: no case hangs on them, every later edition is one more round of these acts.
TABLE_ACTS: tuple[Step[Any], ...] = (
    REVISE_TABLE,
    DESCRIBE_TABLE,
    SUBMIT_TABLE,
    RETURN_TABLE,
    PUBLISH_TABLE,
    DISCARD_TABLE,
)

# What the working days are: no case hangs on them, every period does.
CALENDAR_ACTS: tuple[Step[Any], ...] = (
    REVISE_CALENDAR,
    IMPORT_CALENDAR,
    RETURN_CALENDAR,
    APPROVE_CALENDAR,
    DISCARD_CALENDAR,
)

# Spot checks (S3 三(二)): opened on a plan, above; then case by case.
CHECK_ACTS: tuple[Step[Any], ...] = (CLOSE_SPOT_CHECK,)
CHECK_ITEM_ACTS: tuple[Step[Any], ...] = (RECORD_FINDING, ANSWER_FINDING)

ALL_ACTS = (
    *PLAN_ACTS,
    *POST_ACTS,
    *SELF_APPOINTING_ACTS,
    *SELF_FILING_ACTS,
    *COMMITTEE_ACTS,
    *POOL_ACTS,
    *ENTRUSTMENT_ACTS,
    *REPLY_ACTS,
    *ALLOWANCE_ACTS,
    *CONFLICT_ACTS,
    *PROCEDURE,
    *PUBLICITY_ACTS,
    *OBJECTION_ACTS,
    *MEETING_ACTS,
    *DETERMINATION_ACTS,
    *ITEM_ACTS,
    *CORRECTION_ACTS,
    *REPORT_ACTS,
    *INQUIRY_ACTS,
    *QUESTION_ACTS,
    *TABLE_ACTS,
    *CALENDAR_ACTS,
    *CHECK_ITEM_ACTS,
    *CHECK_ACTS,
)


def steps_open_to(actor: Actor, application: Application) -> list[Step[Application]]:
    """Return the acts this actor may try on this application now; obstacles may still stand in the way."""
    return [step for step in PROCEDURE if step.is_open_to(application, actor)]
