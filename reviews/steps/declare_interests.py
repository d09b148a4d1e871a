"""declare_interests: a drawn expert says to whom of the applicants he is tied, before any file opens to him."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.actor import Actor
from reviews.enums import ConflictKind, ConflictSource, ConflictStage, MeetingStage
from reviews.models import Conflict, Declaration, Meeting, MeetingItem, PanelSeat
from reviews.selectors.meetings import seat_of
from reviews.steps.base import perform
from reviews.steps.meetings import MEETING_CLAUSE, PanelStep
from reviews.steps.recuse import RECUSE
from zcps import clock

# application id → (kind of tie, what the expert writes of it); whoever is not named is no tie of his.
Ties = Mapping[int, tuple[str, str]]
DECLARABLE = (
    ConflictKind.SAME_EMPLOYER,
    ConflictKind.FORMER_EMPLOYER,
    ConflictKind.CO_AUTHOR,
    ConflictKind.KIN,
    ConflictKind.MENTOR,
    ConflictKind.RECOMMENDER,
    ConflictKind.OTHER,
)


_UNJUDGED: dict[str, Any] = {
    "proposal": "",
    "reason": "",
    "proposed_by": None,
    "proposed_at": None,
    "decided_by": None,
    "decided_at": None,
}


class DeclareInterests(PanelStep):
    """Every tie becomes a recusal; nobody's file was open before, so that no tie is found by reading."""

    name = "declare_interests"
    verb = "提交利害关系声明"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.DRAWN, MeetingStage.CONVENED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """Once: what becomes known later is a recusal of its own."""
        seat = seat_of(actor, subject)
        if seat and hasattr(seat, "declaration"):
            yield "您已提交本次会议的利害关系声明。此后发现有利害关系的，请在该评审对象处申请回避。"

    def obstacles(
        self, subject: Meeting, actor: Actor, *, ties: Ties, is_true: bool = False, **data: Any
    ) -> Iterable[str]:
        """Every tie is of a kind, is with somebody on the agenda, and can still be recused from."""
        yield from self.standing(subject, actor)
        items = {item.application_id: item for item in _items(subject)}
        for application, (kind, note) in ties.items():
            item = items.get(application)
            if item is None or kind not in DECLARABLE:
                yield "声明中有不在本次议程的评审对象或未列明的关系，请刷新页面后重新填写。"
                continue
            if kind == ConflictKind.OTHER and not note.strip():
                yield f"请写明与{item.application.applicant.user.name}的其他利害关系。"
            if item.stage not in RECUSE.before:
                yield f"{item.application.applicant.user.name}：{RECUSE.wrong_stage(item)}"
        if not is_true:
            yield "请勾选确认声明属实。"

    def act(self, subject: Meeting, actor: Actor, *, ties: Ties, **data: Any) -> dict[str, Any]:
        """Keep the declaration, and step back from every case it names."""
        seat = seat_of(actor, subject)
        assert seat is not None, "concerns() has found it"  # noqa: S101 - in the same transaction
        # All rows are locked before the first entry of the journal locks its chain.
        items = list(_items(subject).filter(application__in=ties).select_for_update(of=("self",), no_key=True))
        answers = {str(pk): "" for pk in subject.items.values_list("application_id", flat=True)}
        answers |= {str(pk): kind for pk, (kind, _) in ties.items()}
        Declaration.objects.create(seat=seat, answers=answers, made_at=clock.now())
        for item in items:
            self._step_back(item, seat, actor, *ties[item.application_id])
        return {"seat": seat.label, "asked": len(answers), "ties": len(items)}

    def _step_back(self, item: MeetingItem, seat: PanelSeat, actor: Actor, kind: str, note: str) -> None:
        told: dict[str, Any] = {
            "meeting": item.meeting,
            "source": ConflictSource.DECLARED,
            "stage": ConflictStage.CONFIRMED,
            "note": note.strip(),
            "created_by": actor.user,
            # What officers thought of it before does not stand beside the expert's own word; the journal keeps it.
            **_UNJUDGED,
        }
        Conflict.objects.update_or_create(
            committee_id=item.meeting.committee_id,
            expert_id=seat.expert_id,
            profile_id=item.application.applicant_id,
            kind=kind,
            defaults=told,
            create_defaults={**told, "created_at": clock.now()},
        )
        if not item.recusals.filter(seat=seat).exists():
            label = ConflictKind(kind).label
            perform(RECUSE, item, actor, reason=f"{label}：{note.strip()}" if note.strip() else f"{label}。")


def _items(meeting: Meeting) -> Any:
    return meeting.items.select_related("meeting", "application__applicant__user").order_by("pk")


DECLARE_INTERESTS = DeclareInterests()
