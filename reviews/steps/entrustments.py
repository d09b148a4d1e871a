"""The form of the acts on a request to be reviewed elsewhere, and whom they tell."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.permissions import acts_for
from employers.steps.telling import tell_officers
from reviews.models import Entrustment
from reviews.services.entrustments import ENTRUST_OUT_CLAUSE
from reviews.steps.base import tell_agency

LONGEST = 1000


class EntrustmentStep(Step[Entrustment]):
    """An act on a request: by the person, his employer, or the office before which it lies."""

    clause = ENTRUST_OUT_CLAUSE

    def concerns(self, subject: Entrustment, actor: Actor) -> bool:
        """The person himself; his employer; the office that holds the request."""
        if actor.role == Role.APPLICANT:
            return actor.user is not None and subject.profile.user_id == actor.user.pk
        if actor.role == Role.EMPLOYER:
            return acts_for(actor, subject.employer)
        return actor.agency_id is not None and actor.agency_id in {subject.holder_id, subject.bureau_id}

    def about(self, subject: Entrustment) -> Iterable[int | None]:
        """The person who asks for it."""
        return [subject.profile.user_id]

    def holds(self, subject: Entrustment, actor: Actor) -> bool:
        """Whether the office has the request before it."""
        return actor.agency_id is not None and actor.agency_id == subject.holder_id


def address(subject: Entrustment) -> str:
    """Return where the request is read."""
    return f"/entrustments/{subject.pk}/"


def tell_person(subject: Entrustment, title: str, body: str) -> Iterable[Message]:
    """Yield the message to the person."""
    yield Message(subject.profile.user, title, body, address(subject))


def tell_employer(subject: Entrustment, title: str, body: str) -> Iterable[Message]:
    """Return a message to everybody who acts for the employer."""
    return tell_officers(subject.employer, title, body, address(subject))


def tell_holder(subject: Entrustment) -> Iterable[Message]:
    """Yield a message to the office before which the request lies now."""
    if subject.holder is not None:
        text = f"{subject.profile.user.name}申请委托市外评审{subject.title}（{subject.number}），请办理。"
        yield from tell_agency(subject.holder, "委托市外评审申请待办理", text, address(subject))


def too_long(text: str, what: str) -> Iterable[str]:
    """Yield the sentence for a text that nobody will read."""
    if len(text) > LONGEST:
        yield f"{what}超过 {LONGEST} 字，请精简。"


def reason_asked(data: dict[str, Any], what: str) -> Iterable[str]:
    """Yield what is missing of a reason that has to be given."""
    text = str(data.get("text") or "").strip()
    if not text:
        yield f"请填写{what}。"
    yield from too_long(text, what)
