"""提交自主评聘备案: plan, scheme or summary goes to the HR bureau (S3 三(二))."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.enums import SelfFilingStage
from employers.models import SelfFiling
from employers.permissions import acts_for
from employers.selectors.self_appointing import standing_of
from employers.steps.telling import tell_bureau
from zcps import clock


class SubmitSelfFiling(Step[SelfFiling]):
    """By the institution, while it appoints its own people."""

    name = "submit_self_filing"
    verb = "提交自主评聘备案"
    clause = "衢市人社专〔2021〕61号 三(二)"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({SelfFilingStage.DRAFT, SelfFilingStage.RETURNED})
    after = SelfFilingStage.SUBMITTED

    def concerns(self, subject: SelfFiling, actor: Actor) -> bool:
        """An officer of the institution."""
        return acts_for(actor, subject.employer)

    def obstacles(self, subject: SelfFiling, actor: Actor, **data: Any) -> Iterable[str]:
        """A document, and the standing."""
        standing = standing_of(subject.employer)
        if standing is None or not standing.is_active:
            yield "本单位未核定为自主评聘单位，不需要备案。如应核定，请联系所在地人力社保部门。"
        if subject.document_id is None:
            yield f"请上传盖章的{subject.get_kind_display()}。"

    def act(self, subject: SelfFiling, actor: Actor, **data: Any) -> dict[str, Any]:
        """Hand it in."""
        subject.submitted_at, subject.return_note = clock.now(), ""
        return {"kind": subject.kind, "year": subject.year, "document": str(subject.document_id)}

    def messages(self, subject: SelfFiling, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau."""
        body = f"“{subject.employer.name}”提交了 {subject.year} 年度{subject.get_kind_display()}，请办理备案。"
        url = reverse("self_appointing_unit", args=[subject.employer_id])
        return tell_bureau(subject.employer, "自主评聘备案待办理", body, url)


submit_self_filing = SubmitSelfFiling()
