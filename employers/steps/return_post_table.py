"""退回岗位信息表: everything that is wrong at once (S2 附件2 七)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from employers.enums import PostTableStage
from employers.models import PostTable
from employers.permissions import POOL_MANAGERS, manages_pool
from employers.steps.post_tables import PostTableStep


class ReturnPostTable(PostTableStep):
    """By the bureau that confirms, or by the office that was to sign."""

    name = "return_post_table"
    verb = "退回岗位信息表"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 七"
    roles = POOL_MANAGERS
    before = frozenset({PostTableStage.SIGNING, PostTableStage.SUBMITTED})
    after = PostTableStage.RETURNED

    def concerns(self, subject: PostTable, actor: Actor) -> bool:
        """Whoever the sheet lies before."""
        if subject.stage == PostTableStage.SIGNING:
            return manages_pool(actor, subject)
        return super().concerns(subject, actor)

    def obstacles(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[str]:
        """A return without a reason helps nobody."""
        if not str(data.get("note") or "").strip():
            yield "请写明需要修改的内容和改法，一次列出全部问题。"

    def act(self, subject: PostTable, actor: Actor, *, note: str, **data: Any) -> dict[str, Any]:
        """Keep what is wrong where the institution will see it."""
        subject.return_note = note.strip()
        return {"note": subject.return_note}

    def messages(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the institution."""
        body = f"{subject.year} 年度岗位信息表由{actor.hat_label}退回：{subject.return_note}\n请修改后重新提交。"
        return self.tell_institution(subject, "岗位信息表退回修改", body)


return_post_table = ReturnPostTable()
