"""The procedure: the legal acts in the order of the notices (procedure table). Readable by a lawyer."""

from typing import Any

from accounts.actor import Actor
from accounts.steps.base import Step
from reviews.models import Application

# One line per act, in the order in which the notices name them.
PLAN_ACTS: tuple[Step[Any], ...] = ()

PROCEDURE: tuple[Step[Application], ...] = ()

MEETING_ACTS: tuple[Step[Any], ...] = ()

ITEM_ACTS: tuple[Step[Any], ...] = ()

ALL_ACTS = (*PLAN_ACTS, *PROCEDURE, *MEETING_ACTS, *ITEM_ACTS)


def steps_open_to(actor: Actor, application: Application) -> list[Step[Application]]:
    """Return the acts this actor may try on this application now; obstacles may still stand in the way."""
    return [step for step in PROCEDURE if step.is_open_to(application, actor)]
