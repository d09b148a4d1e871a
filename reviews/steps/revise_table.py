"""revise_table: an officer changes rows of a draft, one by hand or many by a file."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import EditionStage
from reviews.models import TableEdition
from reviews.services.table_rows import Change, Changes, apply, form_of, name_of, problems_in
from reviews.steps.table_edition import TableStep

# The journal names the rows of a change by hand; of a large file it keeps the counts and the hash.
_MOST_NAMED = 20


class ReviseTable(TableStep):
    """Add, change and remove rows. Whoever does so may not publish the edition."""

    name = "revise_table"
    verb = "修改表格内容"
    before = frozenset({EditionStage.DRAFT})

    def obstacles(self, subject: TableEdition, actor: Actor, **data: Any) -> Iterable[str]:
        """Rows that are wrong in themselves, or that somebody else has changed in the meantime."""
        changes: Changes | None = data.get("changes")
        if changes is None or not (changes.rows or changes.order):
            return ["没有需要修改的内容，请核对后再办理。"]
        seen_hash = data.get("seen_hash", subject.rows_hash)
        if seen_hash != subject.rows_hash:
            return ["草稿在预览之后又有修改，请重新上传文件并核对预览。"]
        return problems_in(form_of(subject), subject, changes)

    def act(self, subject: TableEdition, actor: Actor, **data: Any) -> dict[str, Any]:
        """Write the rows; remember whose hand it was."""
        changes: Changes = data["changes"]
        apply(subject, changes)
        assert actor.user is not None, "an officer acts"  # noqa: S101 - the roles of the step say so
        subject.hands = sorted({*subject.hands, actor.user.pk})
        return {
            "kind": subject.kind,
            **changes.counts,
            "rows": [_line(subject, change) for change in changes.rows[:_MOST_NAMED]],
            "file": data.get("file", ""),
            "rows_hash": subject.rows_hash,
        }


def _line(edition: TableEdition, change: Change) -> dict[str, str]:
    row = change.after if change.after is not None else change.before
    return {"what": change.kind, "row": name_of(form_of(edition), row or {})}


REVISE_TABLE = ReviseTable()
