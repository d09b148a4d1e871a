"""publish_results: a title is won: the HR bureau's document announces it."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import CredentialKind, Stage
from reviews.models import Application
from reviews.outcomes import credential_for
from reviews.permissions import supervises_plan
from reviews.services import handover
from reviews.steps.meetings import RESULT_CLAUSE, DecidedCaseStep


class PublishResults(DecidedCaseStep):
    """Each case that was approved is announced, and goes back to the office for its paper."""

    name = "publish_results"
    verb = "公布结果"
    awaits_clock = True
    clause = f"{RESULT_CLAUSE}；衢经信产融〔2022〕44号 一(一)6"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({Stage.APPROVAL})
    after = Stage.ANNOUNCED
    through = "核准并公布结果"

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The bureau of the plan."""
        return supervises_plan(actor, subject.plan)

    def act(self, subject: Application, actor: Actor, *, document_number: str, **data: Any) -> dict[str, Any]:
        """Announce it."""
        handover.to_office(subject, Stage.ANNOUNCED)
        return {"document_number": document_number}

    def messages(self, subject: Application, actor: Actor, *, document_number: str, **data: Any) -> Iterable[Message]:
        """Tell the winner."""
        bureau = subject.plan.hr_bureau.name
        due = credential_for(subject)
        won = f"经初定取得{subject.plan.series}系列" if subject.plan.is_initial else "取得"
        if due == CredentialKind.RECOMMENDATION:
            text = (
                f"经{bureau}确认，{subject.title}申报获得推荐，由上级评委会评审。推荐函可以在申报页面查看和下载；"
                "推荐不代表评审通过。"
            )
        elif due == CredentialKind.CERTIFICATE:
            text = (
                f"经{bureau}核准（{document_number}），您{won}{subject.title}专业技术职务任职资格。"
                "电子证书已生成，可以在申报页面查看和下载。"
            )
        else:
            text = f"经{bureau}核准，您已通过{subject.title}评审，评审通过证明可以在申报页面查看和下载。"
        what = "初定结果已公布" if subject.plan.is_initial else "评审结果已公布"
        return self.tell_applicant(subject, what, text)


PUBLISH_RESULTS = PublishResults()
