"""不予初定: the office that determines ends the case, with its reasons."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import DocumentKind, FilingStage, Stage, Verdict
from reviews.models import Application
from reviews.selectors.qualification import decided, items_of
from reviews.services import handover, papers
from reviews.steps.determinations import DeterminingStep
from reviews.steps.not_accept import unfounded
from reviews.steps.opinions import keep_opinion, person, tell_employer
from reviews.steps.qualify import Answers
from reviews.steps.upheld import only_if_upheld


class NotDetermine(DeterminingStep):
    """Item by item; or an objection to the publicity of results was upheld (S0 一(一)6).

    While the bureau has the case for approval, it ends it itself where it has held the person back from a list.
    """

    name = "not_determine"
    verb = "不予初定"
    before = frozenset({Stage.DETERMINATION, Stage.RESULT_PUBLICITY, Stage.APPROVAL})
    after = Stage.NOT_DETERMINED
    asks = "不予初定的理由"

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """In a publicity only where an objection was upheld; before the bureau only who stands on no list."""
        yield from only_if_upheld(subject)
        if subject.result_lines.exclude(filing__stage=FilingStage.APPROVED).exists():
            yield "该人员列在待核准的初定名单中，请在核准时暂缓核准后再决定。"

    def obstacles(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """At least one item that is not fulfilled, each with its reason."""
        yield from super().obstacles(subject, actor, text=text, **data)
        if subject.stage == Stage.DETERMINATION:
            yield from unfounded(items_of(subject), data.get("answers") or {}, "同意初定")

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the decisions; the case has ended, and its papers are void."""
        answers: Answers = data.get("answers") or {}
        items = decided(items_of(subject), answers) if answers else []
        keep_opinion(subject, actor, Verdict.REFUSE, text, items=items)
        papers.void_all_of(subject)
        handover.to_nobody(subject, Stage.NOT_DETERMINED)
        papers.request(DocumentKind.NOT_DETERMINED_LETTER, application=subject)
        return {"reason": text.strip()}

    def news(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> tuple[str, str]:
        """What the applicant is told: who, why, and that he may ask for a review."""
        days = subject.plan.complaint_days
        heard = f"如有异议，可在收到本决定后 {days} 个工作日内申请复查。"
        return "不予初定", f"{actor.hat_label}对您的申报作出不予初定的决定。理由：{text.strip()}{heard}"

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant and the employer."""
        yield from super().messages(subject, actor, **data)
        text = f"{person(subject)}：{actor.hat_label}不予初定。理由：{data['text'].strip()}"
        yield from tell_employer(subject, "不予初定", text)


NOT_DETERMINE = NotDetermine()
