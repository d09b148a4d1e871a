"""agree_entrustment: the employer, then its department, agree that a person be reviewed elsewhere."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import EntrustmentStage
from reviews.models import Entrustment
from reviews.permissions import EXAMINERS
from reviews.services.entrustments import examiner_for, keep_opinion
from reviews.steps.entrustments import EntrustmentStep, tell_holder, tell_person, too_long


class AgreeEntrustment(EntrustmentStep):
    """Employer, department (the county's HR bureau where there is none), then the HR bureau that entrusts."""

    name = "agree_entrustment"
    verb = "同意委托评审"
    roles = EXAMINERS | {Role.EMPLOYER}
    before = frozenset({EntrustmentStage.EMPLOYER, EntrustmentStage.DEPARTMENT})

    def concerns(self, subject: Entrustment, actor: Actor) -> bool:
        """The employer while it is with it; afterwards the office that holds it."""
        if subject.stage == EntrustmentStage.EMPLOYER:
            return actor.role == Role.EMPLOYER and super().concerns(subject, actor)
        return self.holds(subject, actor)

    def obstacles(self, subject: Entrustment, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """An opinion need not be written, but it has a length."""
        return too_long(text or "", "审核意见")

    def act(self, subject: Entrustment, actor: Actor, *, text: str = "", **data: Any) -> dict[str, Any]:
        """Hand it on."""
        opinion = (text or "").strip() or "情况属实，同意委托评审。"
        keep_opinion(subject, actor, "同意", opinion)
        examiner = examiner_for(subject) if subject.stage == EntrustmentStage.EMPLOYER else None
        subject.holder = examiner or subject.bureau
        subject.stage = EntrustmentStage.DEPARTMENT if examiner else EntrustmentStage.EXAMINATION
        return {"opinion": opinion}

    def messages(self, subject: Entrustment, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the next office, and the person."""
        yield from tell_holder(subject)
        text = f"{actor.hat_label}已同意您的委托评审申请（{subject.number}），现由{subject.holder}办理。"
        yield from tell_person(subject, "委托评审申请已审核", text)


AGREE_ENTRUSTMENT = AgreeEntrustment()
