"""核定自主评聘单位: the HR bureau settles by document that an institution appoints its own people (S3 三(二))."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.enums import EmployerStage, SelfAppointingStage
from employers.models import Employer, SelfAppointing
from employers.permissions import is_bureau_of
from employers.steps.telling import tell_officers
from zcps import clock


class SettleSelfAppointing(Step[Employer]):
    """Also where its series or its days change; what was settled before stays in the journal."""

    name = "settle_self_appointing"
    verb = "核定自主评聘单位"
    clause = "衢市人社专〔2021〕61号 三(二)、附件"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({EmployerStage.BOUND})

    def concerns(self, subject: Employer, actor: Actor) -> bool:
        """The bureau of its place."""
        return is_bureau_of(actor, subject)

    def obstacles(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[str]:
        """By a document, never by word of mouth."""
        if not str(data.get("document_number") or "").strip():
            yield "请填写核定自主评聘的文号。"

    def act(self, subject: Employer, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep what the document says."""
        told = {
            "document_number": str(data["document_number"]).strip(),
            "series": list(data.get("series") or []),
            "dues": dict(data.get("dues") or {}),
        }
        settled = {"stage": SelfAppointingStage.ACTIVE, "settled_at": clock.now(), "settled_by": actor.agency}
        SelfAppointing.objects.update_or_create(
            employer=subject, defaults={**told, **settled, "ended_at": None, "ended_document": ""}
        )
        return told

    def messages(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell its officers what is to be filed."""
        body = (
            f"{actor.hat_label}已核定“{subject.name}”为自主评聘单位（{data['document_number']}）。"
            "请将三年评审规划、当年评聘方案和评聘总结在平台备案。"
        )
        return tell_officers(subject, "已核定为自主评聘单位", body, reverse("self_filings"))


settle_self_appointing = SettleSelfAppointing()
