"""return_table: the second officer sends the edition back to its draft."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import EditionStage
from reviews.models import TableEdition
from reviews.steps.table_edition import TableStep, tell


class ReturnTable(TableStep):
    """Something has to be mended before it can be published."""

    name = "return_table"
    verb = "退回修改"
    before = frozenset({EditionStage.SUBMITTED})
    after = EditionStage.DRAFT

    def obstacles(self, subject: TableEdition, actor: Actor, **data: Any) -> Iterable[str]:
        """Nobody mends what he is not told."""
        if not data.get("reason", "").strip():
            yield "请写明退回的理由和需要修改的内容。"

    def act(self, subject: TableEdition, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep why."""
        return {"kind": subject.kind, "reason": data["reason"].strip()}

    def messages(self, subject: TableEdition, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell who had submitted it."""
        people = [subject.submitted_by] if subject.submitted_by else []
        return tell(people, subject, f"{subject.get_kind_display()}已退回修改", data["reason"].strip())


RETURN_TABLE = ReturnTable()
