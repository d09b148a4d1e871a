"""return_entrustment: a request goes back to the person, with everything that is to be mended."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import EntrustmentStage
from reviews.models import Entrustment
from reviews.permissions import EXAMINERS
from reviews.services.entrustments import keep_opinion
from reviews.steps.entrustments import EntrustmentStep, reason_asked, tell_person


class ReturnEntrustment(EntrustmentStep):
    """By whoever has it before him."""

    name = "return_entrustment"
    verb = "退回修改"
    roles = EXAMINERS | {Role.EMPLOYER}
    before = frozenset({EntrustmentStage.EMPLOYER, EntrustmentStage.DEPARTMENT, EntrustmentStage.EXAMINATION})
    after = EntrustmentStage.RETURNED

    def concerns(self, subject: Entrustment, actor: Actor) -> bool:
        """The employer while it is with it; afterwards the office that holds it."""
        if subject.stage == EntrustmentStage.EMPLOYER:
            return actor.role == Role.EMPLOYER and super().concerns(subject, actor)
        return self.holds(subject, actor)

    def obstacles(self, subject: Entrustment, actor: Actor, **data: Any) -> Iterable[str]:
        """What is to be mended."""
        return reason_asked(data, "需要修改的全部内容")

    def act(self, subject: Entrustment, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep it."""
        keep_opinion(subject, actor, "退回修改", text.strip())
        subject.holder = None
        return {"reason": text.strip()}

    def messages(self, subject: Entrustment, actor: Actor, *, text: str, **data: Any) -> Iterable[Message]:
        """Tell the person."""
        return tell_person(subject, "委托评审申请已退回", f"{actor.hat_label}退回您的申请：{text.strip()}")


RETURN_ENTRUSTMENT = ReturnEntrustment()
