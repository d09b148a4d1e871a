"""The forms of the acts on a publicity as a whole and on an objection, by the body that published."""

from collections.abc import Iterable, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import StoredFile
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.enums import ObjectionNoteKind, ObjectionStage, PublicityStage
from reviews.models import Objection, ObjectionNote, Publicity
from reviews.permissions import may_resolve, publishes
from reviews.services.publicity import still_showing
from zcps import clock

OBJECTION_CLAUSE = "衢经信产融〔2022〕44号 一(一)6"
LONGEST = 2000


class PublicityStep(Step[Publicity]):
    """An act on a whole list, by the employer or the office that published it."""

    # The HR bureau where it determines itself and shows whom (初定).
    roles = frozenset({Role.EMPLOYER, Role.COMMITTEE_OFFICE, Role.HR_BUREAU})
    before = frozenset({PublicityStage.OPEN})

    def concerns(self, subject: Publicity, actor: Actor) -> bool:
        """Whoever published."""
        return publishes(actor, subject)

    def standing(self, subject: Publicity, actor: Actor) -> Iterable[str]:
        """Yield the obstacles that stand whatever is filled in."""
        return ()


class ObjectionStep(Step[Objection]):
    """An act on an objection, by the body that published what it is about."""

    roles = frozenset({Role.EMPLOYER, Role.COMMITTEE_OFFICE, Role.HR_BUREAU})
    before = frozenset({ObjectionStage.OPEN})

    def concerns(self, subject: Objection, actor: Actor) -> bool:
        """Whoever published."""
        return may_resolve(actor, subject)

    def wrong_stage(self, subject: Objection) -> str:
        """Decided is decided."""
        return "该异议已作出核查结论，不能重复办理。请刷新页面查看。"


def tell_shown(publicity: Publicity, title: str, text: str) -> Iterable[Message]:
    """Yield a message to everybody who still stands in a list."""
    for entry in still_showing(publicity).select_related("application__applicant__user"):
        case = entry.application
        yield Message(case.applicant.user, title, text, f"/applications/{case.pk}/")


def said(label: str, text: Any, most: int = LONGEST, *, missing: str = "") -> Iterable[str]:
    """Yield what is wrong with a text that an act asks for."""
    words = str(text or "").strip()
    if not words:
        yield missing or f"请填写{label}。"
    elif len(words) > most:
        yield f"{label}共 {len(words)} 字，超过 {most} 字，请精简。"


def note(
    objection: Objection, actor: Actor, kind: ObjectionNoteKind, text: str, files: Sequence[StoredFile] = ()
) -> ObjectionNote:
    """Write down what the body did."""
    assert actor.user is not None, "these acts are of officers alone"  # noqa: S101 - for the type checker
    written = ObjectionNote.objects.create(
        objection=objection, kind=kind, text=text.strip(), written_at=clock.now(), written_by=actor.user
    )
    written.files.set(files)
    return written
