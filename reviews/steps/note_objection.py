"""记录核查情况: what the body looked into, with its papers."""

from collections.abc import Iterable, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.models import StoredFile
from reviews.enums import ObjectionNoteKind
from reviews.models import Objection
from reviews.steps.objections import OBJECTION_CLAUSE, ObjectionStep, note, said
from zcps import clock


class NoteObjection(ObjectionStep):
    """Read by the body itself and by whoever supervises it; neither by the objector nor by the person concerned."""

    name = "note_objection"
    verb = "记录核查情况"
    clause = OBJECTION_CLAUSE

    def obstacles(self, subject: Objection, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """Something to write down."""
        return said("核查情况", text)

    def act(
        self, subject: Objection, actor: Actor, *, text: str, files: Sequence[StoredFile] = (), **data: Any
    ) -> dict[str, Any]:
        """Keep the note; who looks into it has taken it up."""
        subject.accepted_at = subject.accepted_at or clock.now()
        note(subject, actor, ObjectionNoteKind.FINDING, text, files)
        return {"files": len(files)}


NOTE_OBJECTION = NoteObjection()
