"""send_reply: the results of an entrusted review have gone back to the body that entrusted it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from reviews.enums import ReplyStage
from reviews.models import EntrustedReply
from reviews.outcomes import ENTRUST_CLAUSE
from reviews.permissions import runs_plan
from zcps import clock


class SendReply(Step[EntrustedReply]):
    """A mark on the list that went out, with its day and the way it went."""

    name = "send_reply"
    verb = "登记送达"
    clause = ENTRUST_CLAUSE
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({ReplyStage.DRAWN_UP})
    after = ReplyStage.SENT

    def concerns(self, subject: EntrustedReply, actor: Actor) -> bool:
        """The office of the plan."""
        return runs_plan(actor, subject.filing.plan)

    def obstacles(
        self,
        subject: EntrustedReply,
        actor: Actor,
        *,
        sent_on: dt.date | None = None,
        sent_how: str = "",
        **data: Any,
    ) -> Iterable[str]:
        """Day and way."""
        if sent_on is None:
            yield "请填写送达日期。"
        elif sent_on > clock.today():
            yield "送达日期晚于今天，请核对。"
        if not (sent_how or "").strip():
            yield "请填写送达方式，例如“公文交换”“邮寄”。"

    def act(
        self, subject: EntrustedReply, actor: Actor, *, sent_on: dt.date, sent_how: str, **data: Any
    ) -> dict[str, Any]:
        """Keep them."""
        subject.sent_on, subject.sent_how = sent_on, sent_how.strip()[:60]
        return {"number": subject.number, "body": subject.body}


SEND_REPLY = SendReply()
