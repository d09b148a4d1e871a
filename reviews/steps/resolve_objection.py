"""作出核查结论: the body that published decides on an objection, with reasons."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import KIND_OF_PUBLICITY, STAGE_IN_PUBLICITY, ObjectionStage, Stage
from reviews.models import Application, Objection
from reviews.services.publicity import entry_now
from reviews.steps.opinions import TurnStep
from zcps import clock

LONGEST = 2000


class ResolveObjection(TurnStep):
    """Dismissed: the clock ends the period. Upheld: the body returns the case or refuses it (S0 一(一)6)."""

    name = "resolve_objection"
    verb = "作出核查结论"
    clause = "衢经信产融〔2022〕44号 一(一)6"
    roles = frozenset({Role.EMPLOYER, Role.COMMITTEE_OFFICE})
    before = frozenset(STAGE_IN_PUBLICITY.values())

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """There is something to decide."""
        entry = entry_now(subject, KIND_OF_PUBLICITY[Stage(subject.stage)])
        if entry is None or not entry.objections.filter(stage=ObjectionStage.OPEN).exists():
            yield "该申报没有待核查的异议。"

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """The objection is open and belongs here; the decision has its reasons."""
        yield from self.standing(subject, actor)
        objection: Objection | None = data.get("objection")
        if objection is not None:
            objection.refresh_from_db()
            if objection.stage != ObjectionStage.OPEN or objection.entry.application_id != subject.pk:
                yield "该异议已作出核查结论，不能重复办理。请刷新页面查看。"
        if data.get("upheld") is None:
            yield "请选择异议成立或不成立。"
        reasons = str(data.get("reasons", "")).strip()
        if not reasons:
            yield "请填写核查情况和理由，提出人可凭受理编号查询。"
        if len(reasons) > LONGEST:
            yield f"核查情况和理由共 {len(reasons)} 字，超过 {LONGEST} 字，请精简。"

    def act(
        self, subject: Application, actor: Actor, *, objection: Objection, upheld: bool, reasons: str, **data: Any
    ) -> dict[str, Any]:
        """Write the decision down."""
        objection.stage = ObjectionStage.UPHELD if upheld else ObjectionStage.DISMISSED
        objection.reasons = reasons.strip()
        objection.resolved_at = clock.now()
        objection.resolved_by = actor.user
        objection.save()
        return {"upheld": upheld}

    def messages(self, subject: Application, actor: Actor, *, upheld: bool = False, **data: Any) -> Iterable[Message]:
        """Tell the applicant the outcome, without who objected and what was said."""
        outcome = "成立，公示单位将依规处理" if upheld else "不成立，公示期满后继续办理"
        text = f"公示期间收到的一件异议经{actor.hat_label}核查，{outcome}。"
        return self.tell_applicant(subject, "异议核查结论", text)


RESOLVE_OBJECTION = ResolveObjection()
