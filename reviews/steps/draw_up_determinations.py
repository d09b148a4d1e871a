"""生成初定名单: the office that determines lists whom it has determined, for approval and announcement."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.services.determination_lists import cases_to_list, draw_up, locked_list, open_list
from reviews.steps.base import tell_agency
from reviews.steps.determinations import DeterminerStep


class DrawUpDeterminations(DeterminerStep):
    """No meeting and no seal; who is in a publicity still, or under an objection, follows on the next list."""

    name = "draw_up_determinations"
    verb = "生成初定名单"
    before = frozenset({PlanStage.PUBLISHED, PlanStage.CLOSED})

    def standing(self, subject: Plan, actor: Actor) -> Iterable[str]:
        """Somebody is to be listed."""
        if not cases_to_list(subject).exists():
            yield "目前没有可以列入名单的人员：须已同意初定，且结果公示期满。"

    def obstacles(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[str]:
        """As they stand once nobody is announcing: the people on a list that goes out this moment stand on it alone."""
        locked_list(subject)
        return self.standing(subject, actor)

    def act(self, subject: Plan, actor: Actor, **data: Any) -> dict[str, Any]:
        """Write it; one that waits is written anew with everybody who has come since."""
        filing = draw_up(subject)
        return {"filing": filing.number, "people": filing.lines.count(), "left_out": len(filing.left_out)}

    def messages(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau that approves, where that is another office."""
        filing = open_list(subject)
        if filing is None or subject.hr_bureau == actor.agency:
            return ()
        text = f"“{subject.name}”的初定人员名单（{filing.number}）已生成，请核准并公布。"
        return tell_agency(subject.hr_bureau, "初定名单待核准", text, f"/result-filings/{filing.pk}/")


DRAW_UP_DETERMINATIONS = DrawUpDeterminations()
