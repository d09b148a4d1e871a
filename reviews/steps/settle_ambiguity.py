"""核定歧义事项: a body says how what the notice leaves open is to be read in a case."""

from collections.abc import Iterable, Iterator
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from law.vocabulary import Ambiguity, ambiguity
from reviews.enums import Stage
from reviews.facts import reexamined
from reviews.models import AmbiguityDecision, Application
from reviews.permissions import BODIES
from reviews.selectors.ambiguities import (
    examination_in_force,
    needs_reply,
    not_competent,
    open_codes,
    precedents_of,
    standing_decisions,
)
from reviews.services.ambiguities import OUTCOMES, settle, told
from reviews.steps.opinions import LONGEST_OPINION, OpinionStep

_LONGEST_CLAUSE, _LONGEST_NUMBER = 120, 60
_UNREADABLE = "提交时固定的内容不完整，无法按核定的理解重新预检，请退回补正，由申报人重新提交后再核定。"


class SettleAmbiguity(OpinionStep):
    """Which reading, why, by which clause; in line with the case before or with a reason for departing from it.

    The body that holds the case decides; a later decision takes the place of an earlier one, which stays on record.
    """

    name = "settle_ambiguity"
    verb = "核定歧义事项"
    clause = "衢经信产融〔2022〕44号 一(一)3、4；衢市人社专〔2021〕61号 一(三)"
    roles = BODIES
    before = frozenset({Stage.RECOMMENDATION, Stage.QUALIFICATION, Stage.DETERMINATION})
    asks = "核定的理由"

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The deadline of the body."""
        return self.overdue(subject)

    def obstacles(
        self, subject: Application, actor: Actor, *, text: str = "", code: str = "", **data: Any
    ) -> Iterable[str]:
        """An open question that this body may answer, a reading, the reason, the ground."""
        word, known = ambiguity(code), {row.code: row for row in standing_decisions(subject)}
        if code not in known and code not in open_codes(examination_in_force(subject)):
            yield "该歧义事项不在本件待核定的事项中，请刷新页面查看最新进展。"
            return
        if why_not := not_competent(word, subject, actor):
            yield why_not
            return
        if reexamined(subject) is None:
            yield _UNREADABLE
            return
        if overtaken := _overtaken(known.get(code), data):
            yield overtaken
        if data.get("favours") is None:
            yield f"请选择对“{word.open}”的一种理解。"
        yield from super().obstacles(subject, actor, text=text)
        yield from _lacking(word, actor, data)
        yield from _departing(subject, code, data)

    def act(
        self, subject: Application, actor: Actor, *, text: str, code: str, favours: bool, **data: Any
    ) -> dict[str, Any]:
        """Keep the decision, examine the case again by it; the case stays where it is."""
        words = {name: data.get(name) or "" for name in ("clause", "departs", "document")}
        decision = settle(subject, actor, code, favours=favours, reason=text, **words)
        return {**told(decision), "outcome": decision.reexamination.examination["outcome"]}

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """What the applicant is told: what follows, where to read how and why, and whom to turn to.

        A notice goes out by mail, and some ambiguities are about sanctions: what was decided stands on the page alone.
        """
        outcome = examination_in_force(subject)["outcome"]
        lines = (
            f"{actor.hat_label}核定了您申报中的一项歧义事项，按此复核，您的申报{OUTCOMES[outcome]}。",
            "核定的理解、理由和依据，请打开申报查看。",
            f"如有异议，可向{subject.plan.contact or subject.plan.office.name}书面提出，由其复核。",
        )
        return "歧义事项已核定", "".join(lines)

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant alone."""
        return self.tell_applicant(subject, *self.news(subject, actor, **data))


def _overtaken(standing: AmbiguityDecision | None, data: dict[str, Any]) -> str:
    """Somebody else decided in the meantime: nobody replaces what he has not seen."""
    if standing is None or data.get("seen") == standing.pk:
        return ""
    return f"{standing.agency}已核定为“{standing.says}”。请查看其理由；确需改变的，请重新核定并写明理由。"


def _lacking(word: Ambiguity, actor: Actor, data: dict[str, Any]) -> Iterator[str]:
    clause, number = str(data.get("clause") or "").strip(), str(data.get("document") or "").strip()
    if not clause:
        yield "请填写依据的条款。"
    if len(clause) > _LONGEST_CLAUSE:
        yield f"依据的条款超过 {_LONGEST_CLAUSE} 字，请精简。"
    if needs_reply(word, actor) and not number:
        yield "该事项由人力社保部门核定，请填写其复函文号。"
    if len(number) > _LONGEST_NUMBER:
        yield f"复函文号超过 {_LONGEST_NUMBER} 字，请核对。"


def _departing(subject: Application, code: str, data: dict[str, Any]) -> Iterator[str]:
    before = next(iter(precedents_of(subject, [code])), None)
    departs = str(data.get("departs") or "").strip()
    if len(departs) > LONGEST_OPINION:
        yield f"与先例不同的理由超过 {LONGEST_OPINION} 字，请精简。"
    if before and data.get("favours") not in (None, before.favours) and not departs:
        yield f"本计划此前由{before.agency}核定为“{before.says}”，本件作出不同核定的，请写明为什么不同。"


SETTLE_AMBIGUITY = SettleAmbiguity()
