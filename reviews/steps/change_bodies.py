"""change_bodies: the HR bureau records another founding body, office or supervisor of a committee."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.models import Agency
from reviews.models import Committee
from reviews.steps.committees import CommitteeStep, busy, wrong_document


class ChangeBodies(CommitteeStep):
    """Not while a meeting is under way: its office and its supervisor hold the numbers of the draw."""

    name = "change_bodies"
    verb = "变更组建单位和办公室"

    def obstacles(
        self,
        subject: Committee,
        actor: Actor,
        *,
        founding_body: Agency,
        office: Agency,
        supervisor: Agency | None,
        document: str,
        **data: Any,
    ) -> Iterable[str]:
        """Something changes, and nothing is under way."""
        yield from wrong_document(document)
        before = (subject.founding_body_id, subject.office_id, subject.supervisor_id)
        if before == (founding_body.pk, office.pk, supervisor.pk if supervisor else None):
            yield "没有变更，无需办理。"
        yield from busy(subject, "变更组建单位、办公室或监督机构")

    def act(
        self,
        subject: Committee,
        actor: Actor,
        *,
        founding_body: Agency,
        office: Agency,
        supervisor: Agency | None,
        document: str,
        **data: Any,
    ) -> dict[str, Any]:
        """Write it down; the journal keeps what was before."""
        kept = {
            "before": [subject.founding_body.name, subject.office.name],
            "now": [founding_body.name, office.name, supervisor.name if supervisor else ""],
        }
        subject.founding_body, subject.office, subject.supervisor = founding_body, office, supervisor
        return {"bodies": kept, "document": document.strip()}


CHANGE_BODIES = ChangeBodies()
