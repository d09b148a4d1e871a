"""Settling an ambiguity in a case: the decision, and the examination by it. Called by the act alone."""

from typing import Any

from accounts.actor import Actor
from law.answers import Reading
from law.vocabulary import ambiguity
from reviews.facts import reexamined
from reviews.models import AmbiguityDecision, Application, Reexamination
from reviews.selectors.ambiguities import Doubt, about, open_codes
from zcps import clock

OUTCOMES = {"eligible": "符合申报条件", "not_eligible": "未达到申报条件", "needs_human": "仍有事项待核定或待补充"}


def settle(application: Application, actor: Actor, code: str, *, favours: bool, **words: str) -> AmbiguityDecision:
    """Write down one decision in the place of an earlier one, examine again, count what is still open.

    Args:
        application: locked by the act.
        actor: an officer of the body that decides.
        code: the ambiguity.
        favours: which reading.
        words: reason, clause, departs, document.
    """
    assert actor.user is not None, "bodies act by their officers"  # noqa: S101 - the act's roles say so
    assert actor.agency is not None, "as above"  # noqa: S101 - as above
    moment = clock.now()
    application.decisions.filter(about([code]), replaced_at=None).update(replaced_at=moment)
    decision = AmbiguityDecision.objects.create(
        application=application,
        plan=application.plan,
        code=code,
        favours=favours,
        says=ambiguity(code).reading(favours=favours),
        decided_by=actor.user,
        agency=actor.agency,
        decided_at=moment,
        **{name: text.strip() for name, text in words.items()},
    )
    _examine_again(application, decision)
    return decision


def _examine_again(application: Application, decision: AmbiguityDecision) -> None:
    assert application.snapshot is not None, "only a filed case has doubts"  # noqa: S101 - a constraint of the table
    examination = reexamined(application)
    assert examination is not None, "refused by the act"  # noqa: S101 - an obstacle of the act
    found = examination.as_json()
    application.open_doubts = len(open_codes(found))
    Reexamination.objects.create(
        application=application,
        snapshot=application.snapshot,
        decision=decision,
        examination=found,
        made_at=decision.decided_at,
    )


def outlook_of(application: Application, doubt: Doubt) -> dict[str, str]:
    """Say what the case would come to by the reading `yes` (favourable) and by `no`; empty where it cannot be told."""
    found = {}
    for key, favours in (("yes", True), ("no", False)):
        reading = Reading(favours, doubt.word.reading(favours=favours))
        examination = reexamined(application, {doubt.word.code: reading})
        if examination is not None:
            found[key] = OUTCOMES[examination.outcome.value]
    return found


def told(decision: AmbiguityDecision) -> dict[str, Any]:
    """Return what the journal keeps of a decision: which it is. Its words may tell of a sanction and are sealed."""
    return {"decision": decision.pk}
