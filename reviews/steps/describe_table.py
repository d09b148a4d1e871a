"""describe_table: an officer says under which document an edition stands, from which day, and what it changes."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import EditionStage
from reviews.models import TableEdition
from reviews.steps.table_edition import TableStep

FIELDS = ("source_number", "source_title", "source_section", "source_dated", "valid_from", "note")


class DescribeTable(TableStep):
    """The day decides what holds for whom, so whoever sets it may not publish the edition."""

    name = "describe_table"
    verb = "填写版本说明"
    before = frozenset({EditionStage.DRAFT})

    def obstacles(self, subject: TableEdition, actor: Actor, **data: Any) -> Iterable[str]:
        """What has to be there at the end is asked when the draft is submitted."""
        if set(data) - set(FIELDS):
            yield "版本说明含有不能修改的内容，请刷新页面后重新填写。"

    def act(self, subject: TableEdition, actor: Actor, **data: Any) -> dict[str, Any]:
        """Write it down."""
        for name, value in data.items():
            setattr(subject, name, value)
        assert actor.user is not None, "an officer acts"  # noqa: S101 - the roles of the step say so
        subject.hands = sorted({*subject.hands, actor.user.pk})
        return {"kind": subject.kind, **{name: str(value or "") for name, value in data.items()}}


DESCRIBE_TABLE = DescribeTable()
