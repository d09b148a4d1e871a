"""修改岗位信息表: what was handed in or confirmed is opened again; a change needs a new confirmation."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from employers.enums import PostTableStage
from employers.models import PostTable
from employers.steps.post_tables import PostTableStep


class RevisePostTable(PostTableStep):
    """By the institution. The confirmed version stays on record; until the next one nobody is recommended on it."""

    name = "revise_post_table"
    verb = "修改岗位信息表"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 七"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({PostTableStage.SIGNING, PostTableStage.SUBMITTED, PostTableStage.CONFIRMED})
    after = PostTableStage.DRAFT

    def act(self, subject: PostTable, actor: Actor, **data: Any) -> dict[str, Any]:
        """Take the confirmation off the sheet; its version keeps it."""
        subject.confirmed_at, subject.confirmed_by, subject.checked_in_system = None, None, False
        return {"year": subject.year, "versions": subject.versions.count()}

    def messages(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau, which may be looking at it."""
        body = f"“{subject.employer.name}”正在修改 {subject.year} 年度岗位信息表，修改后将重新提交确认。"
        return self.tell_bureau(subject, "岗位信息表正在修改", body)


revise_post_table = RevisePostTable()
