"""Which seats an expert can take: those of a group filed with bounds of its own, or else those of his specialty."""

from collections.abc import Iterable

from reviews.models import Application, Meeting, MeetingGroup

SKILLED_GROUP = "高技能人才组"
# By these routes skilled workers come to a title (S4 一 and 二; S2 附件2 二).
_SKILLED_ROUTES = ("贯通", "高技能")


def is_skilled_case(case: Application) -> bool:
    """Whether somebody applies as a skilled worker: by the route that the law found at the filing."""
    route = case.snapshot.examination.get("route") if case.snapshot else None
    return str(route or "").startswith(_SKILLED_ROUTES)


def filed_bounds(meeting: Meeting) -> dict[str, tuple[int, int]]:
    """Return the bounds that were filed with the meeting: group → least and most."""
    return {
        group.name: (group.least, group.most)
        for group in meeting.groups.all()
        if group.least is not None and group.most is not None
    }


def seat_group(specialty: str, groups: Iterable[MeetingGroup], *, is_skilled: bool) -> str:
    """Return the one group of seats of an expert, so that group and employer stay the only two rules of a draw.

    Skilled experts belong to the skilled workers' group first.
    """
    bounded = [group for group in groups if group.least is not None]
    for group in bounded:
        if group.is_skilled and is_skilled:
            return group.name
    return next((group.name for group in bounded if not group.is_skilled and specialty in group.specialties), specialty)
