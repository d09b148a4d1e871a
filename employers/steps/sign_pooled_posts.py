"""签署统筹岗位意见: the office that manages the pool signs for posts beyond the institution's own (S2 附件3 注)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from employers.enums import PostTableStage
from employers.models import PostTable
from employers.permissions import POOL_MANAGERS, manages_pool
from employers.steps.post_tables import PostTableStep
from zcps import clock


class SignPooledPosts(PostTableStep):
    """An act of its own, also where the same bureau confirms the sheet afterwards."""

    name = "sign_pooled_posts"
    verb = "签署岗位统筹意见"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件3 注"
    roles = POOL_MANAGERS
    before = frozenset({PostTableStage.SIGNING})
    after = PostTableStage.SUBMITTED

    def concerns(self, subject: PostTable, actor: Actor) -> bool:
        """The office that the sheet names."""
        return manages_pool(actor, subject)

    def obstacles(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[str]:
        """A head of section by name, and an opinion."""
        if not str(data.get("signer") or "").strip():
            yield "请填写签署意见的业务处室负责人。"
        if not str(data.get("opinion") or "").strip():
            yield "请填写签署意见，写明同意使用的岗位和数量。"

    def act(self, subject: PostTable, actor: Actor, *, signer: str, opinion: str, **data: Any) -> dict[str, Any]:
        """Keep who signed for which office."""
        subject.signer, subject.signed_opinion, subject.signed_at = signer.strip(), opinion.strip(), clock.now()
        subject.signed_by = actor.agency.name if actor.agency else ""
        return {"signer": subject.signer, "opinion": subject.signed_opinion}

    def messages(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau that confirms, and the institution."""
        body = f"“{subject.employer.name}”{subject.year} 年度岗位信息表已由{subject.signed_by}签署意见"
        yield from self.tell_bureau(subject, "岗位信息表待确认", f"{body}，请核对后确认。")
        yield from self.tell_institution(subject, "岗位统筹意见已签署", f"{body}，等待人力社保部门确认。")


sign_pooled_posts = SignPooledPosts()
