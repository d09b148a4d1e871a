"""暂缓结束整份公示: the body that published decides that nobody in the list is released until further notice."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.models import ListHold, Publicity
from reviews.services.publicity import still_showing
from reviews.steps.objections import OBJECTION_CLAUSE, PublicityStep, said, tell_shown
from zcps import clock


class HoldList(PublicityStep):
    """Where what was found about one person throws doubt on all (S0 一(一)6 经公示无异议后)."""

    name = "hold_list"
    verb = "暂缓结束公示"
    clause = OBJECTION_CLAUSE

    def standing(self, subject: Publicity, actor: Actor) -> Iterable[str]:
        """Not twice, and somebody still stands in it."""
        if subject.is_held:
            yield "整份公示已经暂缓结束，不需要重复办理。"
        elif not still_showing(subject).exists():
            yield "公示人员均已期满或离开，没有可以暂缓的公示。"

    def obstacles(self, subject: Publicity, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """With a reason."""
        yield from self.standing(subject, actor)
        yield from said("暂缓理由", reason)

    def act(self, subject: Publicity, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Keep the decision."""
        assert actor.user is not None, "an officer decides"  # noqa: S101 - for the type checker
        ListHold.objects.create(publicity=subject, reason=reason.strip(), held_at=clock.now(), held_by=actor.user)
        subject.is_held = True
        return {"reason": reason.strip()}

    def messages(self, subject: Publicity, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell everybody who still stands in it; not why, for that may be about somebody else."""
        text = f"{actor.hat_label}决定暂缓结束“{subject.title}”，恢复后继续办理。您不需要办理任何事项。"
        return tell_shown(subject, "公示暂缓结束", text)


HOLD_LIST = HoldList()
