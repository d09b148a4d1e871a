"""Writing meetings below the procedure: agenda, panel, the report with which a meeting is filed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from accounts.guardian import grant, revoke
from reviews.enums import ObjectionStage, PublicityKind, Stage
from reviews.models import (
    Application,
    Expert,
    Meeting,
    MeetingGroup,
    Objection,
    PanelSeat,
    PublicityEntry,
    Recusal,
)  # fmt: skip
from reviews.selectors.meetings import draw_of
from reviews.services.numbers import dated_number


def new_number() -> str:
    """Return a meeting number that nobody has: the day and four characters by chance."""
    return dated_number("HY")


def drop_absent_cases(meeting: Meeting) -> list[int]:
    """Take off the agenda what is no longer ready (withdrawn, sent back); return the ids of those cases."""
    gone = meeting.items.exclude(application__stage=Stage.READY)
    cases = list(gone.values_list("application_id", flat=True))
    Recusal.objects.filter(item__in=gone).delete()
    gone.delete()
    return cases


def locked_cases(meeting: Meeting, stage: Stage) -> list[Application]:
    """Lock and return the agenda's cases in a stage, all before the first of them is acted upon.

    The journal's chain stays locked from the first act of a transaction; a row lock taken after it could wait for
    somebody who waits for the chain.
    """
    cases = Application.objects.select_for_update(of=("self",), no_key=True)
    return list(cases.filter(meeting_items__meeting=meeting, stage=stage).order_by("pk"))


def seat_panel(meeting: Meeting, experts: dict[str, Expert], *, first_is_chair: bool = True) -> None:
    """Give the drawn their seats and the right to enter; `experts` by label, in the order of the draw."""
    groups = _groups_of_seats(meeting)
    for place, (label, expert) in enumerate(experts.items()):
        is_chair = first_is_chair and place == 0
        PanelSeat.objects.create(
            meeting=meeting, expert=expert, label=label, is_chair=is_chair, group=groups.get(label)
        )
        grant(expert.user, "sit_in_meeting", meeting)


def _groups_of_seats(meeting: Meeting) -> dict[str, MeetingGroup]:
    """Return for whose seat each of the frozen pool stands in the draw, as far as a group was filed with seats."""
    draw = draw_of(meeting)
    filed = {group.name: group for group in meeting.groups.filter(least__isnull=False)}
    if draw is None or not filed:
        return {}
    names = {row["label"]: draw.legend["groups"][row["group"]] for row in draw.bundle["experts"]}
    return {label: filed[name] for label, name in names.items() if name in filed}


def unseat(seats: Iterable[PanelSeat]) -> None:
    """Take back the seats of those who cannot come, and their right to enter."""
    for seat in seats:
        Recusal.objects.filter(seat=seat).delete()
        revoke(seat.expert.user, "sit_in_meeting", seat.meeting)
        seat.delete()


def filing_report(meeting: Meeting) -> dict[str, Any]:
    """Return the figures of qualification and pre-review publicity, as they stand at the filing (S3 一(三))."""
    filed = Application.objects.filter(plan=meeting.plan, title__committee=meeting.committee, filed_at__isnull=False)
    agenda = meeting.items.all()
    by_specialty = agenda.values("application__specialty").annotate(number=Count("pk"))
    return {
        "filed": filed.count(),
        "qualified": filed.filter(publicity_entries__publicity__kind=PublicityKind.PRE_REVIEW).distinct().count(),
        "not_accepted": filed.filter(stage=Stage.NOT_ACCEPTED).count(),
        "agenda": agenda.count(),
        "specialties": [
            {"name": row["application__specialty"], "number": row["number"]}
            for row in by_specialty.order_by("application__specialty")
        ],
        "publicities": _publicities(meeting),
        "objections": _objections(meeting),
        "groups": _groups(meeting),
        "people": _people(meeting),
        "seats": meeting.seats,
        "pool": meeting.committee.experts.filter(left_on=None).count(),
    }


def _groups(meeting: Meeting) -> list[dict[str, Any]]:
    return [
        {
            "name": group.name,
            "specialties": "高技能人才" if group.is_skilled else "、".join(group.specialties),
            "number": group.number,
            "seats": "不单设" if group.least is None else f"{group.least}–{group.most} 人",
            "vote": "本组单独表决" if group.votes_alone else "全体执行委员表决",
        }
        for group in meeting.groups.annotate(number=Count("items")).order_by("order", "pk")
    ]


def _people(meeting: Meeting) -> list[dict[str, Any]]:
    rows = meeting.items.select_related(
        "application__applicant__user", "application__title", "application__employer", "group"
    )
    return [
        {
            "order": item.order,
            "name": item.application.applicant.user.name,
            "employer": item.application.employer.name if item.application.employer else "",
            "title": item.application.title.name if item.application.title else "",
            "specialty": item.application.specialty,
            "group": item.group.name if item.group else "",
        }
        for item in rows.order_by("order")
    ]


def _publicities(meeting: Meeting) -> list[dict[str, Any]]:
    entries = _pre_review_entries(meeting).select_related("publicity").order_by("publicity__opened_at", "publicity")
    found: dict[int, dict[str, Any]] = {}
    for entry in entries:
        shown = entry.publicity
        row = found.setdefault(
            shown.pk,
            {
                "id": shown.pk,
                "title": shown.title,
                "working_days": shown.working_days,
                "opened_at": shown.opened_at.isoformat(),
                "closed_at": shown.closed_at.isoformat() if shown.closed_at else "",
                "people": 0,
            },
        )
        row["people"] += 1
    return list(found.values())


def _objections(meeting: Meeting) -> dict[str, int]:
    raised = Objection.objects.filter(entry__in=_pre_review_entries(meeting))
    counts = {stage.value: raised.filter(stage=stage).count() for stage in ObjectionStage}
    return {"raised": sum(counts.values()), **counts}


def _pre_review_entries(meeting: Meeting) -> Any:
    cases = meeting.items.values("application")
    return PublicityEntry.objects.filter(publicity__kind=PublicityKind.PRE_REVIEW, application__in=cases)
