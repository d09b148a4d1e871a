"""审核推荐: each body of the plan's route in turn."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import Stage, Verdict
from reviews.models import Application
from reviews.permissions import BODIES
from reviews.services import handover
from reviews.steps.opinions import OpinionStep, keep_opinion


class Recommend(OpinionStep):
    """Before the body's deadline, with its opinion; the next body or the committee office takes over (S0 一(一)3)."""

    name = "recommend"
    verb = "审核推荐"
    clause = "衢经信产融〔2022〕44号 一(一)3；浙经信消费〔2022〕203号 三(三)"
    roles = BODIES
    before = frozenset({Stage.RECOMMENDATION})

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The deadline, and somebody to send the case to."""
        yield from super().standing(subject, actor)
        following = handover.leg_after(subject, subject.leg)
        if following is not None:
            yield from handover.no_body_at(subject, following)

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the opinion; hand over to the next body of the route, after the last to the office."""
        keep_opinion(subject, actor, Verdict.AGREE, text)
        leg = subject.leg
        following = handover.leg_after(subject, leg)
        if following is not None:
            handover.to_leg(subject, following)
        else:
            handover.to_office(subject, Stage.QUALIFICATION)
        return {"leg": leg, "to": subject.holder.name if subject.holder else ""}

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """What the applicant is told."""
        return "审核推荐通过", f"{actor.hat_label}已审核推荐，您的申报现由{subject.holder}办理。"


RECOMMEND = Recommend()
