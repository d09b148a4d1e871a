"""资格审查通过: the committee office has looked at every item."""

from collections.abc import Iterable, Iterator
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import DocumentKind, Stage, Verdict
from reviews.models import Application
from reviews.selectors.qualification import Item, decided, items_of, unsettled
from reviews.services import handover, papers
from reviews.steps.opinions import OpinionStep, keep_opinion
from reviews.terms import terms_for

Answers = dict[str, dict[str, Any]]
DEFAULT_TEXT = "经资格审查，符合申报条件。"
_FAILING = "不能通过资格审查。请退回补正，或作出不予受理的决定。"


class Qualify(OpinionStep):
    """Item by item; where the office departs from the examination it says why (S0 一(一)5; S3 一(三))."""

    name = "qualify"
    verb = "通过资格审查"
    clause = "衢经信产融〔2022〕44号 一(一)4、5；衢市人社专〔2021〕61号 一(三)"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({Stage.QUALIFICATION})
    after = Stage.QUALIFIED

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """Every item decided, every departure with its reason, all of them fulfilled."""
        yield from self.standing(subject, actor)
        answers: Answers = data.get("answers") or {}
        for item in items_of(subject):
            yield from lacking(item, answers.get(item.key, {}), _FAILING)

    def act(
        self, subject: Application, actor: Actor, *, answers: Answers, text: str = "", **data: Any
    ) -> dict[str, Any]:
        """Keep the decisions; from here the review form can be exported."""
        items = decided(items_of(subject), answers)
        keep_opinion(subject, actor, Verdict.AGREE, text or DEFAULT_TEXT, items=items)
        handover.to_office(subject, Stage.QUALIFIED)
        papers.request(DocumentKind.REVIEW_FORM, application=subject)
        return {"items": len(items)}

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """What the applicant is told: what to do next."""
        terms = terms_for(subject)
        sheets = f"请导出带水印的《{terms.form_name}》，A4纸打印一式{terms.paper_copies}份"
        seals = "、".join(terms.stamp_chain)
        return "资格审查通过", f"您的申报已通过资格审查。{sheets}，经{seals}盖章后报送{terms.paper_receiver}。"


def lacking(item: Item, answer: dict[str, Any], failing: str) -> Iterator[str]:
    """Yield what an item lacks for a decision in favour.

    Args:
        item: one thing to decide on.
        answer: {"ok": True, False or None, "reason": "…"}.
        failing: what follows where it is not fulfilled.
    """
    if answer.get("ok") is None:
        yield f"“{item.item}”还没有审查结论，请选择符合或不符合。"
    elif not answer["ok"]:
        yield f"“{item.item}”审查为不符合，{failing}"
    elif waiting := unsettled(item):
        yield waiting
    elif item.answer in {"not_met", "unknown"} and not str(answer.get("reason", "")).strip():
        yield f"“{item.item}”系统预检为{item.word}，认定为符合须写明理由。"


QUALIFY = Qualify()
