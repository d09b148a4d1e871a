"""What a change of a filed meeting undoes: the bureau relied on it, so that it is filed and confirmed anew."""

from collections.abc import Iterable, Sequence
from typing import Any

from accounts.services.notices import Message
from reviews.enums import DocumentKind, MeetingStage
from reviews.models import Application, Meeting
from reviews.selectors.meetings import draw_of
from reviews.services import draws, papers
from reviews.steps.abandon_draw import too_late
from reviews.steps.meetings import to_office

# Before the meeting convenes it can be changed; what was filed then counts no longer.
CHANGEABLE = frozenset({MeetingStage.SCHEDULED, MeetingStage.FILED, MeetingStage.CONFIRMED, MeetingStage.DRAWN})
# These decide who can be drawn or how many: a draw for other numbers is another draw.
SEATS, AGENDA, GROUPS = "执行委员会人数", "评审对象", "评审分组"
DAY, PLACE = "召开时间", "会议地点"
_OF_THE_DRAW = frozenset({SEATS, AGENDA, GROUPS})
_AFTER_THE_DRAW = frozenset({SEATS, GROUPS})


def changed(meeting: Meeting, given: dict[str, Any]) -> list[str]:
    """Return what of a filed meeting would change, in the bureau's words; the removal of a lapsed case does not count.

    Args:
        meeting: as it stands.
        given: convenes_at, place, seats, applications, as the form of a meeting gives them.
    """
    found = [
        (DAY, meeting.convenes_at != given["convenes_at"]),
        (PLACE, meeting.place != given["place"]),
        (SEATS, meeting.seats != given["seats"]),
        (AGENDA, _agenda_differs(meeting, given["applications"])),
    ]
    return [name for name, differs in found if differs]


def _agenda_differs(meeting: Meeting, cases: Sequence[Application]) -> bool:
    # Whoever is no longer ready leaves the agenda without a new filing: nobody is added, nobody is set aside.
    held = set(meeting.items.filter(application__stage="ready").values_list("application_id", flat=True))
    return held != {case.pk for case in cases}


def obstacles_to(meeting: Meeting, changes: Sequence[str], reason: str) -> Iterable[str]:
    """Yield what forbids the changes of a meeting that was filed, also of one that was put back with its draw."""
    if not changes:
        return
    if meeting.stage != MeetingStage.SCHEDULED and not reason.strip():
        yield f"会议已报备案，变更{'、'.join(changes)}后须重新报送备案并经确认，请写明变更的理由。"
    fixed = [name for name in changes if name in _AFTER_THE_DRAW]
    draw = draw_of(meeting)
    if draw and draw.drawn_at and fixed:
        yield f"评审专家已抽取，不能变更{'、'.join(fixed)}。确需变更的，请取消会议后重新创建，已办理的抽取留存备查。"
    elif draw and not draw.drawn_at and draws.is_decided(draw) and _OF_THE_DRAW & set(changes):
        yield too_late(draw.draw_id)


def put_back(meeting: Meeting, changes: Sequence[str], reason: str) -> dict[str, Any]:
    """Undo filing and confirmation; a draw for another pool or other numbers is given up, a finished one stays."""
    if not changes:
        return {}
    draw = draw_of(meeting)
    # A meeting that was put back before gave its reason then.
    why = reason.strip() or meeting.changes
    gives_up = bool(draw and not draw.drawn_at and _OF_THE_DRAW & set(changes))
    if draw and gives_up:
        draws.give_up(draw, f"变更会议安排（{'、'.join(changes)}）：{why}"[:300])
    if meeting.stage == MeetingStage.SCHEDULED:
        return {"changes": list(changes), "reason": why} if gives_up else {}
    meeting.changes = f"变更{'、'.join(changes)}。理由：{reason.strip()}"[:500]
    meeting.stage, meeting.filed_at, meeting.confirmed_at = MeetingStage.SCHEDULED, None, None
    papers.void(meeting, DocumentKind.MEETING_FILING)
    return {"changes": list(changes), "reason": reason.strip()}


def tell_of(meeting: Meeting) -> Iterable[Message]:
    """Tell the bureau that what it was sent or has confirmed counts no longer."""
    if meeting.stage != MeetingStage.SCHEDULED or not meeting.changes:
        return ()
    text = f"“{meeting.name}”{meeting.changes}原备案失效，评委会办公室将重新报送备案。"
    return to_office(meeting.plan.hr_bureau, "评审会议变更", text, meeting)
