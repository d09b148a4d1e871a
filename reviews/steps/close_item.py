"""close_item: the chair ends the vote on one applicant; the box is counted and shuffled, the case is decided."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from law.ballots import tally
from reviews.enums import ItemStage
from reviews.models import Application, MeetingItem
from reviews.selectors.meetings import voters_of
from reviews.services import ballots
from reviews.steps.base import perform
from reviews.steps.decide_case import DECIDE_CASE
from reviews.steps.meetings import MEETING_CLAUSE, ChairItemStep
from zcps import clock


class CloseItem(ChairItemStep):
    """Counted in integers against the plan's base; afterwards nobody can vote, and nothing tells who voted how."""

    name = "close_item"
    verb = "结束表决"
    clause = f"{MEETING_CLAUSE}；衢经信产融〔2022〕44号 一(一)5"
    before = frozenset({ItemStage.OPEN})
    after = ItemStage.CLOSED

    def standing(self, subject: MeetingItem, actor: Actor) -> Iterable[str]:
        """There are as many ballots as people who voted."""
        found, voted = ballots.counted(subject).total, subject.turnout.count()
        if found != voted:
            yield f"选票 {found} 张与投票人数 {voted} 人不一致，不能计票。请联系技术支持，未作任何改动。"

    def obstacles(
        self, subject: MeetingItem, actor: Actor, *, without_missing: bool = False, **data: Any
    ) -> Iterable[str]:
        """Everybody who may vote has voted, or the chair says that he closes without them."""
        yield from self.standing(subject, actor)
        missing = voters_of(subject).count() - subject.turnout.count()
        if missing and not without_missing:
            yield f"尚有 {missing} 位出席专家未投票。请提醒其投票；如不再等待，请勾选“未投票的不再等待”后结束表决。"

    def act(self, subject: MeetingItem, actor: Actor, **data: Any) -> dict[str, Any]:
        """Count, decide, shuffle."""
        # The row of the case is locked before the first entry of the journal, as everywhere.
        case = Application.objects.select_for_update(of=("self",), no_key=True).get(pk=subject.application_id)
        self._count(subject)
        ballots.shuffle(subject)
        perform(DECIDE_CASE, case, actor, meeting=subject.meeting, item=subject)
        return {"yes": subject.yes, "no": subject.no, "abstained": subject.abstained, "passed": subject.passed}

    def _count(self, item: MeetingItem) -> None:
        found = ballots.counted(item)
        result = tally(item.present or 0, item.recused or 0, found.yes, item.meeting.plan.tally_base)
        item.yes, item.no, item.abstained = found.yes, found.no, found.abstained
        item.passed, item.arithmetic = result.passed, result.because
        item.closed_at = clock.now()

    def case_of(self, subject: MeetingItem) -> int | None:
        """The decision itself stands on the timeline (decide_case); the count is the panel's."""
        return None


CLOSE_ITEM = CloseItem()
