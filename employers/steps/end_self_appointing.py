"""终止自主评聘: from here its people apply like all others (S3 三(二))."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.enums import EmployerStage, SelfAppointingStage
from employers.models import Employer
from employers.permissions import is_bureau_of
from employers.selectors.self_appointing import standing_of
from employers.steps.telling import tell_officers
from zcps import clock


class EndSelfAppointing(Step[Employer]):
    """By a document too."""

    name = "end_self_appointing"
    verb = "终止自主评聘"
    clause = "衢市人社专〔2021〕61号 三(二)"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({EmployerStage.BOUND})

    def concerns(self, subject: Employer, actor: Actor) -> bool:
        """The bureau of its place."""
        return is_bureau_of(actor, subject)

    def obstacles(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[str]:
        """It must be one, and a document must end it."""
        standing = standing_of(subject)
        if standing is None or not standing.is_active:
            yield "该单位当前不是自主评聘单位，不必终止。"
        if not str(data.get("document_number") or "").strip():
            yield "请填写终止自主评聘的文号。"

    def act(self, subject: Employer, actor: Actor, *, document_number: str, **data: Any) -> dict[str, Any]:
        """End it; its filings stay."""
        standing = standing_of(subject)
        assert standing is not None  # noqa: S101 - obstacles() has looked
        standing.stage, standing.ended_at = SelfAppointingStage.ENDED, clock.now()
        standing.ended_document = document_number.strip()
        standing.save()
        return {"document_number": standing.ended_document}

    def messages(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell its officers."""
        body = f"{actor.hat_label}已终止“{subject.name}”的自主评聘（{data['document_number']}）。"
        body += "本单位人员按评审计划申报。"
        return tell_officers(subject, "自主评聘已终止", body, reverse("self_filings"))


end_self_appointing = EndSelfAppointing()
