"""arrange_agenda: the committee office sets the groups of a meeting and the order of its items."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.models import Meeting
from reviews.services.agendas import GroupForm, arrange, lead_few_out
from reviews.steps.meeting_changes import CHANGEABLE, GROUPS, obstacles_to, put_back, tell_of
from reviews.steps.meetings import FILING_CLAUSE, OfficeStep

SKILLED_CLAUSE = "衢市人社专〔2023〕23号 二"


class ArrangeAgenda(OfficeStep):
    """Groups by specialty, skilled workers apart. The order may change until the meeting; groups are as filed."""

    name = "arrange_agenda"
    verb = "分组排序"
    clause = f"{FILING_CLAUSE}；{SKILLED_CLAUSE}"
    before = CHANGEABLE

    def obstacles(
        self,
        subject: Meeting,
        actor: Actor,
        *,
        groups: Sequence[GroupForm],
        places: Mapping[int, tuple[int, int]],
        reason: str = "",
        **data: Any,
    ) -> Iterable[str]:
        """Every item has a group, no specialty two, and the seats of the groups fit into the panel."""
        yield from _wrong_groups(groups)
        yield from _wrong_seats(subject, groups)
        if set(places) != set(subject.items.values_list("pk", flat=True)):
            yield "议程已有变动，请刷新页面后重新排列。"
        elif any(not 0 <= group < len(groups) for group, _ in places.values()):
            yield "有评审对象没有分组，请为每名评审对象选择分组。"
        yield from obstacles_to(subject, _changes(subject, groups, places), reason)

    def act(
        self,
        subject: Meeting,
        actor: Actor,
        *,
        groups: Sequence[GroupForm],
        places: Mapping[int, tuple[int, int]],
        by_recusals: bool = False,
        reason: str = "",
        **data: Any,
    ) -> dict[str, Any]:
        """Write it; groups or seats other than filed are filed anew."""
        undone = put_back(subject, _changes(subject, groups, places), reason)
        arrange(subject, groups, places)
        if by_recusals:
            lead_few_out(subject)
        return {"groups": [group.name for group in groups], "by_recusals": by_recusals, **undone}

    def messages(self, subject: Meeting, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[Message]:
        """Tell the bureau what it confirmed no longer holds."""
        return tell_of(subject) if reason.strip() else ()


def _wrong_groups(groups: Sequence[GroupForm]) -> Iterable[str]:
    names = [group.name.strip() for group in groups]
    if not groups or not all(names):
        yield "请至少保留一个分组，并填写每个分组的组别名称。"
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        yield f"组别“{name}”重复，请改用不同的名称。"
    crafts = [craft for group in groups for craft in group.specialties]
    for craft in sorted({craft for craft in crafts if crafts.count(craft) > 1}):
        yield f"专业“{craft}”列在两个分组中，请只保留一处。"
    if sum(group.is_skilled for group in groups) > 1:
        yield "高技能人才组只能设一个，请合并。"


def _wrong_seats(meeting: Meeting, groups: Sequence[GroupForm]) -> Iterable[str]:
    for group in groups:
        if (group.least is None) != (group.most is None):
            yield f"“{group.name}”的最少席位和最多席位应同时填写，或都留空。"
        elif group.least is not None and group.most is not None and not group.least <= group.most <= meeting.seats:
            yield f"“{group.name}”的席位应从少到多，且不超过执行委员会人数 {meeting.seats} 人。"
    if sum(group.least or 0 for group in groups) > meeting.seats:
        yield f"各组最少席位之和超过执行委员会人数 {meeting.seats} 人，请减少。"


def _changes(meeting: Meeting, groups: Sequence[GroupForm], places: Mapping[int, tuple[int, int]]) -> list[str]:
    held = {
        (group.name, group.is_skilled, tuple(sorted(group.specialties)), group.least, group.most)
        for group in meeting.groups.all()
    }
    given = {
        (group.name, group.is_skilled, tuple(sorted(group.specialties)), group.least, group.most) for group in groups
    }
    return [GROUPS] if held != given or _moves_to_other_voters(meeting, groups, places) else []


def _moves_to_other_voters(
    meeting: Meeting, groups: Sequence[GroupForm], places: Mapping[int, tuple[int, int]]
) -> bool:
    """Whether somebody comes into a group that was filed to vote alone, or leaves it."""
    alone = {group.pk for group in meeting.groups.filter(votes_alone=True)}
    if not alone:
        return False
    held = dict(meeting.items.values_list("pk", "group"))
    now = {item: groups[place].pk for item, (place, _) in places.items() if 0 <= place < len(groups)}
    return any(now.get(item) != group and alone & {now.get(item), group} for item, group in held.items())


ARRANGE_AGENDA = ArrangeAgenda()
