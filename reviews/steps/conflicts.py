"""The form of the acts on a tie between an expert and an applicant: one person judges, a second one settles."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.persons import against_second
from accounts.steps.base import Step
from reviews.enums import ConflictStage
from reviews.models import Conflict
from reviews.permissions import handles_conflict
from reviews.steps.meetings import MEETING_CLAUSE

OWN_OPINION = f"该意见由您提出，须由评委会办公室另一名经办人，或{{bureau}}复核（{MEETING_CLAUSE}）。"


class ConflictStep(Step[Conflict]):
    """An act of the committee's office, or of the HR bureau with which the committee is registered."""

    clause = MEETING_CLAUSE
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.HR_BUREAU})
    # What was decided holds until a second person has agreed to something else.
    before = frozenset({ConflictStage.SUGGESTED, ConflictStage.CONFIRMED, ConflictStage.DISMISSED})

    def concerns(self, subject: Conflict, actor: Actor) -> bool:
        """The office and the bureau of the committee under which it was found."""
        return handles_conflict(actor, subject)

    def about(self, subject: Conflict) -> Iterable[int | None]:
        """The expert and the applicant."""
        return [subject.expert.user_id, subject.profile.user_id if subject.profile else None]


class SettlingStep(ConflictStep):
    """A second person on what the first has proposed."""

    def obstacles(self, subject: Conflict, actor: Actor, **data: Any) -> Iterable[str]:
        """Something is proposed, and by somebody else."""
        if not subject.proposal:
            yield "该利害关系没有待复核的意见，请刷新页面查看最新情况。"
        elif against := against_second(actor.user, [subject.proposed_by_id], OWN_OPINION):
            yield against.format(bureau=subject.committee.hr_bureau.name)
