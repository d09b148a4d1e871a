"""Writing a meeting's agenda: its groups, and the order of the items in each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from law.agenda import ordered
from reviews.models import Application, Meeting, MeetingGroup, MeetingItem, Recusal
from reviews.selectors.agendas import recused_from
from reviews.selectors.seat_groups import SKILLED_GROUP, is_skilled_case


@dataclass(frozen=True)
class GroupForm:
    """A group as the office fills it in; `pk` of one that is there already."""

    name: str
    specialties: tuple[str, ...] = ()
    is_skilled: bool = False
    least: int | None = None
    most: int | None = None
    pk: int | None = None


def set_agenda(meeting: Meeting, applications: Iterable[Application]) -> None:
    """Put these cases on the agenda and no others; whoever stays keeps his place, new ones join their group."""
    cases = {case.pk: case for case in applications}
    gone = meeting.items.exclude(application__in=cases)
    Recusal.objects.filter(item__in=gone).delete()
    gone.delete()
    is_new = not meeting.items.exists()
    known = set(meeting.items.values_list("application_id", flat=True))
    groups = {group.name: group for group in meeting.groups.all()}
    following = meeting.items.count()
    for case in sorted((case for pk, case in cases.items() if pk not in known), key=_by_craft):
        following += 1
        MeetingItem.objects.create(
            meeting=meeting, application=case, order=following, group=_group(meeting, case, groups)
        )
    meeting.groups.filter(items=None, least=None).delete()
    if is_new:
        lead_few_out(meeting)
    else:
        number(meeting)


def _by_craft(case: Application) -> tuple[bool, str, int, int]:
    return is_skilled_case(case), case.specialty, case.title.order if case.title else 0, case.pk


def _group(meeting: Meeting, case: Application, groups: dict[str, MeetingGroup]) -> MeetingGroup:
    """Return the group of a case: the skilled workers' (S4 二), or the one of its specialty; made where missing."""
    is_skilled = is_skilled_case(case)
    for group in groups.values():
        if group.is_skilled == is_skilled and (is_skilled or case.specialty in group.specialties):
            return group
    name = SKILLED_GROUP if is_skilled else f"{case.specialty or '未填专业'}组"
    specialties = [] if is_skilled else [case.specialty]
    groups[name] = MeetingGroup.objects.create(
        meeting=meeting, name=name, specialties=specialties, is_skilled=is_skilled, order=len(groups) + 1
    )
    return groups[name]


def lead_few_out(meeting: Meeting) -> None:
    """Order the items of each group so that experts who step back leave the room seldom."""
    recused = recused_from(meeting)
    rows = meeting.items.select_related("application__title", "application__snapshot", "application__employer", "group")
    groups: dict[int, dict[int, tuple[str, int, str, int]]] = {}
    for item in rows:
        case = item.application
        employer = case.employer.name if case.employer else ""
        key = (case.specialty, case.title.order if case.title else 0, employer, case.pk)
        groups.setdefault(item.group.order if item.group else 0, {})[item.pk] = key
    _write([pk for order in sorted(groups) for pk in ordered(groups[order], recused)])


def number(meeting: Meeting) -> None:
    """Number the items anew, group after group, each group in the order it has."""
    rows = meeting.items.select_related("group")
    _write([item.pk for item in sorted(rows, key=lambda each: (each.group.order if each.group else 0, each.order))])


def _write(order: Sequence[int]) -> None:
    for place, pk in enumerate(order, start=1):
        MeetingItem.objects.filter(pk=pk).update(order=place)


def arrange(meeting: Meeting, groups: Sequence[GroupForm], places: Mapping[int, tuple[int, int]]) -> None:
    """Write groups and items as the office has arranged them.

    Args:
        meeting: whose agenda it is.
        groups: in their order; groups that are missing are taken away.
        places: item → which of the groups, and its place there.
    """
    kept = [form.pk for form in groups if form.pk]
    meeting.groups.exclude(pk__in=kept).delete()
    # Names are unique: two groups may exchange theirs.
    for pk in kept:
        MeetingGroup.objects.filter(pk=pk).update(name=f"#{pk}", is_skilled=False)
    rows = [_write_group(meeting, form, order) for order, form in enumerate(groups, start=1)]
    for item, (group, place) in places.items():
        MeetingItem.objects.filter(pk=item, meeting=meeting).update(group=rows[group], order=place)
    number(meeting)


def _write_group(meeting: Meeting, form: GroupForm, order: int) -> MeetingGroup:
    values = {
        "name": form.name,
        "specialties": list(form.specialties),
        "is_skilled": form.is_skilled,
        "order": order,
        "least": form.least,
        "most": form.most,
    }
    group = meeting.groups.get(pk=form.pk) if form.pk else MeetingGroup(meeting=meeting)
    for name, value in values.items():
        setattr(group, name, value)
    # The next filing says anew who votes alone; without seats of its own no group does.
    group.votes_alone = group.votes_alone and form.least is not None
    group.save()
    return group
