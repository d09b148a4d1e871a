"""record_finding: what a spot check found in one case."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.enums import CheckItemStage
from reviews.models import SpotCheckItem
from reviews.permissions import makes_finding
from reviews.steps.base import tell_agency
from reviews.steps.open_spot_check import CHECK_CLAUSE, LONGEST
from zcps import clock


class RecordFinding(Step[SpotCheckItem]):
    """Sound or faulty, with what was seen. What is faulty goes to the office of the plan, to be put right."""

    name = "record_finding"
    verb = "登记检查情况"
    clause = CHECK_CLAUSE
    roles = frozenset({Role.SUPERVISION, Role.HR_BUREAU})
    before = frozenset({CheckItemStage.WAITING})

    def concerns(self, subject: SpotCheckItem, actor: Actor) -> bool:
        """The office that drew the check."""
        return makes_finding(actor, subject)

    def obstacles(self, subject: SpotCheckItem, actor: Actor, **data: Any) -> Iterable[str]:
        """A result, and for a fault what it is and by which rule."""
        if not isinstance(data.get("is_sound"), bool):
            yield "请选择未发现问题或发现问题。"
        finding = str(data.get("finding") or "").strip()
        if not finding:
            yield "请写明检查情况。"
        if len(finding) > LONGEST:
            yield f"检查情况超过 {LONGEST} 字，请精简。"
        if data.get("is_sound") is False and not str(data.get("clause") or "").strip():
            yield "发现问题的，请写明所依据的规定。"

    def act(
        self, subject: SpotCheckItem, actor: Actor, *, is_sound: bool, finding: str, clause: str = "", **data: Any
    ) -> dict[str, Any]:
        """Keep it."""
        subject.finding, subject.clause = finding.strip(), clause.strip()[:120]
        subject.found_by, subject.found_at = actor.user, clock.now()
        subject.stage = CheckItemStage.SOUND if is_sound else CheckItemStage.FAULTY
        return {"check": subject.spot_check_id, "application": subject.application_id, "finding": subject.finding}

    def messages(self, subject: SpotCheckItem, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office of the plan of a fault."""
        if subject.stage == CheckItemStage.FAULTY:
            body = f"{subject.finding}（{subject.clause}）请整改后反馈。"
            url = f"/spot-checks/{subject.spot_check_id}/"
            yield from tell_agency(subject.spot_check.plan.office, "抽查发现问题，请整改", body, url)


RECORD_FINDING = RecordFinding()
