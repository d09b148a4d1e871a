"""refuse_entrustment: the HR bureau does not entrust, with its reason."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import EntrustmentStage
from reviews.models import Entrustment
from reviews.services.entrustments import keep_opinion
from reviews.steps.entrustments import EntrustmentStep, reason_asked, tell_employer, tell_person


class RefuseEntrustment(EntrustmentStep):
    """Such as where a committee of the city can review."""

    name = "refuse_entrustment"
    verb = "不予委托"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({EntrustmentStage.EXAMINATION})
    after = EntrustmentStage.REFUSED

    def concerns(self, subject: Entrustment, actor: Actor) -> bool:
        """The bureau by whose competence it is."""
        return self.holds(subject, actor) and actor.agency_id == subject.bureau_id

    def obstacles(self, subject: Entrustment, actor: Actor, **data: Any) -> Iterable[str]:
        """The reason."""
        return reason_asked(data, "不予委托的理由")

    def act(self, subject: Entrustment, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep it."""
        keep_opinion(subject, actor, "不予委托", text.strip())
        subject.holder = None
        return {"reason": text.strip()}

    def messages(self, subject: Entrustment, actor: Actor, *, text: str, **data: Any) -> Iterable[Message]:
        """Tell the person and his employer."""
        said = f"{actor.hat_label}对委托评审申请（{subject.number}）作出不予委托的决定。理由：{text.strip()}"
        yield from tell_person(subject, "不予委托评审", said)
        yield from tell_employer(subject, "不予委托评审", f"{subject.profile.user.name}：{said}")


REFUSE_ENTRUSTMENT = RefuseEntrustment()
