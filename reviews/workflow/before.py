"""What must stand before anybody files: plans, committees and their pools, the posts of an institution."""

from typing import Any

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
from reviews.steps.admit_expert import ADMIT_EXPERT
from reviews.steps.announce_plan import ANNOUNCE_PLAN
from reviews.steps.approve_plan import APPROVE_PLAN
from reviews.steps.change_bodies import CHANGE_BODIES
from reviews.steps.close_plan import CLOSE_PLAN
from reviews.steps.decline_expert import DECLINE_EXPERT
from reviews.steps.dissolve_committee import DISSOLVE_COMMITTEE
from reviews.steps.draw_up_determinations import DRAW_UP_DETERMINATIONS
from reviews.steps.drop_plan import DROP_PLAN
from reviews.steps.found_committee import FOUND_COMMITTEE
from reviews.steps.judge_conflict import JUDGE_CONFLICT
from reviews.steps.keep_expert import KEEP_EXPERT
from reviews.steps.open_spot_check import OPEN_SPOT_CHECK
from reviews.steps.propose_expert import PROPOSE_EXPERT
from reviews.steps.propose_removal import PROPOSE_REMOVAL
from reviews.steps.propose_renewal import PROPOSE_RENEWAL
from reviews.steps.publish_correction import PUBLISH_CORRECTION
from reviews.steps.publish_plan import PUBLISH_PLAN
from reviews.steps.remove_expert import REMOVE_EXPERT
from reviews.steps.rename_committee import RENAME_COMMITTEE
from reviews.steps.renew_expert import RENEW_EXPERT
from reviews.steps.renew_term import RENEW_TERM
from reviews.steps.return_conflict import RETURN_CONFLICT
from reviews.steps.return_plan import RETURN_PLAN
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from reviews.steps.set_functions import SET_FUNCTIONS
from reviews.steps.set_pool_terms import SET_POOL_TERMS
from reviews.steps.settle_conflict import SETTLE_CONFLICT
from reviews.steps.start_correction import START_CORRECTION

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

# What keeps an expert from a case: judged by one person, settled by a second one.
CONFLICT_ACTS: tuple[Step[Any], ...] = (JUDGE_CONFLICT, SETTLE_CONFLICT, RETURN_CONFLICT)
