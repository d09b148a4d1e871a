"""submit_table: an officer hands the draft to a second one."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import EditionStage
from reviews.models import TableEdition
from reviews.steps.table_edition import TableStep, colleagues, day_problems, forget_upload, tell
from zcps import clock


class SubmitTable(TableStep):
    """The draft is complete: it says what changed, under which document, from which day."""

    name = "submit_table"
    verb = "提交复核"
    asks_for_second = True
    before = frozenset({EditionStage.DRAFT})
    after = EditionStage.SUBMITTED

    def obstacles(self, subject: TableEdition, actor: Actor, **data: Any) -> Iterable[str]:
        """Everything that a reader of the table would miss."""
        yield from day_problems(subject)
        wanted = {"依据文号": subject.source_number, "依据文件": subject.source_title, "修改说明": subject.note}
        yield from (f"请填写{name}。" for name, value in wanted.items() if not value.strip())
        if not subject.row_count:
            yield "表中没有内容，请先录入或导入。"
        if subject.base and subject.base.rows_hash == subject.rows_hash:
            yield "内容与上一版没有差别，无需发布新版；不再修改的，请放弃草稿。"

    def act(self, subject: TableEdition, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark who hands it over."""
        forget_upload(subject)
        subject.submitted_by, subject.submitted_at = actor.user, clock.now()
        return {"kind": subject.kind, "rows_hash": subject.rows_hash}

    def messages(self, subject: TableEdition, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the colleagues, one of whom has to publish it."""
        title = f"{subject.get_kind_display()}待复核发布"
        return tell(colleagues(subject, actor), subject, title, "请核对修改内容和施行日期，由未参与修改的人员发布。")


SUBMIT_TABLE = SubmitTable()
