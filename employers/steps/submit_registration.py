"""register_employer, first half: the employer submits what it filled in (S0 一(一)1; S2 附件2-1,2)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.affiliation import contradictions
from employers.enums import EmployerStage
from employers.models import Employer
from employers.selectors.registrations import SUBMITTED, bureau_for
from employers.steps.telling import tell_bureau
from zcps import clock

NEEDED = {
    "kind": "请选择单位性质。",
    "region": "请选择单位所在地，注册由该地人力社保部门审核。",
    "address": "请填写单位地址。",
    "phone": "请填写联系电话。",
    "email": "请填写单位电子邮箱，审核结果和办理通知将发送到此邮箱。",
    "authorisation_letter": "请上传加盖公章的授权委托书。",
}


class SubmitRegistration(Step[Employer]):
    """The handling officer of the legal person itself; name and code are those of the sign-in, whatever was typed."""

    name = SUBMITTED
    verb = "提交单位注册"
    clause = "衢经信产融〔2022〕44号 一(一)1"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({EmployerStage.DRAFT, EmployerStage.RETURNED})
    after = EmployerStage.REVIEW

    def concerns(self, subject: Employer, actor: Actor) -> bool:
        """Whether the officer signed in for this very legal person."""
        return actor.user is not None and actor.user.uscc == subject.uscc

    def obstacles(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[str]:
        """Everything that is missing, at once."""
        for field, sentence in NEEDED.items():
            if not getattr(subject, field):
                yield sentence
        if subject.region and bureau_for(subject.region) is None:
            yield f"{subject.region.name}尚无受理单位注册的人力社保部门，请核对单位所在地。"
        yield from contradictions(subject.region, subject.competent_department, subject.personnel_agency, subject.seat)

    def act(self, subject: Employer, actor: Actor, **data: Any) -> dict[str, Any]:
        """Take name and representative from the sign-in and note the moment."""
        assert actor.user is not None  # noqa: S101 - concerns() has looked
        subject.name = actor.user.legal_name
        subject.legal_representative = actor.user.legal_representative
        subject.submitted_at = clock.now()
        subject.defects = []
        return {"name": subject.name, "letter": str(subject.authorisation_letter_id)}

    def messages(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau."""
        url = reverse("employer_registration", args=[subject.pk])
        return tell_bureau(subject, "单位注册待审核", f"“{subject.name}”提交了单位注册，请审核。", url)


submit_registration = SubmitRegistration()
