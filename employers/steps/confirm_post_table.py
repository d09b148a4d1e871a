"""确认岗位信息表: the HR bureau confirms what it has compared with the approved posts (S2 附件2-7)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from employers.enums import PostTableStage
from employers.models import PostTable
from employers.selectors.posts import asks_signature, contradictions, lines_of
from employers.services.post_tables import fingerprint, freeze
from employers.steps.post_tables import PostTableStep
from zcps import clock


class ConfirmPostTable(PostTableStep):
    """The bureau of the county, of the city for its own units. From here people on the list can be recommended."""

    name = "confirm_post_table"
    verb = "确认岗位信息表"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 七、附件3"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({PostTableStage.SUBMITTED})
    after = PostTableStage.CONFIRMED

    def obstacles(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[str]:
        """What was looked at is what is confirmed; it adds up, and the exception is signed for."""
        if data.get("seen") != fingerprint(subject):
            yield "岗位信息表在您查看期间已被单位修改。请核对下面的最新数据后再确认。"
        lines = lines_of(subject)
        yield from contradictions(lines)
        if asks_signature(subject, lines) and subject.signed_at is None:
            yield "使用统筹岗位、退二进一等情形尚无岗位统筹管理部门的签署意见，不能确认。请退回，由单位重新提交签署。"

    def act(self, subject: PostTable, actor: Actor, *, checked_in_system: bool = False, **data: Any) -> dict[str, Any]:
        """Confirm, and keep the sheet as it was confirmed."""
        subject.confirmed_at, subject.confirmed_by = clock.now(), actor.agency
        subject.checked_in_system = checked_in_system
        version = freeze(subject)
        return {"year": subject.year, "version": version.number, "sha256": version.sha256}

    def messages(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the institution."""
        body = f"{subject.year} 年度岗位信息表已由{actor.hat_label}确认。"
        body += "名单中的人员现在可以审核推荐，并可打印岗位信息表签字盖章。"
        return self.tell_institution(subject, "岗位信息表已确认", body)


confirm_post_table = ConfirmPostTable()
