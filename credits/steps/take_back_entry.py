"""The person takes an entry back that is not recognised yet (Q12)."""

from credits.enums import CreditStage
from credits.steps.entries import OwnEntryStep


class TakeBackEntry(OwnEntryStep):
    """Who finds a mistake need not ask for a return."""

    name = "take_back_entry"
    verb = "撤回修改"
    clause = "衢经信产融〔2022〕44号 附件2 第七条"
    before = frozenset({CreditStage.SUBMITTED})
    after = CreditStage.DRAFT


take_back_entry = TakeBackEntry()
