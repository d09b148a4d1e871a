"""withdraw_entrustment: the person takes his request back before the letter is issued."""

from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import EntrustmentStage
from reviews.models import Entrustment
from reviews.steps.entrustments import EntrustmentStep


class WithdrawEntrustment(EntrustmentStep):
    """He may ask anew."""

    name = "withdraw_entrustment"
    verb = "撤回申请"
    roles = frozenset({Role.APPLICANT})
    before = frozenset(
        {
            EntrustmentStage.EMPLOYER,
            EntrustmentStage.DEPARTMENT,
            EntrustmentStage.EXAMINATION,
            EntrustmentStage.RETURNED,
        }
    )
    after = EntrustmentStage.WITHDRAWN

    def act(self, subject: Entrustment, actor: Actor, **data: Any) -> dict[str, Any]:
        """Nobody has it any more."""
        subject.holder = None
        return {"number": subject.number}


WITHDRAW_ENTRUSTMENT = WithdrawEntrustment()
