"""提交岗位信息表: the institution hands in the year's sheet with everybody it recommends (S2 附件3)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from employers.enums import PostExchange, PostTableStage
from employers.models import PostTable
from employers.selectors.posts import asks_signature, contradictions, lines_of
from employers.steps.post_tables import PostTableStep
from zcps import clock


class SubmitPostTable(PostTableStep):
    """To the bureau; where an exception is claimed, first to the office that manages the pool."""

    name = "submit_post_table"
    verb = "提交岗位信息表"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件3；衢市人社专〔2021〕61号 二(四)"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({PostTableStage.DRAFT, PostTableStage.RETURNED})

    def obstacles(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[str]:
        """Everything that contradicts itself or is missing, at once."""
        if not subject.employer.is_public_institution:
            yield "岗位信息表由事业单位填报，本单位登记的性质不是事业单位，不需要提交。"
        lines = lines_of(subject)
        yield from contradictions(lines)
        if not any(line.row.approved for line in lines):
            yield "请填写人力社保部门核定的岗位数（核准数）。"
        if not subject.responsible:
            yield "请填写负责岗位设置和竞聘的业务科（处）室负责人。"
        if subject.people.exists() and not subject.pledged:
            yield "请勾选承诺：名单中人员取得资格后，按规定及时聘任。"
        if asks_signature(subject, lines):
            yield from _unexplained(subject)

    def act(self, subject: PostTable, actor: Actor, **data: Any) -> dict[str, Any]:
        """Hand it in; a signature given to an earlier content is gone."""
        asks = asks_signature(subject, lines_of(subject))
        subject.stage = PostTableStage.SIGNING if asks else PostTableStage.SUBMITTED
        subject.submitted_at, subject.return_note = clock.now(), ""
        subject.signer = subject.signed_opinion = subject.signed_by = ""
        subject.signed_at = None
        return {"year": subject.year, "people": subject.people.count()}

    def messages(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell whoever has to act next."""
        body = f"“{subject.employer.name}”提交了 {subject.year} 年度岗位信息表，共推荐 {subject.people.count()} 人。"
        if subject.stage == PostTableStage.SIGNING and subject.pool_manager:
            return self.tell_office(subject.pool_manager, subject, "岗位信息表待签署", f"{body}请签署意见。")
        return self.tell_bureau(subject, "岗位信息表待确认", f"{body}请核对后确认。")


def _unexplained(subject: PostTable) -> Iterable[str]:
    """AMB-37: the situation is explained and signed for, whatever it is."""
    if not subject.explanation:
        named = subject.get_exchange_display() if subject.exchange != PostExchange.NONE else "统筹岗位或超聘"
        yield f"请说明{named}的情形（杭州市2020年工艺美术中级职称评审通知 附件3 注）。"
    if subject.pool_manager_id is None:
        yield "使用统筹岗位、退二进一或超聘仍推出岗位的，请选择签署意见的岗位统筹（管理）部门。"


submit_post_table = SubmitPostTable()
