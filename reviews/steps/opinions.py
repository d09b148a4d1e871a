"""The form of the acts by which a body speaks about a case: whose turn it is, until when, what is kept, who is told."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.models import User
from accounts.services.notices import Message
from employers.selectors.officers import users_of
from reviews.enums import Stage, Verdict
from reviews.models import Application, Opinion, Snapshot
from reviews.permissions import has_turn
from reviews.steps.base import CaseStep
from zcps import clock

# What fits into the review form's box of one body.
LONGEST_OPINION = 1000


class TurnStep(CaseStep):
    """An act of the body whose turn it is; a page asks for all of them at once."""

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The employer while the case is with it, the office that holds it afterwards."""
        return has_turn(actor, subject)


class SpokenStep(CaseStep):
    """An act with an opinion that is kept and printed."""

    # What the field is called on the screen, and in the sentence for an empty one.
    asks = "审核意见"

    def obstacles(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """Yield what stands in the way, and an opinion that is missing or too long."""
        yield from self.standing(subject, actor)
        if not text.strip():
            yield f"请填写{self.asks}。"
        if len(text) > LONGEST_OPINION:
            yield f"{self.asks}共 {len(text)} 字，超过 {LONGEST_OPINION} 字，请精简。"

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant; an act that concerns more people says so."""
        return self.tell_applicant(subject, *self.news(subject, actor, **data))

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """Return title and text of what the applicant is told."""
        raise NotImplementedError


class OpinionStep(TurnStep, SpokenStep):
    """The opinion of the body whose turn it is, within its time limit."""

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """After the deadline nothing is accepted."""
        return self.overdue(subject)


def body_name(subject: Application, actor: Actor) -> str:
    """Return the name under which a body speaks: the office's, or the employer's."""
    if actor.agency:
        return actor.agency.name
    return subject.employer.name if subject.employer else actor.hat_label


def keep_opinion(
    subject: Application, actor: Actor, verdict: Verdict, text: str, *, items: list[dict[str, Any]] | None = None
) -> Opinion:
    """Write down what a body says of the version that it has seen."""
    return Opinion.objects.create(
        application=subject,
        snapshot=frozen(subject),
        stage=subject.stage,
        leg=subject.leg if subject.stage == Stage.RECOMMENDATION else None,
        body=body_name(subject, actor),
        verdict=verdict,
        text=text.strip(),
        items=items or [],
        officer=actor.user.name if actor.user else "",
        given_at=clock.now(),
    )


def frozen(subject: Application) -> Snapshot:
    """Return the version in force; the database keeps a filed case from being without one."""
    assert subject.snapshot is not None, "filed_application_has_its_snapshot"  # noqa: S101 - a constraint of the table
    return subject.snapshot


def tell_employer(
    subject: Application, title: str, body: str, officers: Iterable[User] | None = None
) -> Iterable[Message]:
    """Yield a message for each officer of the employer under which the case was filed, where they are not given."""
    for officer in users_of(subject.employer) if officers is None else officers:
        yield Message(officer, title, body, case_address(subject))


def case_address(subject: Application) -> str:
    """Return the address of the case file."""
    return f"/cases/{subject.pk}/"


def person(subject: Application) -> str:
    """Return the applicant's name with the title applied for, as a message names the case."""
    return f"{subject.applicant.user.name}（{subject.title.name if subject.title else subject.plan.name}）"
