"""The person takes an entry back that is not recognised yet (Q12)."""

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import Step
from credits.enums import CreditStage
from credits.models import CreditEntry
from credits.permissions import owns_entry


class TakeBackEntry(Step[CreditEntry]):
    """Who finds a mistake need not ask for a return."""

    name = "take_back_entry"
    verb = "撤回修改"
    clause = "衢经信产融〔2022〕44号 附件2 第七条"
    roles = frozenset({Role.APPLICANT})
    before = frozenset({CreditStage.SUBMITTED})
    after = CreditStage.DRAFT

    def concerns(self, subject: CreditEntry, actor: Actor) -> bool:
        """Only the person's own."""
        return owns_entry(actor, subject)


take_back_entry = TakeBackEntry()
