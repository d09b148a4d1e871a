"""Acts on many cases at once: what would happen to each, and then what did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Agency
from reviews import workflow
from reviews.enums import PublicityKind, Stage
from reviews.forms.bodies import ActForm, AssessedForm, BatchApprovalForm, DeterminingForm, OpinionForm, PublicityForm
from reviews.forms.panel import PHRASES
from reviews.models import Application
from reviews.permissions import WITH_EMPLOYER
from reviews.publicity_fields import with_numbers
from reviews.selectors.declared import to_confirm
from reviews.selectors.joint import due_of, names
from reviews.services import handover
from reviews.services.calendar import period_from
from reviews.services.publicity import OPENING, open_for
from reviews.steps.base import ActRefused, CaseStep, perform, reasons_against
from reviews.steps.publicities import OpenPublicityStep, number_sentence
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from zcps import clock
from zcps.templatetags.chinese import cn_close

MOST = 100
# On one list; the preview names everybody, and the act is one transaction.
MOST_PUBLISHED = 500


@dataclass(frozen=True)
class BatchAct:
    """An act that can be done to many."""

    step: CaseStep
    form: type[ActForm]
    effect: Callable[[Application], str]

    @property
    def stages(self) -> frozenset[str]:
        """Where it can be done to many: the results of a meeting are shown from the meeting's page."""
        return self.step.before - {Stage.PASSED}

    def form_for(self, cases: Sequence[Application]) -> type[ActForm]:
        """Return the form; for an initial determination an employer states more."""
        is_opinion = self.name == SUBMIT_EMPLOYER_OPINION.name
        return AssessedForm if is_opinion and any(case.plan.is_initial for case in cases) else self.form

    @property
    def name(self) -> str:
        """The act's name."""
        return self.step.name

    @property
    def verb(self) -> str:
        """The word on its button."""
        return self.step.verb


@dataclass(frozen=True)
class Line:
    """One case in a preview or in a report."""

    case: Application
    effect: str
    reasons: list[str]
    # What does not keep it back, and should be known before.
    warnings: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing stood in the way."""
        return not self.reasons


def _approved(case: Application) -> str:
    declared = "".join(f"{number}. {each.words}" for number, each in enumerate(to_confirm(case), 1))
    return "审核通过，进入“待单位公示”" + (f"；一并确认申报声明：{declared}" if declared else "")


def _published(case: Application) -> str:
    period = period_from(clock.now(), case.plan.publicity_days, count_start_day=case.plan.count_start_day)
    return f"公示 {case.plan.publicity_days} 个工作日，最早于{cn_close(period.earliest_close)}截止"


def _too_late(case: Application) -> tuple[str, ...]:
    """A publicity that cannot end before the employer's own deadline (Q03)."""
    period = period_from(clock.now(), case.plan.publicity_days, count_start_day=case.plan.count_start_day)
    if case.stage not in WITH_EMPLOYER or not case.due_at or period.earliest_close < case.due_at:
        return ()
    return (
        (
            f"公示最早于{cn_close(period.earliest_close)}截止，晚于单位推荐截止时间（{cn_close(case.due_at)}），"
            "期满后将来不及推荐，按公告逾期不再受理。请先联系评委会办公室，再决定是否公示。"
        ),
    )


def _sent_first(case: Application) -> str:
    return f"推荐至{_target(case, handover.first_leg(case))}"


def _sent_on(case: Application) -> str:
    leg, due = handover.leg_after(case, case.leg), due_of(case)
    if len(due) > 1:
        return f"完成本机构的会同审核；{names(due)}均签署后，推荐至{_target(case, leg)}"
    return f"推荐至{_target(case, leg)}"


def _determined(case: Application) -> str:
    shown = PublicityKind.RESULT in case.plan.publicity_kinds
    return f"初定为{case.title}，{'进入待公示' if shown else '待列入初定名单公布'}"


def _target(case: Application, leg: int | None) -> str:
    return str(_deciding(case)) if leg is None else names(handover.bodies_at(case, leg)) or "（未设置机构）"


def _deciding(case: Application) -> Agency:
    return case.plan.determiner if case.plan.is_initial else case.plan.office


_ACTS: dict[str, tuple[type[ActForm], Callable[[Application], str]]] = {
    "approve_by_employer": (BatchApprovalForm, _approved),
    "open_employer_publicity": (PublicityForm, _published),
    "submit_employer_opinion": (OpinionForm, _sent_first),
    "recommend": (OpinionForm, _sent_on),
    "open_pre_review_publicity": (PublicityForm, _published),
    "determine": (DeterminingForm, _determined),
    "open_result_publicity": (PublicityForm, _published),
}


def batch_acts() -> dict[str, BatchAct]:
    """Return the acts that can be done to many, by name, in the order of the procedure."""
    steps = [step for step in workflow.PROCEDURE if step.name in _ACTS and isinstance(step, CaseStep)]
    return {step.name: BatchAct(step, *_ACTS[step.name]) for step in steps}


def acts_for(actor: Actor, case: Application) -> list[str]:
    """Return the names of the acts that a row of the actor's own worklist allows: his list, so his case."""
    with_employer = case.stage in WITH_EMPLOYER
    if with_employer != (actor.role == Role.EMPLOYER):
        return []
    return [act.name for act in batch_acts().values() if actor.role in act.step.roles and case.stage in act.stages]


def preview(act: BatchAct, cases: Sequence[Application], by: Actor) -> list[Line]:
    """Return what would happen to each, or why not."""
    return [Line(case, act.effect(case), _against(act, case, by), _warnings(act, case)) for case in cases]


def _warnings(act: BatchAct, case: Application) -> tuple[str, ...]:
    if not isinstance(act.step, OpenPublicityStep):
        return ()
    numbers = (number_sentence(label) for label in with_numbers(case, act.step.kind))
    return (*_too_late(case), *numbers)


def _against(act: BatchAct, case: Application, by: Actor) -> list[str]:
    if case.stage not in act.stages and case.stage in act.step.before:
        return ["评审结果的公示请在会议页面办理。"]
    if not act.step.is_open_to(case, by):
        return reasons_against(act.step, case, by)
    return list(act.step.standing(case, by))


def run(act: BatchAct, cases: Sequence[Application], by: Actor, data: dict[str, Any]) -> list[Line]:
    """Do it to each; a case that is refused keeps no other back. Publicities open as one list for each plan."""
    if isinstance(act.step, OpenPublicityStep):
        return _publish(act, cases, by, data)
    return [Line(case, act.effect(case), _do(act, case, by, data)) for case in cases]


def _do(act: BatchAct, case: Application, by: Actor, data: dict[str, Any]) -> list[str]:
    try:
        perform(act.step, case, by, **data)
    except ActRefused as refused:
        return refused.reasons
    return []


def _publish(act: BatchAct, cases: Sequence[Application], by: Actor, data: dict[str, Any]) -> list[Line]:
    lines = [_asked(act, line, by, data) for line in preview(act, cases, by)]
    report = [line for line in lines if not line.is_done]
    ready = sorted((line for line in lines if line.is_done), key=lambda line: line.case.plan_id)
    for _, group in groupby(ready, key=lambda line: line.case.plan_id):
        together = list(group)
        reasons = _open(act, [line.case for line in together], by, data)
        report += [Line(line.case, line.effect, reasons) for line in together]
    return report


def _asked(act: BatchAct, line: Line, by: Actor, data: dict[str, Any]) -> Line:
    """The line with what stands in the way now that the form is filled in."""
    if not line.is_done:
        return line
    return Line(line.case, line.effect, list(act.step.obstacles(line.case, by, **data)), line.warnings)


def _open(act: BatchAct, cases: list[Application], by: Actor, data: dict[str, Any]) -> list[str]:
    kind = next(kind for kind, step in OPENING.items() if step.name == act.name)
    try:
        open_for(PublicityKind(kind), cases[0].plan, cases, by, **data)
    except ActRefused as refused:
        return refused.reasons
    return []


def phrases(name: str) -> tuple[str, ...]:
    """Return sentences to put into the opinion with one press."""
    return PHRASES.get(name, ())
