"""What every page of a case shows of its ambiguities: how they were settled, and what the law says since."""

from typing import Any

from accounts.actor import Actor
from law.vocabulary import ambiguity
from reviews.models import Application
from reviews.selectors.ambiguities import may_settle, standing_decisions
from reviews.services.ambiguities import OUTCOMES


def settled_context(actor: Actor, application: Application) -> dict[str, Any]:
    """Return the decisions with the question each answers, and the examination by them; nothing before filing."""
    if application.snapshot_id is None:
        return {"decisions": [], "reexamined": None, "may_settle": False}
    decisions = [{"row": row, "word": ambiguity(row.code)} for row in standing_decisions(application)]
    latest = application.reexaminations.filter(snapshot=application.snapshot_id).first() if decisions else None
    return {
        "decisions": decisions,
        "reexamined": latest and {"word": OUTCOMES[latest.examination["outcome"]], **latest.examination},
        "may_settle": may_settle(actor, application),
    }
