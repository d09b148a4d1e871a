"""judge_conflict: an officer proposes that a tie holds, or that it does not; a second person settles it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.selectors.offices import users_of
from accounts.services.notices import Message
from accounts.steps.base import ActRefused, perform
from reviews.enums import OF_A_MEETING, ConflictKind, ConflictSource, ConflictStage
from reviews.models import Application, Conflict, Expert, Meeting
from reviews.steps.conflicts import ConflictStep
from zcps import clock

RULINGS = (ConflictStage.CONFIRMED, ConflictStage.DISMISSED)


class JudgeConflict(ConflictStep):
    """Exclusions are how a panel could be chosen: nobody decides on one alone."""

    name = "judge_conflict"
    verb = "提出核查意见"
    asks_for_second = True

    def obstacles(
        self, subject: Conflict, actor: Actor, *, proposal: str, reason: str = "", **data: Any
    ) -> Iterable[str]:
        """A change, with its reason, while nothing else is proposed."""
        if subject.proposal:
            yield "该利害关系已有待复核的意见，请先复核。"
        if proposal not in RULINGS:
            yield "请选择核查意见：认定，或不成立。"
        elif proposal == subject.stage:
            yield f"该利害关系现为“{subject.get_stage_display()}”，与所选意见相同，无需办理。"
        elif proposal == ConflictStage.DISMISSED and _is_himself(subject):
            yield "专家与申报人为同一人（证件号码相同），不能认定为不成立。"
        if not reason.strip():
            yield "请写明核查情况和理由。"

    def act(self, subject: Conflict, actor: Actor, *, proposal: str, reason: str, **data: Any) -> dict[str, Any]:
        """Note who proposes what, and why."""
        subject.proposal, subject.reason = proposal, reason.strip()
        subject.proposed_by, subject.proposed_at = actor.user, clock.now()
        subject.decided_by, subject.decided_at = None, None
        return {"kind": subject.kind, "proposal": proposal, "reason": subject.reason}

    def messages(self, subject: Conflict, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell those who may settle it, without the names: they stand on the page."""
        committee = subject.committee
        people = {*users_of(committee.office), *users_of(committee.hr_bureau)} - {actor.user}
        text = f"{committee.name}有一项利害关系（{subject.get_kind_display()}）待复核。"
        for user in sorted((one for one in people if one is not None), key=lambda one: one.pk):
            yield Message(user, "利害关系待复核", text, f"/conflicts/{subject.pk}/")


def _is_himself(conflict: Conflict) -> bool:
    if conflict.kind != ConflictKind.OWN_APPLICATION or conflict.profile is None:
        return False
    mine, his = conflict.expert.user, conflict.profile.user
    return mine.pk == his.pk or bool(mine.id_index and mine.id_index == his.id_index)


JUDGE_CONFLICT = JudgeConflict()


@transaction.atomic
def report(by: Actor, meeting: Meeting, expert: Expert, case: Application | None, kind: str, note: str) -> Conflict:
    """Write down a tie that an office has learnt of, and propose it for confirmation in one stroke.

    Args:
        by: an officer of the committee's office or bureau.
        meeting: for which it matters.
        expert: of the committee's pool.
        case: whose applicant he is tied to; None for a reason that concerns the meeting as a whole.
        kind: of ConflictKind.
        note: what is known, and from whom.

    Raises:
        ActRefused: it is known already, or does not fit together.
    """
    wrong = list(_wrong_report(case, kind))
    known = Conflict.objects.filter(committee=meeting.committee, expert=expert, kind=kind)
    known = known.filter(profile=case.applicant_id) if case else known.filter(profile=None, meeting=meeting)
    if known.exists():
        wrong.append("该利害关系已登记，请在列表中打开办理，不必重复登记。")
    if wrong:
        raise ActRefused(wrong)
    made = Conflict.objects.create(
        committee=meeting.committee,
        meeting=meeting,
        expert=expert,
        profile=case.applicant if case else None,
        kind=kind,
        source=ConflictSource.REPORTED,
        note=note.strip(),
        created_by=by.user,
        created_at=clock.now(),
    )
    return perform(JUDGE_CONFLICT, made, by, proposal=ConflictStage.CONFIRMED, reason=note)


def _wrong_report(case: Application | None, kind: str) -> Iterable[str]:
    if case is None and kind not in OF_A_MEETING:
        yield "请选择与专家有该关系的申报人。"
    if case is not None and kind in {ConflictKind.LOAD, ConflictKind.ABSENCE}:
        yield "任务较重、多次未到会与具体申报人无关，申报人一栏请留空。"
