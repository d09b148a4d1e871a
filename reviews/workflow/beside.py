"""What goes on beside the cases of a season: letters, allowances, corrections, questions, tables, checks."""

from typing import Any

from accounts.steps.base import Step
from reviews.steps.agree_entrustment import AGREE_ENTRUSTMENT
from reviews.steps.allowances import (
    CONFIRM_ALLOWANCE,
    DECLARE_ALLOWANCE,
    REFUSE_ALLOWANCE,
    WITHDRAW_ALLOWANCE,
)
from reviews.steps.answer_finding import ANSWER_FINDING
from reviews.steps.answer_inquiry import ANSWER_INQUIRY
from reviews.steps.answer_report import ANSWER_REPORT
from reviews.steps.approve_calendar import APPROVE_CALENDAR
from reviews.steps.approve_correction import APPROVE_CORRECTION
from reviews.steps.close_spot_check import CLOSE_SPOT_CHECK
from reviews.steps.describe_table import DESCRIBE_TABLE
from reviews.steps.discard_calendar import DISCARD_CALENDAR
from reviews.steps.discard_table import DISCARD_TABLE
from reviews.steps.examine_correction import EXAMINE_CORRECTION
from reviews.steps.import_calendar import IMPORT_CALENDAR
from reviews.steps.issue_entrustment import ISSUE_ENTRUSTMENT
from reviews.steps.publish_question import PUBLISH_QUESTION
from reviews.steps.publish_table import PUBLISH_TABLE
from reviews.steps.record_finding import RECORD_FINDING
from reviews.steps.refuse_correction import REFUSE_CORRECTION
from reviews.steps.refuse_entrustment import REFUSE_ENTRUSTMENT
from reviews.steps.report_outcome import REPORT_OUTCOME
from reviews.steps.return_calendar import RETURN_CALENDAR
from reviews.steps.return_entrustment import RETURN_ENTRUSTMENT
from reviews.steps.return_table import RETURN_TABLE
from reviews.steps.revise_calendar import REVISE_CALENDAR
from reviews.steps.revise_table import REVISE_TABLE
from reviews.steps.send_reply import SEND_REPLY
from reviews.steps.submit_entrustment import SUBMIT_ENTRUSTMENT
from reviews.steps.submit_table import SUBMIT_TABLE
from reviews.steps.withdraw_entrustment import WITHDRAW_ENTRUSTMENT
from reviews.steps.withdraw_question import WITHDRAW_QUESTION

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
