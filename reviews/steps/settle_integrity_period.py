"""settle_integrity_period: the HR bureau says how long a record is kept whose clause names no period."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.enums import IntegrityStage
from reviews.models import IntegrityRecord
from reviews.permissions import settles_integrity
from zcps.templatetags.chinese import cn_date

LONGEST_REASON = 1000


class SettleIntegrityPeriod(Step[IntegrityRecord]):
    """A human decision on what S0 附件2 第八条 leaves open, with its reason and clause."""

    name = "settle_integrity_period"
    verb = "核定记录期限"
    clause = "衢经信产融〔2022〕44号 附件2 第八条"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({IntegrityStage.PERIOD_OPEN})
    after = IntegrityStage.SETTLED

    def concerns(self, subject: IntegrityRecord, actor: Actor) -> bool:
        """The bureau of the person's place, or one above it."""
        return settles_integrity(actor, subject)

    def about(self, subject: IntegrityRecord) -> Iterable[int | None]:
        """The person on record."""
        return [subject.profile.user_id]

    def obstacles(self, subject: IntegrityRecord, actor: Actor, **data: Any) -> Iterable[str]:
        """A day, a reason, a clause."""
        ends_on = data.get("ends_on")
        if not isinstance(ends_on, dt.date):
            yield "请填写记录截止日期。"
        elif ends_on < subject.starts_on:
            yield f"记录截止日期不能早于记录之日（{cn_date(subject.starts_on)}），请核对。"
        if not str(data.get("reason", "")).strip():
            yield "请写明核定此期限的理由，将告知本人。"
        if len(str(data.get("reason", ""))) > LONGEST_REASON:
            yield f"理由超过 {LONGEST_REASON} 字，请精简。"
        if not str(data.get("clause", "")).strip():
            yield "请写明核定此期限所依据的规定。"

    def act(self, subject: IntegrityRecord, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep the end with its reason."""
        subject.ends_on = data["ends_on"]
        subject.period_reason, subject.period_clause = data["reason"].strip(), data["clause"].strip()[:120]
        return {"ends_on": subject.ends_on.isoformat(), "clause": subject.period_clause}

    def messages(self, subject: IntegrityRecord, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person until when and why."""
        text = (
            f"{actor.hat_label}核定您的诚信记录记至{cn_date(subject.ends_on)}。"
            f"依据：{subject.period_clause}。理由在“我的诚信记录”中查看。"
        )
        yield Message(subject.profile.user, "诚信记录期限已核定", text, reverse("own_integrity"))


SETTLE_INTEGRITY_PERIOD = SettleIntegrityPeriod()
