"""Who may do what with a plan."""

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import PlanStage
from reviews.models import (
    DryRun,
    Plan,
)


def may_see_plan(actor: Actor, plan: Plan) -> bool:
    """A published plan is the public's (政策公开); one that is being drafted is its office's and its bureau's."""
    is_public = plan.stage in (PlanStage.PUBLISHED, PlanStage.CLOSED)
    return is_public or runs_plan(actor, plan) or supervises_plan(actor, plan)


def runs_plan(actor: Actor, plan: Plan) -> bool:
    """The committee office of the plan."""
    return actor.role == Role.COMMITTEE_OFFICE and actor.agency_id == plan.office_id


def supervises_plan(actor: Actor, plan: Plan) -> bool:
    """The HR bureau that approves the plan, confirms its meetings and approves its results (S3 一)."""
    return actor.role == Role.HR_BUREAU and actor.agency_id == plan.hr_bureau_id


# Who may determine where no panel votes (初定); which of the two, the plan says.
DETERMINERS = frozenset({Role.COMMITTEE_OFFICE, Role.HR_BUREAU})


def determines(actor: Actor, plan: Plan) -> bool:
    """The office that a plan of initial determination names."""
    return plan.is_initial and actor.role in DETERMINERS and actor.agency_id == plan.determiner.pk


def watches_plan(actor: Actor, plan: Plan) -> bool:
    """The supervision office of one of the plan's committees sees everything but ballots (S3 三(二))."""
    return actor.role == Role.SUPERVISION and plan.titles.filter(committee__supervisor_id=actor.agency_id).exists()


def is_committee_office(actor: Actor) -> bool:
    """Somebody of a committee office."""
    return actor.role == Role.COMMITTEE_OFFICE


def prepares_plan(actor: Actor, plan: Plan) -> bool:
    """The office that draws the plan up and publishes it, and the bureau that approves it (S3 一(一))."""
    return runs_plan(actor, plan) or supervises_plan(actor, plan)


def edits_plan(actor: Actor, plan: Plan) -> bool:
    """The office writes its plan while that is a draft; afterwards it stands as it was reported (S3 一(一))."""
    return runs_plan(actor, plan) and plan.stage == PlanStage.DRAFT


def writes_rules(actor: Actor, plan: Plan) -> bool:
    """The office writes the rules of its plan while that is a draft; afterwards they stand as they were approved."""
    return runs_plan(actor, plan) and plan.stage == PlanStage.DRAFT


def made_dry_run(actor: Actor, run: DryRun) -> bool:
    """Whoever prepares the plan whose rules were tried."""
    return prepares_plan(actor, run.plan)
