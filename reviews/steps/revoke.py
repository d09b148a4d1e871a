"""revoke: a title won by deceit is taken away, and recorded, after its holder could answer."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import DocumentKind, RevocationStage, Stage
from reviews.models import Application
from reviews.services import certificates, handover, integrity, papers
from reviews.steps.revocations import RevokingStep, answer_page, open_revocation, too_long
from zcps import clock
from zcps.templatetags.chinese import cn_close


class Revoke(RevokingStep):
    """By the HR bureau or the body that founded the committee, by a numbered decision (S0 三(二))."""

    name = "revoke"
    verb = "撤销职称"
    awaits_clock = True
    decisive = True
    after = Stage.REVOKED

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The person was told and heard, or his time is over."""
        made = open_revocation(subject)
        if made is None:
            yield "撤销前应当书面告知本人拟撤销的事实、理由和依据，听取陈述申辩。请先办理“告知拟撤销职称”。"
        elif made.defended_at is None and clock.now() < made.due_at:
            yield f"本人可以在{cn_close(made.due_at)}前陈述申辩，期限届满或本人提交后方可作出决定。"

    def obstacles(
        self, subject: Application, actor: Actor, *, decision_number: str = "", considered: str = "", **data: Any
    ) -> Iterable[str]:
        """The decision has its number, and says what it makes of the answer."""
        yield from self.standing(subject, actor)
        if not decision_number.strip():
            yield "请填写撤销决定的文书号。"
        made = open_revocation(subject)
        if made and made.defence and not considered.strip():
            yield "本人已陈述申辩，请写明审查意见：采纳或不采纳，以及理由。"
        yield from too_long(considered, "审查意见")

    def act(
        self, subject: Application, actor: Actor, *, decision_number: str, considered: str = "", **data: Any
    ) -> dict[str, Any]:
        """Revoke the certificate and write the integrity record."""
        made = open_revocation(subject)
        assert made is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        made.decision_number, made.considered = decision_number.strip()[:60], considered.strip()
        made.stage, made.decided_at = RevocationStage.DECIDED, clock.now()
        made.save()
        certificates.revoke(subject, made.reason)
        kept = integrity.record(made, actor.agency.name if actor.agency else actor.label)
        handover.to_nobody(subject, Stage.REVOKED)
        papers.request(DocumentKind.REVOCATION_DECISION, application=subject)
        return {
            "revocation": made.pk,
            "clause": made.clause,
            "decision": made.decision_number,
            "record_until": kept.ends_on.isoformat(),
        }

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person what, why, for how long it is recorded, and how he may complain."""
        made = subject.revocations.filter(stage=RevocationStage.DECIDED).first()
        if made is None:
            return
        heard = "事由和对陈述申辩的审查意见" if made.considered else "事由"
        text = (
            f"您的{subject.title}专业技术职务任职资格已被撤销（{made.decision_number}）。"
            f"依据：{made.clause}。{heard}登录平台查看。"
            f"记入职称评审诚信档案库，记录期限为 {subject.plan.integrity_years} 年；"
            f"纳入公共信用信息平台，保存 {subject.plan.credit_years} 年。"
            f"不服的，可以在 {subject.plan.complaint_days} 个工作日内申请复查。"
        )
        yield Message(subject.applicant.user, "职称已被撤销", text, answer_page(subject))


REVOKE = Revoke()
