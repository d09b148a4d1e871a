"""How long cases are kept, and drafts that nobody filed; and which frozen content names files."""

from datetime import timedelta

from django.db import transaction
from django.db.models import ProtectedError

from accounts.services.file_references import frozen_in
from accounts.services.retention import Rule, keeps
from reviews.enums import Stage
from reviews.models import Application, PlanVersion, Snapshot
from zcps import clock

DRAFTS = timedelta(days=365)

frozen_in(Snapshot, "content", "application__applicant__user")
frozen_in(PlanVersion, "content")


def remove_draft(draft: Application) -> bool:
    """Delete a draft that was never filed, with the commitments asked for it; False where something else needs it."""
    try:
        with transaction.atomic():
            draft.commitments.all().delete()
            draft.delete()
    except ProtectedError:
        return False
    return True


def _drafts(limit: int, dry_run: bool) -> int:  # noqa: FBT001 - as every sweep is called
    before = clock.now() - DRAFTS
    rows = Application.objects.filter(
        stage=Stage.DRAFT, filed_at=None, is_correction=False, plan__filing_closes__lt=before
    )
    found = list(rows.order_by("pk")[:limit])
    return len(found) if dry_run else sum(map(remove_draft, found))


keeps(
    Rule(
        "cases", "已提交的申报及其快照、公示、异议、评审和证书", "长期保存",
        "职称证书长期有效，评审过程须可追溯；查阅范围按岗位限制",
    ),
    Rule(
        "history", "数据变更记录", "长期保存，运维部门可以按时间清除较早的记录；账号注销的，其中的内容同时清除",
        "核查未经办理程序的变更",
    ),
    Rule(
        "drafts", "从未提交的申报草稿", f"计划申报截止后 {DRAFTS.days} 日",
        "《中华人民共和国个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间", _drafts,
    ),
)  # fmt: skip
