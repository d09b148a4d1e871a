"""恢复公示: the body that held a whole list lifts its hold."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.models import Publicity
from reviews.steps.objections import OBJECTION_CLAUSE, PublicityStep, said, tell_shown
from zcps import clock


class ReleaseList(PublicityStep):
    """From here the clock ends it as ever: not before its day, not while an objection is open."""

    name = "release_list"
    verb = "恢复公示"
    clause = OBJECTION_CLAUSE

    def standing(self, subject: Publicity, actor: Actor) -> Iterable[str]:
        """Only what is held."""
        if not subject.is_held:
            yield "整份公示没有暂缓结束，不需要恢复。"

    def obstacles(self, subject: Publicity, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """With a reason."""
        yield from self.standing(subject, actor)
        yield from said("恢复理由", reason)

    def act(self, subject: Publicity, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Lift the hold."""
        lift(subject, actor, reason)
        return {"reason": reason.strip()}

    def messages(self, subject: Publicity, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell everybody who still stands in it."""
        return tell_shown(subject, "公示已恢复", f"“{subject.title}”已恢复，期满后由系统自动结束。")


def lift(publicity: Publicity, actor: Actor, reason: str) -> None:
    """End the hold of a list, if there is one."""
    publicity.list_holds.filter(lifted_at=None).update(
        lift_reason=reason.strip(), lifted_at=clock.now(), lifted_by=actor.user
    )
    publicity.is_held = False


RELEASE_LIST = ReleaseList()
