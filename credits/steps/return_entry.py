"""The registrar returns an entry with reasons."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.services.notices import Message
from credits.enums import CreditStage
from credits.models import CreditEntry
from credits.steps.entries import RegistrarStep

REASON_LIMIT = 1000


class ReturnEntry(RegistrarStep):
    """All that is wrong is said at once."""

    name = "return_entry"
    verb = "退回修改"
    clause = "衢经信产融〔2022〕44号 附件2 第七条"
    before = frozenset({CreditStage.SUBMITTED})
    after = CreditStage.RETURNED

    def obstacles(self, subject: CreditEntry, actor: Actor, **data: Any) -> Iterable[str]:
        """Refuse a return without a reason."""
        reason = str(data.get("reason", "")).strip()
        if not reason:
            yield "请填写退回理由，一次写明全部需要修改之处和改法。"
        if len(reason) > REASON_LIMIT:
            yield f"退回理由有 {len(reason)} 字，超过上限 {REASON_LIMIT} 字，请精简。"

    def act(self, subject: CreditEntry, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep the reason where the person mends it."""
        subject.return_reason = str(data["reason"]).strip()
        return {"year": subject.year, "kind": subject.kind, "reason": subject.return_reason}

    def messages(self, subject: CreditEntry, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person what to mend."""
        title = f"学时“{subject.title}”被退回修改"
        body = f"{actor.hat_label}退回了您 {subject.year} 年度的学时。需要修改：{subject.return_reason}"
        yield Message(subject.profile.user, title, body, reverse("credit_entry", args=[subject.pk]))


return_entry = ReturnEntry()
