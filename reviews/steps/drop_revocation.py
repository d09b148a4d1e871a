"""drop_revocation: after the person has been heard, the title stays."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import RevocationStage
from reviews.models import Application
from reviews.steps.revocations import RevokingStep, answer_page, open_revocation, too_long
from zcps import clock


class DropRevocation(RevokingStep):
    """With the reason, and the person is told."""

    name = "drop_revocation"
    verb = "决定不予撤销"

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """There is something to drop."""
        if open_revocation(subject) is None:
            yield "没有正在办理的撤销事项。"

    def obstacles(self, subject: Application, actor: Actor, *, considered: str = "", **data: Any) -> Iterable[str]:
        """The reason is given."""
        yield from self.standing(subject, actor)
        if not considered.strip():
            yield "请写明不予撤销的理由，将告知本人。"
        yield from too_long(considered, "理由")

    def act(self, subject: Application, actor: Actor, *, considered: str, **data: Any) -> dict[str, Any]:
        """Close it."""
        made = open_revocation(subject)
        assert made is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        made.stage, made.considered, made.decided_at = RevocationStage.DROPPED, considered.strip(), clock.now()
        made.save(update_fields=["stage", "considered", "decided_at"])
        return {"revocation": made.pk}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person."""
        text = f"{actor.hat_label}经审查，决定不予撤销您的{subject.title}资格。理由登录平台查看。"
        yield Message(subject.applicant.user, "不予撤销职称", text, answer_page(subject))


DROP_REVOCATION = DropRevocation()
