"""file: the applicant hands the application to the employer; what was filed is frozen."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services import clock_doubt
from accounts.services.notices import Message
from reviews.enums import DocumentKind, Stage
from reviews.models import Application
from reviews.permissions import owns
from reviews.selectors.ambiguities import open_codes
from reviews.services import papers
from reviews.services.commitments import signed_of
from reviews.services.handover import to_employer
from reviews.services.readiness import readiness_of
from reviews.services.recommendations import recommendation_for
from reviews.services.self_appointing import excluded_from
from reviews.services.snapshots import freeze, recommended_by_experts
from reviews.steps.base import CaseStep
from reviews.steps.opinions import tell_employer
from zcps import clock
from zcps.templatetags.chinese import cn_close, cn_deadline


class File(CaseStep):
    """draft → employer_review. A draft that came back for correction goes the same way, as the next version."""

    name = "file"
    verb = "提交申报"
    clause = "衢经信产融〔2022〕44号 一(一)2、五(二)"
    roles = frozenset({Role.APPLICANT})
    before = frozenset({Stage.DRAFT})
    after = Stage.EMPLOYER_REVIEW

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The applicant alone."""
        return owns(actor, subject)

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """The deadline, and everything that is missing, at once."""
        if subject.due_at and clock_doubt.has_passed(subject.due_at):
            yield self._too_late(subject)
        # The title of a draft can be changed, and the employer can have become one since.
        yield from excluded_from(subject.title, subject.applicant.employer)
        yield from readiness_of(subject).reasons

    def _too_late(self, subject: Application) -> str:
        name = "补正" if subject.is_correction else "个人申报"
        return (
            f"{name}已于{cn_deadline(subject.due_at)}，逾期不再受理（{subject.plan.document_number}）。"
            f"如有不可抗力等情形，请联系{subject.plan.contact}。"
        )

    def act(self, subject: Application, actor: Actor, **data: Any) -> dict[str, Any]:
        """Freeze, answer the return if there was one, hand over."""
        commitment = signed_of(subject)
        assert commitment is not None, "an unsigned filing has been refused"  # noqa: S101 - an obstacle above
        subject.recommendation = recommendation_for(subject)
        snapshot = freeze(subject, commitment)
        moment = clock.now()
        subject.snapshot = snapshot
        subject.open_doubts = len(open_codes(snapshot.examination))
        subject.filed_at = subject.filed_at or moment
        subject.version = subject.version or subject.plan.versions.last()
        subject.employer = subject.applicant.employer
        subject.corrections.filter(answered_at=None).update(answered_at=moment)
        papers.request(DocumentKind.COMMITMENT, application=subject)
        if recommended_by_experts(snapshot):
            papers.request(DocumentKind.DIRECT_RECOMMENDATION, application=subject)
        to_employer(subject, Stage.EMPLOYER_REVIEW)
        return {
            "version": snapshot.version,
            "short_code": snapshot.short_code,
            "sha256": snapshot.sha256,
            "outcome": snapshot.examination["outcome"],
        }

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the employer's officers that a case waits, and the person that it has arrived."""
        name, title = subject.applicant.user.name, subject.title
        yield from self.tell_applicant(
            subject,
            f"“{title}”申报已提交",
            f"您的申报已提交给{subject.employer}审核，办理期限为{cn_close(subject.due_at)}。单位受理前，您可以自行撤回。",
        )
        days, due = subject.plan.publicity_days, cn_close(subject.due_at)
        body = f"{name}申报“{title}”，请在{due}前完成审核、公示（不少于 {days} 个工作日）并填写推荐意见。"
        yield from tell_employer(subject, f"{name}提交了职称申报", body)


FILE = File()
