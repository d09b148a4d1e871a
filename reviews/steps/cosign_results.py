"""cosign_results: the second of two offices that announce together signs the list."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.permissions import OFFICES, copublishes
from reviews.services.result_filings import open_filing
from reviews.steps.base import MeetingStep
from reviews.steps.meetings import StandingMixin, to_office
from zcps import clock


class CosignResults(StandingMixin, MeetingStep):
    """Where a plan names a second publisher, the HR bureau announces after it has signed."""

    name = "cosign_results"
    verb = "会签评审结果"
    clause = "浙经信消费〔2022〕203号 四(五)"
    roles = OFFICES
    before = frozenset({MeetingStage.REPORTED})

    def concerns(self, subject: Meeting, actor: Actor) -> bool:
        """The office that the plan names."""
        return copublishes(actor, subject)

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """Once."""
        filing = open_filing(subject)
        if filing is None or filing.cosigned_at:
            yield "评审结果已会签，无需重复办理。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep who signed, and when."""
        filing = open_filing(subject)
        assert filing is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        filing.cosigned_at, filing.cosigned_by = clock.now(), actor.hat_label
        filing.save(update_fields=["cosigned_at", "cosigned_by"])
        return {"filing": filing.number}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau that it may announce."""
        text = f"“{subject.name}”的评审结果已由{actor.hat_label}会签，请核准并公布。"
        return to_office(subject.plan.hr_bureau, "评审结果已会签", text, subject)


COSIGN_RESULTS = CosignResults()
