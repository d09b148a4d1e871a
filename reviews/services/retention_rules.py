"""How long cases, changes of rows, and drafts that nobody filed are kept; and which frozen content names files."""

from datetime import timedelta

from django.db import transaction
from django.db.models import ProtectedError

from accounts.services.file_references import frozen_in
from accounts.services.retention import Rule, keeps
from reviews.enums import Stage
from reviews.models import Application, PlanVersion, RowChange, Snapshot
from reviews.services.history import forget, veil
from zcps import clock

DRAFTS, HISTORY = timedelta(days=365), timedelta(days=3653)
# A busy season leaves more changes in an hour than one portion: so many portions at most, each by itself.
_PORTIONS = 100

frozen_in(Snapshot, "content", "application__applicant__user")
frozen_in(PlanVersion, "content")


def remove_draft(draft: Application) -> bool:
    """Delete a draft that was never filed, with its commitments; False where something else needs it.

    What it said goes from the history of rows as well, where it would outlive its retention by years.
    """
    try:
        with transaction.atomic():
            draft.commitments.all().delete()
            draft.delete()
            veil()
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


def _history(limit: int, dry_run: bool) -> int:  # noqa: FBT001 - as every sweep is called
    # By the machine's time, by which changes are written down.
    before, gone = clock.machine() - HISTORY, 0
    if dry_run:
        return RowChange.objects.filter(at__lt=before).count()
    for _ in range(_PORTIONS):
        done = forget(before, limit)
        gone += done
        if done < limit:
            break
    return gone


keeps(
    Rule(
        "cases", "已提交的申报及其快照、公示、异议、评审和证书", "长期保存",
        "职称证书长期有效，评审过程须可追溯；查阅范围按岗位限制",
    ),
    Rule(
        "history", "数据变更记录", "10 年；账号注销的，其中关于本人的内容同时清除",
        "核查未经办理程序的变更；长于《中华人民共和国行政诉讼法》第四十六条的最长起诉期限",
        _history, HISTORY.days, is_record=True,
    ),
    Rule(
        "drafts", "从未提交的申报草稿", f"计划申报截止后 {DRAFTS.days} 日",
        "《中华人民共和国个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间", _drafts,
    ),
)  # fmt: skip
