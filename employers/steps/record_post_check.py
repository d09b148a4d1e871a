"""登记岗位使用核查: the bureau looks afterwards at how the posts were used (S2 附件3 注: 事后监督核查)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from employers.enums import PostFinding, PostTableStage
from employers.models import PostCheck, PostTable
from employers.permissions import oversees_posts
from employers.steps.post_tables import PostTableStep
from zcps import clock


class RecordPostCheck(PostTableStep):
    """A finding with its note, on the figures as they stood."""

    name = "record_post_check"
    verb = "登记核查结论"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件3 注；衢市人社专〔2021〕61号 三(二)"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset(PostTableStage)

    def concerns(self, subject: PostTable, actor: Actor) -> bool:
        """The bureau of the place, or the city's, which announces the titles."""
        return oversees_posts(actor, subject)

    def obstacles(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[str]:
        """A finding says what was seen."""
        if data.get("finding") not in PostFinding.values:
            yield "请选择核查结论。"
        if not str(data.get("note") or "").strip():
            yield "请写明核查情况：核对了什么，发现什么，要求怎样整改。"

    def act(self, subject: PostTable, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep the finding with its figures."""
        told = {"finding": data["finding"], "note": data["note"].strip(), "figures": data.get("figures") or {}}
        assert actor.agency is not None  # noqa: S101 - concerns() has looked
        PostCheck.objects.create(table=subject, checked_at=clock.now(), checked_by=actor.agency, **told)
        return told

    def messages(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the institution what was found."""
        word = PostFinding(data["finding"]).label
        body = f"{actor.hat_label}核查了 {subject.year} 年度岗位使用情况，结论：{word}。{data['note'].strip()}"
        return self.tell_institution(subject, "岗位使用核查结论", body)


record_post_check = RecordPostCheck()
