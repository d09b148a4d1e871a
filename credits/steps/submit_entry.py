"""The person submits an entry with its proof to the registrar (S0 附件2 第七条)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from credits.enums import CreditKind, CreditStage
from credits.hours import estimate, route_of
from credits.models import CreditEntry
from credits.permissions import place_of
from credits.steps.entries import OwnEntryStep
from zcps import clock


class SubmitEntry(OwnEntryStep):
    """All that is missing is said at once."""

    name = "submit_entry"
    verb = "提交认定"
    clause = "衢经信产融〔2022〕44号 附件2 第七条"
    before = frozenset({CreditStage.DRAFT, CreditStage.RETURNED})
    after = CreditStage.SUBMITTED

    def obstacles(self, subject: CreditEntry, actor: Actor, **data: Any) -> Iterable[str]:
        """Yield what is missing."""
        if not subject.title:
            yield "尚未填写名称，请填写培训、论文、专利等的名称。"
        if subject.year > clock.today().year:
            yield f"{subject.year} 年度尚未开始，请核对年度。"
        if subject.kind == CreditKind.PROFESSIONAL and route_of(subject.route) is None and subject.card_id is None:
            yield "专业科目须选择认定途径，请选择。"
        if estimate(subject.kind, subject.route, subject.quantity, subject.hours).hours == 0:
            yield "学时为 0，请填写数量或学时。"
        if subject.evidence_id is None:
            yield "缺少证明材料，请上传。"
        if place_of(subject.profile) is None:
            yield "尚未选择现工作单位或社会保险所在地，无法确定学时登记机构，请先在“个人基本信息”中选择。"

    def act(self, subject: CreditEntry, actor: Actor, **data: Any) -> dict[str, Any]:
        """Clear the last return."""
        subject.return_reason = ""
        return {"year": subject.year, "kind": subject.kind, "hours": subject.hours}


submit_entry = SubmitEntry()
