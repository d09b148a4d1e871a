"""open_spot_check: an office that watches over reviews has some cases of a plan drawn by lot."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import CheckKind, PlanStage
from reviews.models import Plan
from reviews.permissions import oversees_plan
from reviews.services import spot_checks
from reviews.steps.base import PlanStep, tell_agency
from zcps.canonical import digest

CHECK_CLAUSE = "衢市人社专〔2021〕61号 三(二)"
LONGEST = 1000


class OpenSpotCheck(PlanStep):
    """Nobody chooses who is looked at. Every lot is journaled and stays on the list, so none can be drawn unseen."""

    name = "open_spot_check"
    verb = "抽取检查对象"
    clause = CHECK_CLAUSE
    roles = frozenset({Role.SUPERVISION, Role.HR_BUREAU})
    before = frozenset({PlanStage.PUBLISHED, PlanStage.CLOSED})

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """The supervision office of the plan, or its HR bureau."""
        return oversees_plan(actor, subject)

    def obstacles(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[str]:
        """A kind, a purpose, and a number that leaves something to chance."""
        if data.get("kind") not in CheckKind.values:
            yield "请选择抽查类别。"
            return
        purpose = str(data.get("purpose") or "").strip()
        if not purpose:
            yield "请写明抽查事由。"
        if len(purpose) > LONGEST:
            yield f"抽查事由超过 {LONGEST} 字，请精简。"
        yield from _wrong_size(subject, data["kind"], data.get("size"))

    def act(self, subject: Plan, actor: Actor, *, kind: str, size: int, purpose: str, **data: Any) -> dict[str, Any]:
        """Draw and keep the lot."""
        assert actor.agency is not None  # noqa: S101 - both roles act for an office
        assert actor.user is not None  # noqa: S101 - and as somebody
        check = spot_checks.draw(subject, kind, size, purpose, (actor.agency, actor.user))
        told = {"population": len(check.bundle["population"]), "size": size, "bundle": digest(check.bundle)}
        return {"check": check.pk, "number": check.number, "kind": kind, **told}

    def messages(self, subject: Plan, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office that is checked: it has to keep the papers ready."""
        check = subject.spot_checks.latest("pk")
        body = f"{actor.hat_label}对“{subject.name}”进行{check.get_kind_display()}，共 {data['size']} 件，请准备材料。"
        yield from tell_agency(subject.office, "评审工作抽查", body, f"/spot-checks/{check.pk}/")


def _wrong_size(plan: Plan, kind: str, size: object) -> Iterable[str]:
    there = spot_checks.population_of(plan, kind).count()
    if not there:
        yield f"“{CheckKind(kind).label}”目前没有可抽取的对象，请在有申报、表决或证书后再抽取。"
    elif not isinstance(size, int) or not 1 <= size <= min(there, spot_checks.MOST):
        yield f"抽取件数应在 1 至 {min(there, spot_checks.MOST)} 之间（现有 {there} 件），请修改。"


OPEN_SPOT_CHECK = OpenSpotCheck()
