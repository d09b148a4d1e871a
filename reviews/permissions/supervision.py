"""Who watches over reviews and over the platform, and keeps the tables that all rely on."""

from accounts.actor import Actor
from accounts.enums import AdminLevel, Role
from reviews.enums import PlanStage
from reviews.models import (
    Application,
    CalendarNotice,
    Plan,
    SpotCheck,
    SpotCheckItem,
    TableEdition,
)
from reviews.permissions.plans import runs_plan, supervises_plan, watches_plan


def keeps_tables(actor: Actor) -> bool:
    """The HR bureau of a city keeps the tables of its notices up to date (S4 annexes 1, 3 and 4: 动态调整)."""
    return actor.role == Role.HR_BUREAU and actor.agency is not None and actor.agency.level == AdminLevel.CITY


# Notices of the State Council hold for the whole province: the bureaus of cities and of the province type them in.
KEEPING = (AdminLevel.CITY, AdminLevel.PROVINCE)


def keeps_calendar(actor: Actor) -> bool:
    """The HR bureau of a city or of the province types the notices on holidays in, and approves what others typed."""
    return actor.role == Role.HR_BUREAU and actor.agency is not None and actor.agency.level in KEEPING


def reads_calendar_notice(actor: Actor, _: CalendarNotice) -> bool:
    """Every HR bureau sees what is being typed in: it names no person."""
    return actor.role == Role.HR_BUREAU


def watches_platform(actor: Actor) -> bool:
    """HR bureaus and supervision see whether the clock, the outbox and the journal are in order."""
    return actor.role in {Role.HR_BUREAU, Role.SUPERVISION}


def may_read_history(actor: Actor, application: Application) -> bool:
    """The supervision office that watches the plan; a draft has no history for anybody but its author's own page."""
    return application.filed_at is not None and watches_plan(actor, application.plan)


def keeps_table(actor: Actor, edition: TableEdition) -> bool:
    """The very bureau whose table it is; its drafts are nobody else's."""
    return keeps_tables(actor) and actor.agency_id == edition.keeper_id


def oversees(actor: Actor) -> bool:
    """Who watches over reviews at all: supervision offices and HR bureaus (S3 三(二)); which, is asked of each plan."""
    return actor.role in {Role.SUPERVISION, Role.HR_BUREAU}


def oversees_plan(actor: Actor, plan: Plan) -> bool:
    """The supervision office of one of its committees, or the bureau that approved the plan (S3 三(二))."""
    is_public = plan.stage in (PlanStage.PUBLISHED, PlanStage.CLOSED)
    return is_public and (supervises_plan(actor, plan) or watches_plan(actor, plan))


def reads_statistics(actor: Actor, plan: Plan) -> bool:
    """Whoever oversees the plan, and its own office."""
    return oversees_plan(actor, plan) or (runs_plan(actor, plan) and plan.published_at is not None)


def makes_check(actor: Actor, check: SpotCheck) -> bool:
    """The office that drew it."""
    return actor.role in {Role.SUPERVISION, Role.HR_BUREAU} and actor.agency_id == check.agency_id


def sees_check(actor: Actor, check: SpotCheck) -> bool:
    """The office that drew it, the others that oversee the plan, and the office that is checked."""
    return makes_check(actor, check) or oversees_plan(actor, check.plan) or runs_plan(actor, check.plan)


def makes_finding(actor: Actor, item: SpotCheckItem) -> bool:
    """The office that drew the check."""
    return makes_check(actor, item.spot_check)


def answers_finding(actor: Actor, item: SpotCheckItem) -> bool:
    """The office of the plan puts right what was found."""
    return runs_plan(actor, item.spot_check.plan)
