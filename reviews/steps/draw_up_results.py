"""draw_up_results: the committee office draws up the result filing form and the list of who was passed."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import FilingStage, MeetingStage
from reviews.models import Meeting
from reviews.services.result_filings import disputed_cases, draw_up, items_waiting, open_filing
from reviews.services.results import not_yet_reportable, passed_items
from reviews.steps.meetings import RESULT_CLAUSE, OfficeStep, to_office


class DrawUpResults(OfficeStep):
    """After the publicity; people under an objection are left out by name and follow on a list of their own."""

    name = "draw_up_results"
    verb = "生成备案表和名单"
    clause = RESULT_CLAUSE
    before = frozenset({MeetingStage.CLOSED, MeetingStage.APPROVED})

    def is_open_to(self, subject: Meeting, actor: Actor) -> bool:
        """After an approval only where somebody could not stand on the list before."""
        if not super().is_open_to(subject, actor):
            return False
        return subject.stage != MeetingStage.APPROVED or bool(open_filing(subject) or items_waiting(subject))

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """Every case that was passed has come through its publicity, has ended otherwise, or is under an objection."""
        yield from not_yet_reportable(subject, disputed_cases(subject))
        if passed_items(subject) and not items_waiting(subject) and open_filing(subject) is None:
            yield "评审通过人员均未结束结果公示或有异议正在核查，暂无可以列入名单的人员。"

    def act(self, subject: Meeting, actor: Actor, **data: Any) -> dict[str, Any]:
        """Write the list; one that was sealed already has to be sealed anew."""
        filing = draw_up(subject)
        return {"filing": filing.number, "people": filing.lines.count(), "left_out": len(filing.left_out)}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the founding body, where it works here, that there is something to seal."""
        filing = open_filing(subject)
        founding = subject.committee.founding_body
        if filing is None or filing.stage != FilingStage.DRAWN_UP or founding == actor.agency:
            return ()
        return to_office(founding, "评审结果待盖章", f"“{subject.name}”的评审结果备案表已生成，请核对并盖章。", subject)


DRAW_UP_RESULTS = DrawUpResults()
