"""withdraw: the applicant takes the application back."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application
from reviews.permissions import owns
from reviews.services.handover import to_nobody
from reviews.services.papers import void_all_of
from reviews.steps.base import CaseStep
from reviews.steps.opinions import tell_employer

BEFORE_REVIEW = (
    Stage.DRAFT,
    Stage.EMPLOYER_REVIEW,
    Stage.EMPLOYER_PUBLICITY_DUE,
    Stage.EMPLOYER_PUBLICITY,
    Stage.EMPLOYER_OPINION_DUE,
    Stage.RECOMMENDATION,
    Stage.QUALIFICATION,
    Stage.DETERMINATION,
    Stage.QUALIFIED,
    Stage.PRE_REVIEW_PUBLICITY,
    Stage.READY,
)


class Withdraw(CaseStep):
    """Any stage before in_review → withdrawn. Frees the person to apply anew under the plan while it is open."""

    name = "withdraw"
    verb = "撤回申报"
    # The notices have no clause on it; the user's own right to take back what only he has begun (Q12).
    clause = "申报人自愿"
    roles = frozenset({Role.APPLICANT})
    before = frozenset(BEFORE_REVIEW)
    after = Stage.WITHDRAWN

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The applicant alone."""
        return owns(actor, subject)

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """What has been handed to others is taken back with a reason."""
        if subject.filed_at and not str(data.get("reason", "")).strip():
            yield "请填写撤回理由，便于用人单位和审核机构了解情况。"

    def act(self, subject: Application, actor: Actor, **data: Any) -> dict[str, Any]:
        """Void the papers: a sheet of a withdrawn case must not pass for a live one."""
        to_nobody(subject, Stage.WITHDRAWN)
        void_all_of(subject)
        return {"reason": str(data.get("reason", "")).strip()}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the employer, who has the case in its list."""
        if subject.filed_at is None:
            return
        text = f"{subject.applicant.user.name}撤回了“{subject.title}”申报，理由：{str(data.get('reason', '')).strip()}"
        yield from tell_employer(subject, f"{subject.applicant.user.name}撤回了职称申报", text)


WITHDRAW = Withdraw()
