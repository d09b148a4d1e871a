"""The procedure: the legal acts in the order of the notices (procedure table). Readable by a lawyer."""

from typing import Any

from accounts.actor import Actor
from accounts.steps.base import Step
from reviews.models import Application
from reviews.steps.announce_plan import ANNOUNCE_PLAN
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.approve_plan import APPROVE_PLAN
from reviews.steps.close_employer_publicity import CLOSE_EMPLOYER_PUBLICITY
from reviews.steps.close_pre_review_publicity import CLOSE_PRE_REVIEW_PUBLICITY
from reviews.steps.close_result_publicity import CLOSE_RESULT_PUBLICITY
from reviews.steps.file import FILE
from reviews.steps.lapse import LAPSE
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.object import OBJECT
from reviews.steps.open_employer_publicity import OPEN_EMPLOYER_PUBLICITY
from reviews.steps.open_pre_review_publicity import OPEN_PRE_REVIEW_PUBLICITY
from reviews.steps.open_result_publicity import OPEN_RESULT_PUBLICITY
from reviews.steps.publish_plan import PUBLISH_PLAN
from reviews.steps.qualify import QUALIFY
from reviews.steps.receive_paper import RECEIVE_PAPER
from reviews.steps.recommend import RECOMMEND
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.sign import SIGN
from reviews.steps.start import START
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from reviews.steps.withdraw import WITHDRAW

# One line per act, in the order in which the notices name them.
PLAN_ACTS: tuple[Step[Any], ...] = (ANNOUNCE_PLAN, APPROVE_PLAN, PUBLISH_PLAN)

PROCEDURE: tuple[Step[Application], ...] = (
    START,
    SIGN,
    FILE,
    RETURN_FOR_CORRECTION,
    APPROVE_BY_EMPLOYER,
    OPEN_EMPLOYER_PUBLICITY,
    CLOSE_EMPLOYER_PUBLICITY,
    SUBMIT_EMPLOYER_OPINION,
    RECOMMEND,
    NOT_RECOMMEND,
    QUALIFY,
    NOT_ACCEPT,
    RECEIVE_PAPER,
    OPEN_PRE_REVIEW_PUBLICITY,
    CLOSE_PRE_REVIEW_PUBLICITY,
    OPEN_RESULT_PUBLICITY,
    CLOSE_RESULT_PUBLICITY,
    WITHDRAW,
    LAPSE,
    OBJECT,
    RESOLVE_OBJECTION,
)

MEETING_ACTS: tuple[Step[Any], ...] = ()

ITEM_ACTS: tuple[Step[Any], ...] = ()

ALL_ACTS = (*PLAN_ACTS, *PROCEDURE, *MEETING_ACTS, *ITEM_ACTS)


def steps_open_to(actor: Actor, application: Application) -> list[Step[Application]]:
    """Return the acts this actor may try on this application now; obstacles may still stand in the way."""
    return [step for step in PROCEDURE if step.is_open_to(application, actor)]
