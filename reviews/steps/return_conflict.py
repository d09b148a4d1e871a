"""return_conflict: a second person does not agree with what the first has proposed on a tie."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.models import Conflict
from reviews.steps.conflicts import SettlingStep


class ReturnConflict(SettlingStep):
    """What held before goes on to hold; the journal keeps both opinions."""

    name = "return_conflict"
    verb = "复核不同意"

    def obstacles(self, subject: Conflict, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given."""
        yield from super().obstacles(subject, actor)
        if not reason.strip():
            yield "请写明不同意的理由。"

    def act(self, subject: Conflict, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Forget the proposal."""
        turned_down, subject.proposal = subject.proposal, ""
        return {"kind": subject.kind, "proposal": turned_down, "reason": reason.strip()}


RETURN_CONFLICT = ReturnConflict()
