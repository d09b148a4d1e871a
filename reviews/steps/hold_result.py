"""hold_result: the HR bureau holds one person's result back while it approves the others."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application
from reviews.permissions import supervises_plan
from reviews.steps.base import tell_agency
from reviews.steps.meetings import RESULT_CLAUSE, DecidedCaseStep
from reviews.steps.opinions import case_address, person


class HoldResult(DecidedCaseStep):
    """A mark with its reason: the case stays before the bureau and comes again on a list of its own."""

    name = "hold_result"
    verb = "暂缓核准"
    clause = RESULT_CLAUSE
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({Stage.APPROVAL})
    through = "核准并公布结果"

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The bureau of the plan."""
        return supervises_plan(actor, subject.plan)

    def obstacles(self, subject: Application, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """A reason is given."""
        yield from super().obstacles(subject, actor, **data)
        if not reason.strip():
            yield "请写明暂缓核准的理由。"

    def act(self, subject: Application, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Keep the reason."""
        return {"reason": reason}

    def messages(self, subject: Application, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[Message]:
        """Tell the person, and the office that has to follow it up."""
        is_initial = subject.plan.is_initial
        result = "初定结果" if is_initial else "评审结果"
        text = f"{actor.hat_label}对您的{result}暂缓核准。理由：{reason}核实后将继续办理。"
        yield from self.tell_applicant(subject, f"{result}暂缓核准", text)
        following = "核实后请列入下一批初定名单。" if is_initial else "核实后请重新生成备案表报送，或办理复评。"
        told = f"{person(subject)}的{result}暂缓核准。理由：{reason}{following}"
        yield from tell_agency(subject.plan.result_office, f"{result}暂缓核准", told, case_address(subject))


HOLD_RESULT = HoldResult()
