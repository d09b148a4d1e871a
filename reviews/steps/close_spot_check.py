"""close_spot_check: the office that checks draws its conclusion."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.enums import CheckItemStage, CheckStage
from reviews.models import SpotCheck
from reviews.permissions import makes_check
from reviews.steps.base import tell_agency
from reviews.steps.open_spot_check import CHECK_CLAUSE, LONGEST
from zcps import clock


class CloseSpotCheck(Step[SpotCheck]):
    """Every case has been looked at, and every fault has been answered."""

    name = "close_spot_check"
    verb = "办结抽查"
    clause = CHECK_CLAUSE
    roles = frozenset({Role.SUPERVISION, Role.HR_BUREAU})
    before = frozenset({CheckStage.OPEN})
    after = CheckStage.CLOSED

    def concerns(self, subject: SpotCheck, actor: Actor) -> bool:
        """The office that drew it."""
        return makes_check(actor, subject)

    def obstacles(self, subject: SpotCheck, actor: Actor, **data: Any) -> Iterable[str]:
        """Nothing open, and a conclusion."""
        waiting = subject.items.filter(stage=CheckItemStage.WAITING).count()
        if waiting:
            yield f"还有 {waiting} 件没有检查情况，请逐件登记后再办结。"
        faulty = subject.items.filter(stage=CheckItemStage.FAULTY).count()
        if faulty:
            yield f"还有 {faulty} 件发现的问题没有整改反馈，请督促评委会办公室反馈后再办结。"
        conclusion = str(data.get("conclusion") or "").strip()
        if not conclusion:
            yield "请填写抽查结论。"
        if len(conclusion) > LONGEST:
            yield f"抽查结论超过 {LONGEST} 字，请精简。"

    def act(self, subject: SpotCheck, actor: Actor, *, conclusion: str, **data: Any) -> dict[str, Any]:
        """Keep the conclusion."""
        subject.conclusion, subject.closed_at = conclusion.strip(), clock.now()
        return {"number": subject.number, "conclusion": subject.conclusion}

    def messages(self, subject: SpotCheck, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office that was checked."""
        body = f"{subject.get_kind_display()}（{subject.number}）已办结。结论：{subject.conclusion}"
        yield from tell_agency(subject.plan.office, "抽查已办结", body, f"/spot-checks/{subject.pk}/")


CLOSE_SPOT_CHECK = CloseSpotCheck()
