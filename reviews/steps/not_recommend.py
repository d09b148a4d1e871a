"""不予推荐: a body ends the case, with its reason."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import KIND_OF_PUBLICITY, DocumentKind, Stage, Verdict
from reviews.models import Application
from reviews.permissions import BODIES
from reviews.services import handover, papers
from reviews.steps.joint import tell_signers, voided_by
from reviews.steps.opinions import OpinionStep, keep_opinion, person, tell_employer
from reviews.steps.upheld import only_if_upheld


class NotRecommend(OpinionStep):
    """Each level examines, so each may refuse (S0 一(一)3; S3 三(一)): the employer, and every body of the route."""

    name = "not_recommend"
    verb = "不予推荐"
    clause = "衢经信产融〔2022〕44号 一(一)3；衢市人社专〔2021〕61号 三(一)"
    roles = BODIES | {Role.EMPLOYER}
    before = frozenset(
        {Stage.EMPLOYER_REVIEW, Stage.EMPLOYER_PUBLICITY, Stage.EMPLOYER_OPINION_DUE, Stage.RECOMMENDATION}
    )
    after = Stage.NOT_RECOMMENDED
    asks = "不予推荐的理由"

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The deadline; in a publicity, which has none of its own, only where an objection was upheld."""
        if subject.stage in KIND_OF_PUBLICITY:
            return only_if_upheld(subject)
        return super().standing(subject, actor)

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the reason; the case has ended."""
        void = voided_by(subject)
        keep_opinion(subject, actor, Verdict.REFUSE, text)
        handover.to_nobody(subject, Stage.NOT_RECOMMENDED)
        papers.request(DocumentKind.NOT_RECOMMENDED_LETTER, application=subject)
        return {"reason": text.strip(), **void}

    def news(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> tuple[str, str]:
        """What the applicant is told: who, and why."""
        return "不予推荐", f"{actor.hat_label}对您的申报作出不予推荐的决定。理由：{text.strip()}"

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant, and the employer where another body decided."""
        yield from super().messages(subject, actor, **data)
        if actor.role != Role.EMPLOYER:
            text = f"{person(subject)}：{actor.hat_label}不予推荐。理由：{data['text'].strip()}"
            yield from tell_employer(subject, "不予推荐", text)
        yield from tell_signers(subject, actor, "不予推荐")


NOT_RECOMMEND = NotRecommend()
