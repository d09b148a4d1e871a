"""申请核定隶属关系: an employer tells its bureau that its department, agency or seat is missing or wrong."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.enums import EmployerStage
from employers.models import Employer
from employers.permissions import acts_for
from employers.steps.telling import tell_bureau

LONGEST = 500


class RequestAffiliation(Step[Employer]):
    """The officers of a bound employer ask; the bureau settles it (settle_affiliation)."""

    name = "request_affiliation"
    verb = "申请核定隶属关系"
    clause = "浙经信消费〔2022〕203号 三(三)、附件1第13条；杭州市2020年工艺美术中级职称评审通知 附件2 五"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({EmployerStage.BOUND})

    def concerns(self, subject: Employer, actor: Actor) -> bool:
        """Its own officers."""
        return acts_for(actor, subject)

    def obstacles(self, subject: Employer, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """It says what is wanted."""
        if not text.strip():
            yield "请写明需要核定或变更的内容和依据。"
        if len(text) > LONGEST:
            yield f"内容超过 {LONGEST} 字，请精简。"

    def act(self, subject: Employer, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep what was asked."""
        return {"text": text.strip()}

    def messages(self, subject: Employer, actor: Actor, *, text: str, **data: Any) -> Iterable[Message]:
        """Tell the bureau, with the page on which it settles it."""
        url = reverse("employer_registration", args=[subject.pk])
        return tell_bureau(subject, "单位申请核定隶属关系", f"“{subject.name}”：{text.strip()}", url)


request_affiliation = RequestAffiliation()
