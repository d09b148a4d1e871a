"""审核推荐: each body of the plan's route in turn."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import Stage, Verdict
from reviews.models import Application
from reviews.permissions import BODIES
from reviews.selectors.inspections import missing
from reviews.selectors.joint import due_of, names, round_of, words_of
from reviews.services import handover
from reviews.steps.base import tell_agency
from reviews.steps.opinions import OpinionStep, case_address, keep_opinion, person


class Recommend(OpinionStep):
    """Before the body's deadline, with its opinion; the next body or the committee office takes over (S0 一(一)3).

    Where bodies examine together (会同) the case stays until every one of them has given its opinion.
    """

    name = "recommend"
    verb = "审核推荐"
    clause = "衢经信产融〔2022〕44号 一(一)3；浙经信消费〔2022〕203号 三(三)、附件1第13条"
    roles = BODIES
    before = frozenset({Stage.RECOMMENDATION})

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The deadline, inspection and appraisal where the plan asks, and somebody to send the case to."""
        yield from super().standing(subject, actor)
        yield from missing(subject, actor)
        following = handover.leg_after(subject, subject.leg)
        if following is not None:
            yield from handover.no_body_at(subject, following)

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the opinion; once all have signed hand over to the next body, after the last to the office."""
        opinion, leg = keep_opinion(subject, actor, Verdict.AGREE, text), subject.leg
        if due := handover.sign(subject, opinion, actor.agency):
            return {"leg": leg, "awaits": names(due)}
        following = handover.leg_after(subject, leg)
        if following is not None:
            handover.to_leg(subject, following)
        else:
            handover.past_the_route(subject)
        return {"leg": leg, "to": subject.holder.name if subject.holder else ""}

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """What the applicant is told."""
        if any(row.opinion_id for row in round_of(subject)):
            return "会同审核中", f"{actor.hat_label}已审核同意。{words_of(subject)}，全部签署后转下一环节。"
        return "审核推荐通过", f"{actor.hat_label}已审核推荐，您的申报现由{names(due_of(subject))}办理。"

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant; at a joint leg those who still have to sign."""
        yield from super().messages(subject, actor, **data)
        if together := words_of(subject):
            for agency in due_of(subject):
                text = f"{person(subject)}的申报由贵单位会同审核。{together}。"
                yield from tell_agency(agency, "会同审核待办", text, case_address(subject))


RECOMMEND = Recommend()
