"""propose_revocation: the person is told why his title may be taken away, and may answer."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.models import Application, Revocation
from reviews.services.calendar import after_working_days
from reviews.steps.revocations import REVOCATION_BASIS, RevokingStep, open_revocation, too_long
from zcps import clock
from zcps.templatetags.chinese import cn_close


class ProposeRevocation(RevokingStep):
    """Facts, reasons and clause, and the time within which the person may state his case (陈述申辩)."""

    name = "propose_revocation"
    verb = "告知拟撤销职称"

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """One at a time."""
        if open_revocation(subject):
            yield "已告知本人拟撤销职称，请待陈述申辩后作出决定。"

    def obstacles(
        self, subject: Application, actor: Actor, *, reason: str = "", clause: str = "", **data: Any
    ) -> Iterable[str]:
        """Reason and clause are given."""
        yield from self.standing(subject, actor)
        if not reason.strip():
            yield "请写明拟撤销的事实和理由，将告知本人。"
        yield from too_long(reason, "事实和理由")
        if not clause.strip():
            yield f"请写明撤销所依据的条款，例如“{REVOCATION_BASIS}”。"

    def act(self, subject: Application, actor: Actor, *, reason: str, clause: str, **data: Any) -> dict[str, Any]:
        """Write the notice down."""
        made = Revocation.objects.create(
            application=subject,
            reason=reason.strip(),
            clause=clause.strip()[:120],
            proposed_by=actor.hat_label,
            proposed_at=clock.now(),
            due_at=after_working_days(subject.plan.hearing_days),
        )
        return {"revocation": made.pk, "clause": made.clause, "due": made.due_at.isoformat()}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person everything, and until when he may answer."""
        made, found = open_revocation(subject), subject.certificate
        if made is None or found is None:
            return
        text = (
            f"{actor.hat_label}拟撤销您的{subject.title}专业技术职务任职资格。"
            f"依据：{made.clause}。事实和理由登录平台查看。您可以在{cn_close(made.due_at)}前陈述申辩；逾期未提出的，视为放弃。"
        )
        yield Message(subject.applicant.user, "拟撤销职称告知", text, f"/certificates/{found.pk}/answer/")


PROPOSE_REVOCATION = ProposeRevocation()
