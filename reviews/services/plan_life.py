"""The end of a plan: which cases are still open under it, and which plans the clock may end."""

import logging

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import CLOCK
from accounts.steps.base import ActRefused, Step, perform
from reviews.enums import ENDED_WITHOUT_TITLE, PlanStage, Stage
from reviews.models import Application, Plan
from reviews.selectors.deadlines import leg_closes
from zcps import clock

log = logging.getLogger(__name__)

# The act stands above the services; it enters itself here when it is loaded (see reviews/apps.py).
PERFORMED_BY_CLOCK: dict[str, Step[Plan]] = {}
_ENDED = (*ENDED_WITHOUT_TITLE, Stage.ARCHIVED)


def open_cases(plan: Plan) -> QuerySet[Application]:
    """Return the applications under a plan that have not come to their end."""
    return plan.applications.exclude(stage__in=_ENDED)


def close_ended() -> int:
    """End every plan whose deadlines have all passed and whose cases have all ended; return how many. Idempotent."""
    moment = clock.now()
    waiting = Application.objects.filter(plan=OuterRef("pk")).exclude(stage__in=_ENDED)
    over = Plan.objects.filter(stage=PlanStage.PUBLISHED, filing_closes__lte=moment, employer_closes__lte=moment)
    return sum(_closed(plan) for plan in over.filter(~Exists(waiting)) if _is_over(plan))


def _is_over(plan: Plan) -> bool:
    moments = [*leg_closes(plan), plan.paper_closes]
    return all(moment is None or moment <= clock.now() for moment in moments)


def _closed(plan: Plan) -> bool:
    try:
        perform(PERFORMED_BY_CLOCK["close_plan"], plan, CLOCK)
    except ActRefused as refused:
        log.info("plan %s stays open: %s", plan.pk, refused)
        return False
    return True
