"""不予受理: the committee office ends the case, item by item and with reasons."""

from collections.abc import Iterable, Iterator
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import KIND_OF_PUBLICITY, DocumentKind, Stage, Verdict
from reviews.models import Application
from reviews.selectors.qualification import Item, decided, items_of, unsettled
from reviews.services import handover, papers
from reviews.steps.opinions import OpinionStep, keep_opinion, person, tell_employer
from reviews.steps.upheld import only_if_upheld

Answers = dict[str, dict[str, Any]]


class NotAccept(OpinionStep):
    """Not qualified (S3 一(三)), or an objection was upheld before the title was won (S0 一(一)6)."""

    name = "not_accept"
    verb = "不予受理"
    clause = "衢经信产融〔2022〕44号 一(一)5、6；衢市人社专〔2021〕61号 一(三)"
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({Stage.QUALIFICATION, Stage.PRE_REVIEW_PUBLICITY, Stage.RESULT_PUBLICITY})
    after = Stage.NOT_ACCEPTED
    asks = "不予受理的理由"

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The office whose turn it is; of an initial determination see not_determine.py."""
        return super().concerns(subject, actor) and not subject.plan.is_initial

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """In a publicity only where an objection was upheld."""
        return only_if_upheld(subject)

    def obstacles(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """At qualification at least one item that is not fulfilled, each with its reason."""
        yield from super().obstacles(subject, actor, text=text, **data)
        if subject.stage in KIND_OF_PUBLICITY:
            return
        answers: Answers = data.get("answers") or {}
        yield from unfounded(items_of(subject), answers, "通过资格审查")

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the decisions; the case has ended, and its papers are void."""
        items = decided(items_of(subject), data.get("answers") or {})
        keep_opinion(subject, actor, Verdict.REFUSE, text, items=items)
        papers.void_all_of(subject)
        handover.to_nobody(subject, Stage.NOT_ACCEPTED)
        papers.request(DocumentKind.NOT_ACCEPTED_LETTER, application=subject)
        return {"reason": text.strip()}

    def news(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> tuple[str, str]:
        """What the applicant is told: who, and why."""
        return "不予受理", f"{actor.hat_label}对您的申报作出不予受理的决定。理由：{text.strip()}"

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant and the employer."""
        yield from super().messages(subject, actor, **data)
        text = f"{person(subject)}：{actor.hat_label}不予受理。理由：{data['text'].strip()}"
        yield from tell_employer(subject, "不予受理", text)


def unfounded(items: list[Item], answers: Answers, otherwise: str) -> Iterator[str]:
    """Yield what a decision against the person lacks: an item that is not fulfilled, and the reason of each such.

    Args:
        items: what was to be decided on.
        answers: {item's key: {"ok": True, False or None, "reason": "…"}}.
        otherwise: what has to be done where everything is fulfilled.
    """
    failing = [item for item in items if answers.get(item.key, {}).get("ok") is False]
    if not failing:
        yield f"请至少将一项审查为不符合。各项均符合的，应{otherwise}。"
    for item in failing:
        if waiting := unsettled(item):
            yield waiting
        elif not str(answers[item.key].get("reason", "")).strip():
            yield f"“{item.item}”审查为不符合，请写明理由。"


NOT_ACCEPT = NotAccept()
