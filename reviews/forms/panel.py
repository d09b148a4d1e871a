"""The decision panel of a case file: the acts that are open, their obstacles, their forms."""

from dataclasses import dataclass, field
from typing import Any

from accounts.actor import Actor
from reviews import workflow
from reviews.enums import Stage
from reviews.forms.bodies import (
    ActForm,
    AssessedForm,
    CaseApprovalForm,
    OpinionForm,
    PaperForm,
    ReasonForm,
    WithdrawalForm,
)
from reviews.models import Application
from reviews.permissions import has_turn
from reviews.selectors.declared import to_confirm
from reviews.selectors.inspections import inspects, kinds_asked
from reviews.selectors.statements import statements_of
from reviews.services.defects import noted_by
from reviews.services.posts import owes_sheet
from reviews.steps.answer_defence import ANSWER_DEFENCE
from reviews.steps.approve_by_employer import duties_of
from reviews.steps.base import CaseStep
from reviews.steps.determinations import DeterminingStep
from reviews.steps.not_accept import NotAccept
from reviews.steps.open_result_publicity import OPEN_RESULT_PUBLICITY
from reviews.steps.opinions import TurnStep
from reviews.steps.record_inspection import RECORD_INSPECTION
from reviews.steps.settle_ambiguity import SETTLE_AMBIGUITY
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from reviews.steps.veto import VETO
from reviews.terms import terms_for

FORMS: dict[str, type[ActForm]] = {
    "approve_by_employer": CaseApprovalForm,
    "submit_employer_opinion": OpinionForm,
    "recommend": OpinionForm,
    "not_recommend": ReasonForm,
    "return_for_correction": ActForm,
    "receive_paper": PaperForm,
    "not_accept": ReasonForm,
    "not_determine": ReasonForm,
    "withdraw_recommendation": WithdrawalForm,
    "order_re_review": ReasonForm,
}
# Acts with a page of their own, to which the panel leads.
ELSEWHERE = {
    "open_employer_publicity": "batch",
    "open_pre_review_publicity": "batch",
    "settle_ambiguity": "ambiguities",
    "qualify": "qualification",
    "determine": "determination",
    "open_result_publicity": "batch",
    "record_inspection": "inspections",
    "veto": "fraud",
    "answer_defence": "fraud",
}
# In the middle of a publicity it is a decision of the panel; at qualification it follows from the items.
_BY_ITEM = {"not_accept": "qualification", "not_determine": "determination"}
PHRASES = {
    "approve_by_employer": ("经审核，申报材料真实、准确、完整，同意公示。", "经核对原件，材料与原件一致。"),
    "submit_employer_opinion": ("该同志现从事本专业技术工作，业绩符合申报条件，同意推荐。", "经单位考核，同意推荐。"),
    "recommend": ("材料齐全，符合申报条件，同意推荐。", "经审核，单位公示程序符合规定，同意推荐。"),
    "not_recommend": ("不符合申报条件：", "经核查，所报业绩与事实不符："),
    "not_accept": ("异议经核查成立：",),
    "not_determine": ("异议经核查成立：",),
}
EFFECTS = {
    "not_recommend": "本次申报将终止，申报人可在申报截止前重新申报。申报人将收到您填写的理由。",
    "not_accept": "本次申报将终止。申报人和所在单位将收到您填写的理由。",
    "not_determine": "本次申报将终止。申报人和所在单位将收到您填写的理由。",
    "withdraw_recommendation": "本次申报将终止。申报人、所在单位和经办机构将收到您填写的理由。",
    "order_re_review": "原表决结果不再作为依据，申报回到待评审，由另行召开的会议表决。",
    "return_for_correction": "申报将退回申报人，全部补正事项一次性告知；补正后重新经单位审核、公示。",
    "submit_employer_opinion": "推荐意见提交后不能修改，公示起止日期和结果将写入意见。",
    "recommend": "推荐后申报将转至下一环节，本机构不能再修改意见。",
}


# What ends a case or sends it back.
AGAINST = frozenset(
    {
        "not_recommend",
        "not_accept",
        "not_determine",
        "order_re_review",
        "return_for_correction",
        "withdraw_recommendation",
        "veto",
    }
)


@dataclass
class Offer:
    """One act in the panel."""

    step: CaseStep
    obstacles: list[str]
    form: ActForm | None = None
    page: str = ""
    refused: list[str] = field(default_factory=list)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Sentences to put into the field with one press."""
        return PHRASES.get(self.step.name, ())

    @property
    def effect(self) -> str:
        """What will happen, asked once more before it does."""
        return EFFECTS.get(self.step.name, "")

    @property
    def is_mark(self) -> bool:
        """Whether it notes something without moving the case."""
        return self.step.name == "receive_paper"

    @property
    def is_against(self) -> bool:
        """Whether it ends the case or sends it back."""
        return self.step.name in AGAINST


def offers(case: Application, actor: Actor, typed: dict[str, Any] | None = None) -> list[Offer]:
    """Return the acts of the panel; `typed` is {act's name: data of its form} where something was refused."""
    turn = has_turn(actor, case)
    found = []
    for step in workflow.PROCEDURE:
        if actor.role not in step.roles or case.stage not in step.before or not isinstance(step, CaseStep):
            continue
        if _concerns(step, case, actor, turn=turn):
            found.append(step)
    shown = [_offer(step, case, actor, typed or {}) for step in found if _belongs(step, case, actor)]
    # What carries the case on stands first and open; what ends it or sends it back is a press further away.
    return sorted(shown, key=lambda offer: (offer.is_against, offer.is_mark))


def _concerns(step: CaseStep, case: Application, actor: Actor, *, turn: bool) -> bool:
    """Whose turn it is, is asked once for all acts that go by it."""
    return turn if isinstance(step, TurnStep) else (turn and step is VETO) or step.concerns(case, actor)


def _belongs(step: CaseStep, case: Application, actor: Actor) -> bool:
    if step.name == SETTLE_AMBIGUITY.name:
        return case.open_doubts > 0
    if step.name == RECORD_INSPECTION.name:
        return bool(kinds_asked(case)) and inspects(actor, case)
    if step.name == ANSWER_DEFENCE.name:
        return not any(step.standing(case, actor))
    return (step.name in FORMS or step.name in ELSEWHERE) and not _is_elsewhere(step, case, actor)


def _is_elsewhere(step: CaseStep, case: Application, actor: Actor) -> bool:
    """By the items, from a meeting's page, or an act of the other of the two ways to a title."""
    if step is OPEN_RESULT_PUBLICITY:
        return case.stage != Stage.DETERMINED
    # Asked of whose turn it is together; what else they ask stands in the act.
    is_other_way = isinstance(step, NotAccept | DeterminingStep) and not step.concerns(case, actor)
    return is_other_way or _BY_ITEM.get(step.name) == case.stage


def _offer(step: CaseStep, case: Application, actor: Actor, typed: dict[str, Any]) -> Offer:
    form = form_of(step.name, case, typed.get(step.name)) if step.name in FORMS else None
    return Offer(step, list(step.standing(case, actor)), form, ELSEWHERE.get(step.name, ""))


def form_of(name: str, case: Application, data: Any = None) -> ActForm:
    """Return the form of an act, with what was typed."""
    kind = FORMS[name]
    if kind is CaseApprovalForm:
        return CaseApprovalForm(data, prefix=name, declared=to_confirm(case), duties=duties_of(case))
    if kind is OpinionForm and name == SUBMIT_EMPLOYER_OPINION.name and case.plan.is_initial:
        return AssessedForm(data, prefix=name, stated=[each.key for each in statements_of(case)])
    if kind is PaperForm:
        return PaperForm(data, prefix=name, seals=terms_for(case).stamp_chain, owes_sheet=owes_sheet(case))
    return kind(data, prefix=name)


def data_of(name: str, case: Application, actor: Actor, posted: Any) -> dict[str, Any]:
    """Return what perform() takes for an act of the panel."""
    if name == "return_for_correction":
        return {"defects": list(noted_by(actor.user, case).values("target", "label", "text", "clause"))}
    return form_of(name, case, posted).typed()
