"""办理自主评聘备案: the bureau takes a filing on record, or returns it with what is wrong (S3 三(二))."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.enums import SelfFilingStage
from employers.models import SelfFiling
from employers.permissions import is_bureau_of
from employers.steps.telling import tell_officers
from zcps import clock


class _Decision(Step[SelfFiling]):
    clause = "衢市人社专〔2021〕61号 三(二)"
    roles = frozenset({Role.HR_BUREAU})

    def concerns(self, subject: SelfFiling, actor: Actor) -> bool:
        """The bureau of the institution's place."""
        return is_bureau_of(actor, subject.employer)

    def act(self, subject: SelfFiling, actor: Actor, *, note: str = "", **data: Any) -> dict[str, Any]:
        """Keep who decided when."""
        subject.decided_at, subject.decided_by = clock.now(), actor.agency
        subject.return_note = note.strip()
        return {"kind": subject.kind, "year": subject.year, "note": subject.return_note}

    def messages(self, subject: SelfFiling, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the institution."""
        said = f"{subject.year} 年度{subject.get_kind_display()}：{subject.get_stage_display()}。{subject.return_note}"
        return tell_officers(subject.employer, "自主评聘备案办理结果", said, reverse("self_filings"))


class AcknowledgeSelfFiling(_Decision):
    """On record."""

    name = "acknowledge_self_filing"
    verb = "确认自主评聘备案"
    before = frozenset({SelfFilingStage.SUBMITTED})
    after = SelfFilingStage.ACKNOWLEDGED


class ReturnSelfFiling(_Decision):
    """Back to the institution, also after it was on record where it has to be corrected."""

    name = "return_self_filing"
    verb = "退回自主评聘备案"
    before = frozenset({SelfFilingStage.SUBMITTED, SelfFilingStage.ACKNOWLEDGED})
    after = SelfFilingStage.RETURNED

    def obstacles(self, subject: SelfFiling, actor: Actor, **data: Any) -> Iterable[str]:
        """Everything that is wrong, at once."""
        if not str(data.get("note") or "").strip():
            yield "请写明需要补正的内容，一次列出全部问题。"


acknowledge_self_filing = AcknowledgeSelfFiling()
return_self_filing = ReturnSelfFiling()
