"""What the results of a meeting must be before they go on; the quorum of its room."""

from collections.abc import Collection, Iterator

from law.ballots import Quorum, quorum
from reviews.enums import Stage
from reviews.models import Meeting, MeetingItem
from reviews.selectors.voting_bodies import VotingBody

_MOST_NAMES = 5
# A case that was passed and is now in one of these is still on its way to the approval.
_ON_THE_WAY = {
    Stage.PASSED: "尚未开始结果公示，请先办理结果公示",
    Stage.RESULT_PUBLICITY: "结果公示尚未结束，请待公示结束",
}


def quorum_of(meeting: Meeting, present: int, body: VotingBody | None = None) -> Quorum:
    """Say whether the plan's share of the panel is in the room, or of the group that votes alone; in integers."""
    plan, members = meeting.plan, body.members if body else meeting.seats
    name = body.name if body else ""
    if (plan.quorum_numerator, plan.quorum_denominator) == (2, 3):
        return quorum(present, members, name or "评委会")
    needed = -(-plan.quorum_numerator * members // plan.quorum_denominator)
    reached = present * plan.quorum_denominator >= plan.quorum_numerator * members
    word = "达到" if reached else "未达到，会议不能表决"
    whose = name or "执行委员会"
    return Quorum(reached, needed, f"{whose} {members} 人，应到会 {needed} 人以上，实到 {present} 人，{word}。")


def not_yet_reportable(meeting: Meeting, disputed: Collection[int] = ()) -> Iterator[str]:
    """Yield a sentence for the passed cases that have not come through their publicity, those of one stage together.

    Args:
        meeting: whose results.
        disputed: cases under an objection: they do not hold the others back and are reported on a list of their own.
    """
    items = [item for item in passed_items(meeting) if item.application_id not in disputed]
    for stage, sentence in _ON_THE_WAY.items():
        names = [item.application.applicant.user.name for item in items if item.application.stage == stage]
        if names:
            shown = "、".join(names[:_MOST_NAMES]) + (f"等 {len(names)} 人" if len(names) > _MOST_NAMES else "")
            yield f"{shown}：{sentence}。"


def passed_items(meeting: Meeting) -> list[MeetingItem]:
    """Return the items that were passed, in the order of the agenda; not those whose case is reviewed anew."""
    items = meeting.items.filter(passed=True, re_review=None).order_by("order")
    return list(items.select_related("application__applicant__user", "application__title"))
