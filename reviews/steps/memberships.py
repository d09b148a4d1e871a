"""The form of the acts on a membership of an expert pool: one person proposes, a second one decides."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from accounts.selectors.offices import users_of
from accounts.services.notices import Message
from accounts.services.persons import against_second
from accounts.steps.base import Step
from reviews.models import Membership
from reviews.permissions import handles_membership
from reviews.pool_criteria import POOL_CLAUSE
from zcps import clock

OWN_PROPOSAL = f"该事项由您提出，须由评委会办公室另一名经办人，或{{bureau}}办理（{POOL_CLAUSE}）。"


class MembershipStep(Step[Membership]):
    """An act of the committee's office, or of the HR bureau with which the committee is registered."""

    clause = POOL_CLAUSE
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.HR_BUREAU})

    def concerns(self, subject: Membership, actor: Actor) -> bool:
        """The office and the bureau of this very committee."""
        return handles_membership(actor, subject)

    def about(self, subject: Membership) -> Iterable[int | None]:
        """The expert."""
        return [subject.expert.user_id]

    def standing(self, subject: Membership, actor: Actor) -> Iterable[str]:
        """Yield the obstacles that stand whatever is filled in."""
        return ()

    def obstacles(self, subject: Membership, actor: Actor, **data: Any) -> Iterable[str]:
        """Yield what stands in the way; an act with a form adds what is missing in it."""
        return self.standing(subject, actor)


class ProposalStep(MembershipStep):
    """One person asks for something; who decided before does not matter any more."""

    asks_for_second = True

    def propose(self, subject: Membership, actor: Actor, reason: str) -> None:
        """Note who asks, and why."""
        subject.proposed_by, subject.proposed_at, subject.reason = actor.user, clock.now(), reason.strip()
        subject.decided_by, subject.decided_at, subject.decision = None, None, ""

    def messages(self, subject: Membership, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell those who may decide, but not the one who asks."""
        text = f"{subject.expert.user.name}（{subject.committee.name}）{subject.get_stage_display()}，请核对后办理。"
        for user in _deciders(subject, actor):
            yield Message(user, "专家库有待审核的事项", text, f"/experts/{subject.expert_id}/")


def _deciders(subject: Membership, actor: Actor) -> list[User]:
    committee = subject.committee
    people = {*users_of(committee.office), *users_of(committee.hr_bureau)} - {actor.user}
    return sorted((user for user in people if user is not None), key=lambda user: user.pk)


class SecondStep(MembershipStep):
    """A second person decides on what the first asked for."""

    def standing(self, subject: Membership, actor: Actor) -> Iterable[str]:
        """Nobody decides on his own proposal."""
        if against := against_second(actor.user, [subject.proposed_by_id], OWN_PROPOSAL):
            yield against.format(bureau=subject.committee.hr_bureau.name)

    def decide(self, subject: Membership, actor: Actor, decision: str = "") -> None:
        """Note who decided."""
        subject.decided_by, subject.decided_at, subject.decision = actor.user, clock.now(), decision.strip()


class ReasonedStep(SecondStep):
    """A decision against what was asked for: never without a reason."""

    def obstacles(self, subject: Membership, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given."""
        yield from self.standing(subject, actor)
        if not reason.strip():
            yield "请写明理由。"
