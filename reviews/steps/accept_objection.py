"""受理异议: the body that published takes an objection up."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import ObjectionNoteKind
from reviews.models import Objection
from reviews.steps.objections import OBJECTION_CLAUSE, ObjectionStep, note
from zcps import clock


class AcceptObjection(ObjectionStep):
    """From here the objector reads that somebody is looking into it, and until when (Q20)."""

    name = "accept_objection"
    verb = "受理异议"
    clause = OBJECTION_CLAUSE

    def obstacles(self, subject: Objection, actor: Actor, **data: Any) -> Iterable[str]:
        """Once."""
        if subject.accepted_at:
            yield "该异议已经受理，请继续核查。"

    def act(self, subject: Objection, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark it as taken up."""
        subject.accepted_at = clock.now()
        note(subject, actor, ObjectionNoteKind.ACCEPTED, f"已受理，由{actor.hat_label}核查。")
        return {}


ACCEPT_OBJECTION = AcceptObjection()
