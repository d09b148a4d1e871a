"""issue_recommendation: a committee that only recommends for a title puts the person forward to a higher one."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import CredentialKind, Stage
from reviews.models import Application
from reviews.outcomes import RECOMMEND_CLAUSE
from reviews.services import certificates
from reviews.steps.base import CaseStep


class IssueRecommendation(CaseStep):
    """A letter with a number that anybody can verify; the title is for the higher committee to decide (S3 附件)."""

    name = "issue_recommendation"
    verb = "出具推荐函"
    clause = RECOMMEND_CLAUSE
    roles = frozenset({Role.CLOCK})
    before = frozenset({Stage.ANNOUNCED})

    def wrong_stage(self, subject: Application) -> str:
        """Say that the committee's result does not stand yet, or no more."""
        name, stage = subject.applicant.user.name, subject.get_stage_display()
        return f"{name}的申报状态为“{stage}”，推荐结果尚未确认或已不再有效，不能出具推荐函。"

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Once, and only for a title that the committee recommends for."""
        if not subject.is_put_forward:
            yield f"{subject.title}由本计划的评委会评审，不出具推荐函。"
        if subject.certificate:
            yield "该申报已出具推荐函。"

    def act(self, subject: Application, actor: Actor, *, document_number: str = "", **data: Any) -> dict[str, Any]:
        """Issue it."""
        issued = certificates.issue(subject, document_number, CredentialKind.RECOMMENDATION)
        return {"recommendation": issued.number}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person where it is, and what to do with it."""
        found = subject.certificate
        assert found is not None, "act() has issued it"  # noqa: S101 - in the same transaction
        text = (
            f"您的{subject.title}申报已获推荐，推荐函编号 {found.number}。"
            f"请在申报页面点击“凭推荐函申报”，向上级评委会继续申报。推荐不代表评审通过，{subject.title}由上级评委会评审确定。"
        )
        yield Message(subject.applicant.user, "推荐函已出具", text, f"/applications/{subject.pk}/onward/")


ISSUE_RECOMMENDATION = IssueRecommendation()
