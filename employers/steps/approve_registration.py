"""register_employer, second half: the bureau binds the employer and its officer (S0 一(一)1; S2 附件2-2)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.enums import EmployerStage, OfficerDuty
from employers.models import Employer
from employers.permissions import is_bureau_of
from employers.selectors.registrations import submitter_of
from employers.services.officers import authorise
from employers.steps.telling import tell_officers
from zcps import clock


class ApproveRegistration(Step[Employer]):
    """The HR bureau where the employer is. From here its people can choose it."""

    name = "approve_registration"
    verb = "审核通过单位注册"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 二"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({EmployerStage.REVIEW})
    after = EmployerStage.BOUND

    def concerns(self, subject: Employer, actor: Actor) -> bool:
        """Whether the employer is in the bureau's region."""
        return is_bureau_of(actor, subject)

    def obstacles(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[str]:
        """Without a known officer nobody could act for the employer."""
        if submitter_of(subject) is None:
            yield "没有找到提交注册的经办人，无法绑定。请退回，由单位经办人重新登录提交。"

    def act(self, subject: Employer, actor: Actor, **data: Any) -> dict[str, Any]:
        """Bind, and authorise the officer who submitted."""
        subject.bound_at = clock.now()
        submitter = submitter_of(subject)
        assert submitter is not None  # noqa: S101 - obstacles() has looked
        authorise(subject, submitter, OfficerDuty.HEAD)
        return {"officer": submitter.name}

    def messages(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the officers of the employer."""
        body = f"“{subject.name}”的单位注册已审核通过。本单位人员现在可以选择本单位并申报职称。"
        return tell_officers(subject, "单位注册已通过", body, reverse("employer_entry"))


approve_registration = ApproveRegistration()
