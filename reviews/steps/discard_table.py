"""discard_table: the bureau gives a draft up."""

from typing import Any

from accounts.actor import Actor
from reviews.enums import EditionStage
from reviews.models import TableEdition
from reviews.steps.table_edition import TableStep, forget_upload


class DiscardTable(TableStep):
    """The published edition goes on; a new draft may be begun. What was drafted stays on record."""

    name = "discard_table"
    verb = "放弃草稿"
    before = frozenset({EditionStage.DRAFT})
    after = EditionStage.DISCARDED

    def act(self, subject: TableEdition, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep what was given up."""
        forget_upload(subject)
        return {"kind": subject.kind, "rows_hash": subject.rows_hash}


DISCARD_TABLE = DiscardTable()
