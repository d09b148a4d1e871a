"""签收纸质材料: a mark, not a stage. The sheet must be the one that belongs to the present version."""

import re
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application
from reviews.permissions import runs_plan
from reviews.services.posts import owes_sheet, sheet_codes
from reviews.steps.base import CaseStep
from reviews.terms import terms_for
from zcps import clock


class ReceivePaper(CaseStep):
    """Copies and seals as the plan says; the code on the sheet matches the snapshot (S0 一(一)4; S2 附件2-7)."""

    name = "receive_paper"
    verb = "签收纸质材料"
    clause = "衢经信产融〔2022〕44号 一(一)4；杭州市2020年工艺美术中级职称评审通知 附件2 七"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset(
        {
            Stage.QUALIFIED,
            Stage.DETERMINED,
            Stage.PRE_REVIEW_PUBLICITY,
            Stage.READY,
            Stage.IN_REVIEW,
            Stage.PASSED,
            Stage.RESULT_PUBLICITY,
            Stage.APPROVAL,
        }
    )

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The office of the plan, whoever holds the case at the moment."""
        return runs_plan(actor, subject.plan)

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Once is enough."""
        if subject.paper_received_at:
            yield "该申报的纸质材料已签收，不必重复办理。"

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """The code, the copies, the seals: everything that is wrong with the sheets at once."""
        yield from self.standing(subject, actor)
        code = data.get("code", "")
        if not code.strip():
            yield "请扫描或输入评审表页脚的校验码。"
        elif plain(code) not in codes_of(subject):
            yield "校验码与该申报当前版本不符，可能是变更前打印的旧表或他人的表。请退回，由申报人重新导出打印。"
        copies, wanted = data.get("copies") or 0, terms_for(subject).paper_copies
        if copies < wanted:
            yield f"按公告须报送 {wanted} 份，本次收到 {copies} 份，请收齐后签收。"
        missing = [seal for seal in terms_for(subject).stamp_chain if seal not in (data.get("seals") or ())]
        if missing:
            yield f"评审表缺少{'、'.join(missing)}的盖章，请退回补盖后签收。"
        if owes_sheet(subject):
            yield from self._post_table(subject, data.get("post_table") or "")

    def _post_table(self, subject: Application, code: str) -> Iterable[str]:
        """The sheet that a public institution hands in besides, confirmed and sealed (R315)."""
        name = "经确认盖章的纸质《事业单位人员职称申报岗位信息表》"
        if not code.strip():
            yield (
                f"事业单位在编人员还须报送{name}，请收齐后输入其校验码"
                "（杭州市2020年工艺美术中级职称评审通知 附件2 七）。"
            )
        elif plain(code) not in sheet_codes(subject):
            yield f"岗位信息表的校验码与该单位已确认的版本不符。请由单位重新打印{name}后报送。"

    def act(self, subject: Application, actor: Actor, *, code: str, copies: int, **data: Any) -> dict[str, Any]:
        """Mark it."""
        subject.paper_received_at = clock.now()
        return {"code": plain(code), "copies": copies}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant."""
        return self.tell_applicant(subject, "纸质材料已签收", f"{actor.hat_label}已签收您的纸质评审表。")


def plain(code: str) -> str:
    """Return a code as it is stored: what a scanner or a hand adds is taken off."""
    address = code.split("?", maxsplit=1)[0].rstrip("/")
    return re.sub(r"[^0-9A-Za-z]", "", address.rsplit("/", 1)[-1]).upper()


def codes_of(subject: Application) -> set[str]:
    """Return the codes of the version in force: the snapshot's, and those of its forms that are not void."""
    snapshot = subject.snapshot
    forms = subject.documents.filter(voided_at=None, snapshot=snapshot).values_list("short_code", flat=True)
    return {plain(code) for code in [*(forms if snapshot else ()), snapshot.short_code if snapshot else ""] if code}


RECEIVE_PAPER = ReceivePaper()
